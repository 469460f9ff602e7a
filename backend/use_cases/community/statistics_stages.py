"""What looking after the statistics by turns needs from the outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from backend.taste_profile import PopulationCount, Statistics
from backend.use_cases.community.index_updates import WritableIndex
from backend.use_cases.community.ports import StatisticsStore
from backend.use_cases.profiles.profile import ProfileItem
from backend.use_cases.profiles.store import ProfileStore


class OrderedStore(ProfileStore, Protocol):
    """A store whose scan can go on where it was left."""

    def scan(self, after: str = "") -> Iterator[ProfileItem]:
        """Yield every readable item behind a user, in an order that lasts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunCount:
    """A count of everybody, as far as it has come.

    Args:
        name: Of what is kept of it; empty before anything is.
        started_at: ISO 8601 in UTC.
        position: The last user who was counted, or nothing.
        count: Of those up to there.
    """

    name: str = ""
    started_at: str
    position: str = ""
    count: PopulationCount = field(default_factory=PopulationCount, repr=False)


@dataclass(frozen=True, slots=True)
class RetiringVersion:
    """A version that nobody begins to go by any more.

    Args:
        version: Of the statistics.
        since: ISO 8601 in UTC.
    """

    version: str
    since: str


class StagedStatistics(StatisticsStore, Protocol):
    """Keeps which statistics are begun, are to come, are current, and are to go.

    Every change is made at once or not at all: ``False`` when others were quicker.
    """

    def begun(self) -> BegunCount | None:
        """Return the count that is to be gone on with."""

    def keep_count(self, begun: BegunCount) -> bool:
        """Keep how far a count has come, unless another went on with what it names."""

    def forget_count(self, name: str) -> None:
        """Remove what is kept of a count, unless another went on with it."""

    def stage(self, statistics: Statistics, at: str, count: str = "") -> bool:
        """Keep statistics and announce them, unless others are to come or to go.

        Args:
            statistics: What shall come.
            at: The time: ISO 8601 in UTC.
            count: Name of the begun count that they are made of; nobody must have
                gone on with it, nor begun one if there was none.
        """

    def staged(self) -> Statistics | None:
        """Return what is to come."""

    def position(self) -> str:
        """Return the last user who was indexed under what is to come, or nothing."""

    def note(self, version: str, position: str) -> bool:
        """Keep how far the indexing is, while this version is to come."""

    def switch(self, version: str, at: str) -> bool:
        """Make current the version that is to come, and let go what was current."""

    def retiring(self) -> RetiringVersion | None:
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
