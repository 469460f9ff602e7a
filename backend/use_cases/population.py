"""Everybody who can be ranked, as vectors under the current statistics."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from backend.taste_profile import (
    InvalidTasteError,
    Statistics,
    TasteVector,
    TasteVectorizer,
    Visibility,
    build_taste_profile,
)
from backend.use_cases.errors import ProfileNotFoundError
from backend.use_cases.ports import ProfileItem, ProfileStore, StatisticsStore

SCANNED_AT_ONCE = 100
"""With more changes than this, one scan is cheaper than reading item by item."""


@dataclass(frozen=True, slots=True)
class Listener:
    """One user as a candidate: the vector, and who may see it."""

    vector: TasteVector
    visibility: Visibility


@dataclass(frozen=True, slots=True)
class Community:
    """The population at one moment: never changed, so one request sees one state."""

    vectorizer: TasteVectorizer
    stamps: Mapping[str, object]
    listeners: Mapping[str, Listener]

    @property
    def statistics(self) -> Statistics:
        """The statistics that all vectors belong to."""
        return self.vectorizer.statistics

    def vector(self, item: ProfileItem) -> TasteVector:
        """Return the vector of an item as it is kept now.

        Raises:
            InvalidTasteError: The item keeps nothing to compare.
        """
        profile = build_taste_profile(item.user_id, item.top_items)
        return self.vectorizer.vector(item.user_id, profile.weights)

    def visibility(self, user_id: str) -> Visibility | None:
        """Return a candidate's visibility."""
        listener = self.listeners.get(user_id)
        return listener.visibility if listener else None

    def visible_vectors(self) -> Iterator[TasteVector]:
        """Yield the vectors of everybody who is not hidden."""
        for listener in self.listeners.values():
            if listener.visibility != "hidden":
                yield listener.vector


class Population:
    """Gives the community as it is now, and reads for that only what changed.

    It compares the store's stamps with those it knows, so that a change by whichever
    process is seen at once. New statistics make all vectors anew, and the community
    is switched when they are complete.
    """

    def __init__(self, store: ProfileStore, statistics_store: StatisticsStore) -> None:
        self._store = store
        self._statistics_store = statistics_store
        self._lock = threading.Lock()
        self._community = Community(TasteVectorizer(Statistics()), {}, {})

    def community(self) -> Community:
        """Return the community of this moment."""
        with self._lock:
            known = self._community
            statistics = self._statistics_store.current() or Statistics()
            if statistics.version != known.statistics.version:
                known = Community(TasteVectorizer(statistics), {}, {})
            stamps = self._store.revisions()
            if stamps is not known.stamps and stamps != known.stamps:
                known = self._updated(known, stamps)
            self._community = known
            return known

    def _updated(self, known: Community, stamps: Mapping[str, object]) -> Community:
        changed = {
            user_id
            for user_id, stamp in stamps.items()
            if known.stamps.get(user_id) != stamp
        }
        listeners = {
            user_id: listener
            for user_id, listener in known.listeners.items()
            if user_id in stamps and user_id not in changed
        }
        for item in self._items(changed):
            try:
                vector = known.vector(item)
            except InvalidTasteError:
                continue
            listeners[item.user_id] = Listener(vector, item.visibility)
        return Community(known.vectorizer, stamps, listeners)

    def _items(self, user_ids: set[str]) -> Iterable[ProfileItem]:
        if len(user_ids) > SCANNED_AT_ONCE:
            yield from (i for i in self._store.scan() if i.user_id in user_ids)
            return
        for user_id in sorted(user_ids):
            try:
                yield self._store.get(user_id)
            except ProfileNotFoundError:
                continue
