"""Everybody who can be ranked, as vectors under the current statistics."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from backend.taste_profile import (
    Statistics,
    TasteVectorizer,
)
from backend.use_cases.community.appearance import (
    Appearance,
    appearance_of,
    shown_weights,
)
from backend.use_cases.community.crowd import Crowd, CrowdReader
from backend.use_cases.community.ports import (
    FilledIndex,
    StatisticsStore,
    WeightedUser,
)
from backend.use_cases.community.synced_community import (
    CommunityMemory,
    SyncedCommunity,
)
from backend.use_cases.errors import StoreUnavailableError
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.profiles.profile import (
    ProfileItem,
)
from backend.use_cases.profiles.store import ProfileStore

_log = logging.getLogger(__name__)

SCANNED_AT_ONCE = 100
"""With more changes than this, one scan is cheaper than reading item by item."""

_TOLD_EVERY = 1_000


class InMemoryCommunities:
    """Gives the community as it is now, and reads for that only what changed.

    It compares the store's stamps with those it knows, so that a change by whichever
    process is seen at once. New statistics make a new index, and the community is
    switched when that is complete.

    Args:
        store: Everybody's items.
        statistics_store: What the population is judged by.
        new_index: Makes an empty index for some statistics.
        memory: Keeps the community over a restart, where somewhere can.
        new_vectorizer: Makes what turns weights into vectors under some statistics.
        crowd_reader: Reads many at once; without it, they are read one by one.
        progress: Called now and then with how many of how many people were read, when
            they are many.
        patience_seconds: How long to wait while another thread or process updates it.
    """

    def __init__(
        self,
        store: ProfileStore,
        statistics_store: StatisticsStore,
        new_index: Callable[[Statistics], FilledIndex],
        memory: CommunityMemory | None = None,
        *,
        new_vectorizer: Callable[[Statistics], TasteVectorizer] = TasteVectorizer,
        crowd_reader: CrowdReader | None = None,
        progress: Callable[[int, int], None] = lambda done, of: None,
        patience_seconds: float = 10.0,
    ) -> None:
        self._store = store
        self._statistics_store = statistics_store
        self._new_index = new_index
        self._memory = memory
        self._new_vectorizer = new_vectorizer
        self._crowd_reader = crowd_reader
        self._progress = progress
        self._patience_seconds = patience_seconds
        self._lock = threading.Lock()
        self._must_forget = False
        nobody = new_index(Statistics())
        self._community = SyncedCommunity(TasteVectorizer(Statistics()), nobody, {}, {})

    def community(self) -> SyncedCommunity:
        """Return the community of this moment.

        Raises:
            StoreUnavailableError: Everybody is being read for the first time, and that
                takes longer than a caller should wait.
        """
        if not self._lock.acquire(timeout=self._patience_seconds):
            raise StoreUnavailableError("everybody is still being read")
        try:
            known = self._community
            statistics = self._statistics_store.current() or Statistics()
            if statistics.version != known.statistics.version:
                known = self._beginning(statistics)
            stamps = self._store.revisions()
            if stamps is not known.stamps:
                # Equal ones are taken over: compared once, and not every time.
                known = (
                    replace(known, stamps=stamps)
                    if stamps == known.stamps
                    else self._caught_up(known, stamps)
                )
            self._community = known
            return known
        finally:
            self._lock.release()

    def _beginning(self, statistics: Statistics) -> SyncedCommunity:
        """Return what is remembered under these statistics, or else nobody."""
        vectorizer = self._new_vectorizer(statistics)
        recalled = self._memory.recall(statistics) if self._memory else None
        if recalled is None:
            return SyncedCommunity(vectorizer, self._new_index(statistics), {}, {})
        return SyncedCommunity(vectorizer, *recalled)

    def _caught_up(
        self, known: SyncedCommunity, stamps: Mapping[str, object]
    ) -> SyncedCommunity:
        """Let one process read many changes; the others take what it remembers."""
        many = len(_changed(known, stamps))
        if self._memory is None or many <= SCANNED_AT_ONCE:
            return self._updated(known, stamps)
        with self._memory.alone():
            stamps = self._store.revisions()
            recalled = self._beginning(known.statistics)
            if len(_changed(recalled, stamps)) < len(_changed(known, stamps)):
                known = recalled
            return self._updated(known, stamps)

    def _updated(
        self, known: SyncedCommunity, stamps: Mapping[str, object]
    ) -> SyncedCommunity:
        changed = _changed(known, stamps)
        appearances = {
            user_id: appearance
            for user_id, appearance in known.appearances.items()
            if user_id in stamps and user_id not in changed
        }
        read = self._read(known, stamps, changed)
        appearances |= read.appearances
        for user_id in known.appearances.keys() - read.ranked:
            if user_id not in appearances or user_id in changed:
                known.index.remove(user_id)
        updated = replace(known, stamps=stamps, appearances=appearances)
        if known.stamps.keys() - stamps.keys():
            self._must_forget = True
        self._keep(updated, is_worth_it=len(changed) > SCANNED_AT_ONCE)
        return updated

    def _read(
        self, known: SyncedCommunity, stamps: Mapping[str, object], changed: set[str]
    ) -> Crowd:
        """Put into the index who has changed."""

        def progress(done: int) -> None:
            if len(changed) >= _TOLD_EVERY:
                self._progress(done, len(changed))

        if self._crowd_reader is not None and len(changed) > SCANNED_AT_ONCE:
            user_ids = [user_id for user_id in stamps if user_id in changed]
            read = self._crowd_reader.read_into(known.index, user_ids, progress)
        else:
            read = self._read_one_by_one(known, changed, progress)
        progress(len(changed))
        return read

    def _read_one_by_one(
        self,
        known: SyncedCommunity,
        user_ids: set[str],
        progress: Callable[[int], None],
    ) -> Crowd:
        appearances: dict[str, Appearance] = {}
        ranked: set[str] = set()

        def rankable() -> Iterator[WeightedUser]:
            """Yield one by one: weights of everybody at once would take gigabytes."""
            for done, item in enumerate(self._items(user_ids)):
                if done and done % _TOLD_EVERY == 0:
                    progress(done)
                appearances[item.user_id] = appearance_of(item)
                if item.visibility != "hidden":
                    for weighted in self._weighted(known, item):
                        ranked.add(item.user_id)
                        yield weighted

        known.index.put_all(rankable())
        return Crowd(appearances, ranked)

    def _keep(self, community: SyncedCommunity, *, is_worth_it: bool) -> None:
        """Bring the memory up to date; matches are found without it, too."""
        if self._memory is None:
            return
        try:
            if is_worth_it:
                index, stamps = community.index, community.stamps
                self._memory.remember(index, stamps, community.appearances)
            elif self._must_forget:
                self._memory.forget()
        except StoreUnavailableError as error:
            _log.warning("the community cannot be remembered: %s", error.reason)
        else:
            self._must_forget = False

    def _weighted(
        self, known: SyncedCommunity, item: ProfileItem
    ) -> list[WeightedUser]:
        weights = shown_weights(item)
        if not weights:
            return []
        vector = known.vectorizer.vector(item.user_id, weights)
        return [(item.user_id, weights, vector.local_scale)]

    def _items(self, user_ids: set[str]) -> Iterable[ProfileItem]:
        if len(user_ids) > SCANNED_AT_ONCE:
            yield from (i for i in self._store.scan() if i.user_id in user_ids)
            return
        for user_id in sorted(user_ids):
            try:
                yield self._store.get(user_id)
            except ProfileNotFoundError:
                continue


def _changed(known: SyncedCommunity, stamps: Mapping[str, object]) -> set[str]:
    """Return whose stamp is not the one they are known by."""
    return {
        user_id
        for user_id, stamp in stamps.items()
        if known.stamps.get(user_id) != stamp
    }
