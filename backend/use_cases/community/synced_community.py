"""Everybody who can be ranked, as one moment has them, and what keeps that."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from backend.taste_profile import (
    Match,
    Statistics,
    TasteVector,
    TasteVectorizer,
    Visibility,
)
from backend.use_cases.community.appearance import (
    Appearance,
    appearance_of,
    nominate_apart,
    shown_weights,
    whole_weights,
)
from backend.use_cases.community.ports import (
    FilledIndex,
    Nominations,
    RankingFilter,
)
from backend.use_cases.profiles.profile import (
    ProfileHead,
    ProfileItem,
    ProfileOutline,
)


class CommunityMemory(Protocol):
    """Keeps an index and how much of the store it has seen."""

    def alone(self) -> AbstractContextManager[None]:
        """Wait to be the only one, of all processes, who reads everybody."""

    def remember(
        self,
        index: Any,
        stamps: Mapping[str, object],
        appearances: Mapping[str, Appearance],
    ) -> None:
        """Keep a community; one that is kept already is replaced."""

    def forget(self) -> None:
        """Keep nothing: a user has left, and no trace of them may stay."""

    def recall(
        self, statistics: Statistics
    ) -> tuple[FilledIndex, Mapping[str, object], Mapping[str, Appearance]] | None:
        """Return the index, stamps and appearances of these statistics, if kept."""


@dataclass(frozen=True, slots=True)
class SyncedCommunity:
    """Everybody under one version of the statistics.

    Args:
        vectorizer: Makes vectors that can be compared with those in the index.
        index: Everybody who is not hidden.
        stamps: As of which change of the store each user is known.
        appearances: As what each user is ranked.
    """

    vectorizer: TasteVectorizer
    index: FilledIndex
    stamps: Mapping[str, object]
    appearances: Mapping[str, Appearance]

    @property
    def statistics(self) -> Statistics:
        """The statistics that all vectors belong to."""
        return self.vectorizer.statistics

    def vector(self, item: ProfileItem | ProfileOutline) -> TasteVector:
        """Return the vector of a user's whole taste, also of a hidden one.

        A taste that is in the index is not compared with the panel again.

        Raises:
            InvalidTasteError: The item keeps nothing to compare.
        """
        if self.visibility(item.user_id) == "open":
            known = self.index.vector(item.user_id)
            if known is not None:
                return known
        return self.vectorizer.vector(item.user_id, whole_weights(item))

    def shown_vector(self, item: ProfileItem) -> TasteVector:
        """Return the vector of what others may find a user by, perhaps nothing."""
        return self.vectorizer.vector(item.user_id, shown_weights(item))

    def nominate(
        self, viewer: TasteVector, n: int, people: RankingFilter = "all"
    ) -> Nominations:
        """Return the first n of the viewer's ranking: exactly, so completely."""

        def exactly(n: int, is_verified: bool) -> tuple[list[str], bool]:
            others = _Others(self.appearances, is_verified)
            return self.index.nominate(viewer, n, exclude=others), True

        return nominate_apart(exactly, n, people)

    def matches(
        self, viewer: TasteVector, shown: Iterable[ProfileHead]
    ) -> Mapping[str, Match]:
        """Return people as matches by what they show; who is not ranked is left out."""
        # Changed at this very moment: the index may hold what they show no more.
        unchanged = [
            head.user_id
            for head in shown
            if self.appearances.get(head.user_id) == appearance_of(head)
        ]
        return self.index.matches(viewer, unchanged)

    def points(self, viewer: TasteVector, user_id: str) -> int:
        """Return the points that nominate a person; 0 if they are not nominated."""
        match = self.index.match(viewer, user_id)
        return match.score.points if match else 0

    def visibility(self, user_id: str) -> Visibility | None:
        """Return what a person has chosen."""
        known = self.appearances.get(user_id)
        return known.visibility if known else None


@dataclass(frozen=True, slots=True)
class _Others(Container[str]):
    """Who does not belong to the verified, or to the unverified, of one moment."""

    appearances: Mapping[str, Appearance]
    is_verified: bool

    def __contains__(self, user_id: object) -> bool:
        # The index may already know a person whom this moment does not.
        known = self.appearances.get(str(user_id))
        return known is None or known.is_verified != self.is_verified
