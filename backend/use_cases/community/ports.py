"""What ranking a community needs: candidate indexes, statistics, and who is in them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from backend.taste_profile import (
    BlockWeights,
    Match,
    Statistics,
    TasteVector,
    Visibility,
)
from backend.use_cases.profiles.profile import (
    ProfileHead,
    ProfileItem,
    ProfileOutline,
)

WeightedUser = tuple[str, BlockWeights, float]
"""``user_id``, weights before idf, and the local scale under some statistics."""


class CandidateIndex(Protocol):
    """Finds who may be ranked for a viewer, under one version of the statistics."""

    def nominate(self, viewer: TasteVector, n: int) -> list[str]:
        """Return the ``user_id`` of the first n of the viewer's ranking, in order.

        Existing people only, nobody twice, never the viewer.
        """

    def match(self, viewer: TasteVector, user_id: str) -> Match | None:
        """Return a user as a match of the viewer, exactly; ``None`` if not in."""


class FilledIndex(CandidateIndex, Protocol):
    """An index in memory, filled by its owner.

    One writer at a time, any number of readers; a reader sees one moment, whole.
    """

    def nominate(
        self, viewer: TasteVector, n: int, *, exclude: Container[str] = ()
    ) -> list[str]:
        """Return the ``user_id`` of the first n of the ranking who are not excluded."""

    def put_all(self, users: Iterable[WeightedUser]) -> None:
        """Add users, or replace them."""

    def remove(self, user_id: str) -> None:
        """Take a user out; nothing happens when they are not in."""

    def vector(self, user_id: str) -> TasteVector | None:
        """Return a user's vector, exactly as the vectorizer made it."""

    def matches(
        self, viewer: TasteVector, user_ids: Iterable[str]
    ) -> Mapping[str, Match]:
        """Return users as matches of the viewer, exactly; who is not in is left out."""


RankingFilter = Literal["all", "verified", "unverified"]
"""Whom a ranking is of. ``all`` ranks who proved who they are, then, apart, the others:
however many fakes are made, they displace nobody real."""


@dataclass(frozen=True, slots=True)
class Nominations:
    """The beginning of a viewer's ranking.

    Args:
        user_ids: In order: who proved who they are first, then the others.
        verified: How many of them, at the front, proved who they are.
        is_complete: Whether all was read that should be; ``False`` when it stopped
            short, so that a close match may be missing.
    """

    user_ids: Sequence[str]
    verified: int
    is_complete: bool = True


class Community(Protocol):
    """Everybody who can be ranked, as one request sees them."""

    @property
    def statistics(self) -> Statistics:
        """The statistics that everybody is judged by."""

    def vector(self, item: ProfileItem | ProfileOutline) -> TasteVector:
        """Return the vector of a user's whole taste, ranked or not.

        Args:
            item: The person's; of an outline, nothing is muted.

        Raises:
            InvalidTasteError: The item keeps nothing to compare.
        """

    def shown_vector(self, item: ProfileItem) -> TasteVector:
        """Return the vector of what others may find a user by, perhaps nothing."""

    def nominate(
        self, viewer: TasteVector, n: int, people: RankingFilter = "all"
    ) -> Nominations:
        """Return the first n of the viewer's ranking of people."""

    def matches(
        self, viewer: TasteVector, shown: Iterable[ProfileHead]
    ) -> Mapping[str, Match]:
        """Return people as matches by what they show; who is not ranked is left out."""

    def points(self, viewer: TasteVector, user_id: str) -> int:
        """Return the points that nominate a person; 0 if they are not nominated."""

    def visibility(self, user_id: str) -> Visibility | None:
        """Return what a person has chosen, as the community knows it."""


class Communities(Protocol):
    """Gives the community of this moment."""

    def community(self) -> Community:
        """Return it.

        Raises:
            StoreUnavailableError: It cannot be had just now.
        """


class StatisticsStore(Protocol):
    """Keeps immutable statistics and which of them is current."""

    def current(self) -> Statistics | None:
        """Return the published statistics, or ``None`` before the first."""

    def publish(self, statistics: Statistics) -> None:
        """Keep the statistics and make them the current ones, in that order."""
