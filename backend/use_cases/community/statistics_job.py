"""Look after the statistics by turns: count, index under them, switch, clean up.

Readers keep to the statistics that are current, whose index is whole. New ones are
announced first: from then on a change of a person is indexed under both, while the job
goes through everybody else. Only then they become current. A later turn removes the old
ones, when no request or worker can be alive that began under them.

Turns may overlap: a job that another one has overtaken changes nothing and stops.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Literal

from backend.taste_profile import SoulmateError, Statistics, TasteVectorizer
from backend.use_cases.community.count_statistics import (
    PEOPLE_AT_ONCE,
    SideBySide,
    count_on,
    finish_count,
)
from backend.use_cases.community.index_updates import index_user
from backend.use_cases.community.statistics_stages import (
    BegunCount,
    CloudIndexes,
    OrderedStore,
    RetiringVersion,
    StagedStatistics,
)
from backend.use_cases.errors import StoreUnavailableError
from backend.use_cases.profiles.profile import ProfileItem
from backend.use_cases.profiles.store import ProfileStore
from backend.use_cases.timestamps import time_text

_log = logging.getLogger(__name__)
LONGEST_USE = timedelta(minutes=20)
"""No request, worker or turn takes longer; AWS ends a function after fifteen."""

TurnStep = Literal[
    "nothing due",
    "counting",
    "counted",
    "indexed",
    "switched",
    "waiting",
    "removing",
    "removed",
    "overtaken",
]


def one_by_one(work: Callable[[str], None], user_ids: Iterable[str]) -> None:
    """Do the work for one after the other."""
    for user_id in user_ids:
        work(user_id)


@dataclass(frozen=True, slots=True)
class StatisticsStep:
    """What a turn did.

    Args:
        step: The last thing it did.
        version: Of the statistics that it did it to.
        counted: How many people are counted so far, in this turn or before.
        indexed: How many people it indexed.
        failed: How many of them it could not index.
    """

    step: TurnStep
    version: str = ""
    counted: int = 0
    indexed: int = 0
    failed: int = 0


class IndexUpdater:
    """Indexes people under all statistics that anybody may go by.

    Args:
        store: Everybody's items.
        statistics: Which versions there are.
        indexes: Theirs.
    """

    def __init__(
        self, store: ProfileStore, statistics: StagedStatistics, indexes: CloudIndexes
    ) -> None:
        self._store = store
        self._statistics = statistics
        self._indexes = indexes
        self._vectorizers: dict[str, TasteVectorizer] = {}

    def index(self, user_id: str) -> None:
        """Make every index follow from a user's profile, as ``index_user`` does.

        In what is to go nobody is renewed, only taken out.
        """
        live = self._live()
        for statistics in live.values():
            self.index_under(statistics, user_id)
        going = self._statistics.retiring()
        if going is not None and going.version not in live:
            self._index(user_id, None, Statistics(version=going.version))

    def _live(self) -> Mapping[str, Statistics]:
        # The staged ones first: if they become current between the two reads, they are
        # found once more.
        coming = self._statistics.staged()
        current = self._statistics.current() or Statistics()
        return {s.version: s for s in (coming, current) if s is not None}

    def index_under(self, statistics: Statistics, user_id: str) -> None:
        """Make the index of one version follow from a user's profile."""
        self._index(user_id, self._store, statistics)

    def _index(
        self, user_id: str, store: ProfileStore | None, statistics: Statistics
    ) -> None:
        index_user(
            user_id,
            store=store,
            index=self._indexes.index(statistics),
            vectorizer=self._vectorizer(statistics),
        )

    def _vectorizer(self, statistics: Statistics) -> TasteVectorizer:
        version = statistics.version
        if version not in self._vectorizers:
            kept = list(self._vectorizers.items())[-2:]
            self._vectorizers = {**dict(kept), version: TasteVectorizer(statistics)}
        return self._vectorizers[version]


