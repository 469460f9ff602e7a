"""Look after the statistics by turns: count, index under them, switch, clean up.

Readers keep to the statistics that are current, whose index is whole. New ones are
announced first: from then on whoever changes is indexed under both, while everybody
else is gone through. Only then they become current; a later turn removes the old.

Turns may overlap: whoever is overtaken by another keeper changes nothing and stops.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Literal, Protocol

from backend.taste_profile import SoulmateError, Statistics, TasteVectorizer
from backend.use_cases.errors import StoreUnavailableError
from backend.use_cases.indexing import WritableIndex, index_user
from backend.use_cases.kept_time import time_text
from backend.use_cases.make_statistics import count_statistics
from backend.use_cases.ports import ProfileItem, ProfileStore, StatisticsStore

PEOPLE_AT_ONCE = 100
MAX_COUNTED_PEOPLE = 50_000
"""The first of a scan, whose order has nothing to do with anybody's taste."""

_log = logging.getLogger(__name__)
SideBySide = Callable[[Callable[[str], None], Iterable[str]], None]
TurnStep = Literal[
    "nothing due",
    "counted",
    "indexed",
    "switched",
    "removing",
    "removed",
    "overtaken",
]


def one_by_one(work: Callable[[str], None], user_ids: Iterable[str]) -> None:
    """Do the work for one after the other."""
    for user_id in user_ids:
        work(user_id)


class OrderedStore(ProfileStore, Protocol):
    """A store whose scan can go on where it was left."""

    def scan(self, after: str = "") -> Iterator[ProfileItem]:
        """Yield every readable item behind a user, in an order that lasts."""


class StagedStatistics(StatisticsStore, Protocol):
    """Keeps which statistics are to come, are current, and are to go.

    Every change is made at once or not at all: ``False`` when others were quicker.
    """

    def stage(self, statistics: Statistics) -> bool:
        """Keep statistics and announce them, unless others are to come or to go."""

    def coming(self) -> Statistics | None:
        """Return what is to come."""

    def position(self) -> str:
        """Return the last user who was indexed under what is to come, or nothing."""

    def note(self, version: str, position: str) -> bool:
        """Keep how far the indexing is, while this version is to come."""

    def switch(self, version: str) -> bool:
        """Make current the version that is to come, and let go what was current."""

    def going(self) -> str | None:
        """Return the version that is to be removed."""

    def forget_going(self, version: str) -> None:
        """Remove its statistics; what was derived from them is gone already."""

    def counted_at(self) -> str | None:
        """Return when people were last counted: ISO 8601 in UTC."""

    def note_counted(self, at: str) -> None:
        """Keep when people were counted."""


class CloudIndexes(Protocol):
    """The indexes of all versions."""

    def index(self, statistics: Statistics) -> WritableIndex:
        """Return the index of one version."""

    def remove(self, version: str, may_go_on: Callable[[], bool]) -> bool:
        """Remove all that one version has; ``False`` when there was no time."""


@dataclass(frozen=True, slots=True)
class StatisticsTurn:
    """What a turn did.

    Args:
        step: The last thing it did.
        version: Of the statistics that it did it to.
        indexed: How many people it indexed.
        failed: How many of them it could not index.
    """

    step: TurnStep
    version: str = ""
    indexed: int = 0
    failed: int = 0


class Indexing:
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

        What is to come is asked for first: should it become current meanwhile, it is
        found once more. In what is to go nobody is renewed, only taken out.
        """
        coming = self._statistics.coming()
        current = self._statistics.current() or Statistics()
        live = {s.version: s for s in (coming, current) if s is not None}
        for statistics in live.values():
            self.index_under(statistics, user_id)
        going = self._statistics.going()
        if going is not None and going not in live:
            self._index(user_id, None, Statistics(version=going))

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
class StatisticsKeeper:
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

    def turn(self, may_go_on: Callable[[], bool] = lambda: True) -> StatisticsTurn:
        """Do what is next; one version at a time.

        Args:
            may_go_on: Whether there is time for another portion of people.
        """
        coming = self.statistics.coming()
        if coming is not None:
            return self._index_everybody(coming, may_go_on)
        going = self.statistics.going()
        if going is not None:
            if not self.indexes.remove(going, may_go_on):
                return StatisticsTurn("removing", going)
            self.statistics.forget_going(going)
            return StatisticsTurn("removed", going)
        if not self._is_due():
            return StatisticsTurn("nothing due")
        return self._count(may_go_on)

    def _is_due(self) -> bool:
        counted_at = self.statistics.counted_at()
        if counted_at is None:
            return True
        return self.now() - datetime.fromisoformat(counted_at) >= self.every

    def _count(self, may_go_on: Callable[[], bool]) -> StatisticsTurn:
        at = time_text(self.now())
        counted = count_statistics(islice(self.store.scan(), MAX_COUNTED_PEOPLE))
        current = self.statistics.current()
        is_new = current is None or current.version != counted.version
        if is_new and not self.statistics.stage(counted):
            return StatisticsTurn("overtaken", counted.version)
        self.statistics.note_counted(at)
        if is_new and may_go_on():
            return self._index_everybody(counted, may_go_on)
        return StatisticsTurn("counted", counted.version)

    def _index_everybody(
        self, coming: Statistics, may_go_on: Callable[[], bool]
    ) -> StatisticsTurn:
        indexing = Indexing(self.store, self.statistics, self.indexes)
        indexed, failed = 0, 0

        def index(user_id: str) -> None:
            nonlocal failed
            try:
                indexing.index_under(coming, user_id)
            except StoreUnavailableError:
                raise
            except (SoulmateError, ValueError) as error:
                failed += 1
                _log.warning("somebody is not indexed: %s", type(error).__name__)

        items = self.store.scan(self.statistics.position())
        while portion := _user_ids(items):
            if not may_go_on():
                return StatisticsTurn("indexed", coming.version, indexed, failed)
            self.side_by_side(index, portion)
            indexed += len(portion)
            if not self.statistics.note(coming.version, portion[-1]):
                return StatisticsTurn("overtaken", coming.version, indexed, failed)
        done = self.statistics.switch(coming.version)
        step: TurnStep = "switched" if done else "overtaken"
        return StatisticsTurn(step, coming.version, indexed, failed)


def _user_ids(items: Iterator[ProfileItem]) -> Sequence[str]:
    return [item.user_id for item in islice(items, PEOPLE_AT_ONCE)]
