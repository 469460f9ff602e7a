"""The community where everybody is too many to read: an index answers for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from backend.taste_profile import (
    BlockWeights,
    Match,
    Statistics,
    TasteVector,
    TasteVectorizer,
    Visibility,
    feature_weights,
    match_pair,
    unit_blocks,
)
from backend.use_cases.community.appearance import (
    nominate_apart,
    shown_weights,
    whole_weights,
)
from backend.use_cases.community.index_updates import stamp_of
from backend.use_cases.community.ports import (
    CandidateIndex,
    Nominations,
    RankingFilter,
    StatisticsStore,
)
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.profiles.profile import (
    ProfileHead,
    ProfileItem,
    ProfileOutline,
)
from backend.use_cases.profiles.store import ProfileStore


@dataclass(frozen=True, slots=True)
class Indexed:
    """What the index knows of a person beside their taste.

    Args:
        stamp: Of the profile that it was made of.
        visibility: At that time.
        local_scale: Of that taste, under the statistics of the index.
    """

    stamp: str
    visibility: Visibility
    local_scale: float


class PostedIndex(CandidateIndex, Protocol):
    """An index that follows the profiles a little later; for one request."""

    @property
    def is_complete(self) -> bool:
        """Whether the last nomination read all that it should."""

    def nominate(
        self, viewer: TasteVector, n: int, *, is_verified: bool = True
    ) -> list[str]:
        """Return the first n of the ranking of the verified, or of the others."""

    def indexed(self, user_id: str) -> Indexed | None:
        """Return what is known of a person; ``None`` if not in."""


@dataclass(frozen=True, slots=True)
class IndexedCommunity:
    """Everybody as the index has them; the people on a page, as they are kept now.

    Args:
        store: Everybody's items.
        vectorizer: Under the statistics of the index.
        index: Of those statistics.
    """

    store: ProfileStore
    vectorizer: TasteVectorizer
    index: PostedIndex

    @property
    def statistics(self) -> Statistics:
        """The statistics that everybody is judged by."""
        return self.vectorizer.statistics

    def vector(self, item: ProfileItem | ProfileOutline) -> TasteVector:
        """Return the vector of a user's whole taste, ranked or not.

        A taste that is in the index is not compared with the panel again.

        Raises:
            InvalidTasteError: The item keeps nothing to compare.
        """
        if item.visibility == "open":
            return self._as_indexed(item, feature_weights(item.listed_items))
        return self.vectorizer.vector(item.user_id, whole_weights(item))

    def shown_vector(self, item: ProfileItem) -> TasteVector:
        """Return the vector of what others may find a user by, perhaps nothing."""
        return self._as_indexed(item, shown_weights(item))

    def _as_indexed(self, item: ProfileHead, weights: BlockWeights) -> TasteVector:
        known = self.index.indexed(item.user_id)
        if known is None or known.stamp != stamp_of(item):
            return self.vectorizer.vector(item.user_id, weights)
        blocks = unit_blocks(weights, self.statistics.idf)
        return TasteVector(item.user_id, blocks, known.local_scale)

    def nominate(
        self, viewer: TasteVector, n: int, people: RankingFilter = "all"
    ) -> Nominations:
        """Return the first n of the viewer's ranking, as far as the index knows."""

        def likeliest(n: int, is_verified: bool) -> tuple[list[str], bool]:
            found = self.index.nominate(viewer, n, is_verified=is_verified)
            return found, self.index.is_complete

        return nominate_apart(likeliest, n, people)

    def matches(
        self, viewer: TasteVector, shown: Iterable[ProfileHead]
    ) -> Mapping[str, Match]:
        """Return people as matches by what they show now; who has left is left out."""
        found = ((head.user_id, self._match(viewer, head)) for head in shown)
        return {user_id: match for user_id, match in found if match is not None}

    def _match(self, viewer: TasteVector, shown: ProfileHead) -> Match | None:
        known = self.index.indexed(shown.user_id)
        if known is not None and known.stamp == stamp_of(shown):
            return self.index.match(viewer, shown.user_id)
        try:
            item = self.store.get(shown.user_id)
        except ProfileNotFoundError:
            return None
        other = self.shown_vector(item)
        return match_pair(viewer, other, self.statistics) if other.blocks else None

    def points(self, viewer: TasteVector, user_id: str) -> int:
        """Return the points that nominate a person; 0 if they are not nominated."""
        match = self.index.match(viewer, user_id)
        return match.score.points if match else 0

    def visibility(self, user_id: str) -> Visibility | None:
        """Return what a person had chosen when they were indexed."""
        known = self.index.indexed(user_id)
        return known.visibility if known else None


class IndexedCommunities:
    """Gives the community under the statistics that are current.

    Args:
        store: Everybody's items.
        statistics_store: What everybody is judged by.
        new_index: Makes the index of one request, under some statistics.
    """

    def __init__(
        self,
        store: ProfileStore,
        statistics_store: StatisticsStore,
        new_index: Callable[[Statistics], PostedIndex],
    ) -> None:
        self._store = store
        self._statistics_store = statistics_store
        self._new_index = new_index
        self._vectorizer = TasteVectorizer(Statistics())

    def community(self) -> IndexedCommunity:
        """Return the community of this moment."""
        statistics = self._statistics_store.current() or Statistics()
        vectorizer = self._vectorizer
        if vectorizer.statistics.version != statistics.version:
            self._vectorizer = vectorizer = TasteVectorizer(statistics)
        index = self._new_index(statistics)
        return IndexedCommunity(self._store, vectorizer, index)