@dataclass(frozen=True, slots=True)
class StatisticsJob:
    """Takes turns; whatever breaks off is gone on with by the next.

    Args:
        store: Everybody's items.
        statistics: Which versions there are.
        indexes: Theirs.
        now: Returns the time, timezone-aware.
        every: How long statistics are good for.
        side_by_side: Does work for several people.
    """

    store: OrderedStore
    statistics: StagedStatistics
    indexes: CloudIndexes
    now: Callable[[], datetime]
    every: timedelta = timedelta(days=1)
    side_by_side: SideBySide = one_by_one

    def run_step(self, may_go_on: Callable[[], bool] = lambda: True) -> StatisticsStep:
        """Do what is next; one version at a time.

        Args:
            may_go_on: Whether there is time for another portion of people.
        """
        coming = self.statistics.staged()
        if coming is not None:
            return self._index_everybody(coming, may_go_on)
        going = self.statistics.retiring()
        if going is not None:
            return self._remove(going, may_go_on)
        begun = self.statistics.begun()
        if begun is None and not self._is_due():
            return StatisticsStep("nothing due")
        return self._count(
            begun or BegunCount(started_at=time_text(self.now())), may_go_on
        )

    def _remove(
        self, going: RetiringVersion, may_go_on: Callable[[], bool]
    ) -> StatisticsStep:
        version = going.version
        if self._age(going.since) < LONGEST_USE:
            return StatisticsStep("waiting", version)
        if not self.indexes.remove(version, may_go_on):
            return StatisticsStep("removing", version)
        self.statistics.forget_going(version)
        return StatisticsStep("removed", version)

    def _is_due(self) -> bool:
        counted_at = self.statistics.counted_at()
        return counted_at is None or self._age(counted_at) >= self.every

    def _age(self, since: str) -> timedelta:
        return self.now() - datetime.fromisoformat(since)

    def _count(
        self, begun: BegunCount, may_go_on: Callable[[], bool]
    ) -> StatisticsStep:
        begun, is_whole = count_on(begun, self.store, may_go_on)
        if not is_whole:
            is_kept = self.statistics.keep_count(begun)
            step: TurnStep = "counting" if is_kept else "overtaken"
            return StatisticsStep(step, counted=begun.count.total)
        counted = finish_count(begun, self.store, self.side_by_side)
        current = self.statistics.current()
        is_new = current is None or current.version != counted.version
        now = time_text(self.now())
        if is_new and not self.statistics.stage(counted, now, begun.name):
            return StatisticsStep("overtaken", counted.version, begun.count.total)
        self.statistics.note_counted(begun.started_at)
        self.statistics.forget_count(begun.name)
        if is_new and may_go_on():
            return self._index_everybody(counted, may_go_on)
        return StatisticsStep("counted", counted.version, begun.count.total)

    def _index_everybody(
        self, coming: Statistics, may_go_on: Callable[[], bool]
    ) -> StatisticsStep:
        indexing = IndexUpdater(self.store, self.statistics, self.indexes)
        indexed, failed = 0, 0

        def index(user_id: str) -> None:
            nonlocal failed
            try:
                indexing.index_under(coming, user_id)
            except StoreUnavailableError:
                raise
            except (SoulmateError, ValueError) as error:
                failed += 1
                _log.warning("a person is not indexed: %s", type(error).__name__)

        def told(step: TurnStep) -> StatisticsStep:
            version = coming.version
            return StatisticsStep(step, version, indexed=indexed, failed=failed)

        items = self.store.scan(self.statistics.position())
        while portion := _user_ids(items):
            if not may_go_on():
                return told("indexed")
            self.side_by_side(index, portion)
            indexed += len(portion)
            if not self.statistics.note(coming.version, portion[-1]):
                return told("overtaken")
        is_switched = self.statistics.switch(coming.version, time_text(self.now()))
        return told("switched" if is_switched else "overtaken")


def _user_ids(items: Iterator[ProfileItem]) -> Sequence[str]:
    return [item.user_id for item in islice(items, PEOPLE_AT_ONCE)]
