"""Statistics: an immutable, versioned description of the population."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from backend.taste_profile.algorithm import BLOCK_WEIGHTS, YOUNG_COMMUNITY
from backend.taste_profile.assumptions import Assumption
from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.vectors import READ_TWICE
from backend.taste_profile.weights import BlockWeights

BlockShare = tuple[FeatureKind, float, bool]
"""A block, its share of a similarity, and whether both sides have it."""


@dataclass(frozen=True)
class Statistics:
    """What is known about everybody, so that one pair can be judged.

    Args:
        version: Names these statistics; made from their content.
        people: Kind to the number of people who have such a block.
        document_frequency: Feature key to the number of people who have it; features
            of one person only are left out.
        assumptions: Kind to what is usual for pairs in which a side lacks the block.
        panel: A bounded sample of people: user_id to weights before idf.
        panel_mean: Geometric mean over the panel of each member's mean similarity to
            its nearest members; > 0.
        score_counts: Points to the number of panel pairs with that score.
    """

    version: str = "none"
    people: Mapping[FeatureKind, int] = field(default_factory=dict)
    document_frequency: Mapping[str, int] = field(default_factory=dict, repr=False)
    assumptions: Mapping[FeatureKind, Assumption] = field(default_factory=dict)
    panel: Mapping[str, BlockWeights] = field(default_factory=dict, repr=False)
    panel_mean: float = 1.0
    score_counts: Mapping[int, int] = field(default_factory=dict, repr=False)

    @property
    def is_young(self) -> bool:
        """Whether the community is too small for local scaling and rarity."""
        return len(self.panel) < YOUNG_COMMUNITY

    def idf(self, kind: FeatureKind, key: str) -> float:
        """Return how telling a feature is: inverse document frequency, >= 0.

        ``ln((N + 1) / (df + 1))`` over the N people who have such a block, with df at
        least 1; plus 1 for artists and tracks, so that a common one still counts. A
        genre that everybody has says nothing. It is 1 while nobody has been counted.

        References:
            Sparck Jones (1972), *A statistical interpretation of term specificity*.
        """
        return self._idfs[kind, self.document_frequency.get(key, 1)]

    def idf_at(self, kind: FeatureKind, frequency: int) -> float:
        """Return the idf of a feature that so many people have, by these statistics."""
        return self._idfs[kind, frequency]

    def frequency(self, key: str) -> int:
        """Return how many people have a feature, at least 1."""
        return self.document_frequency.get(key, 1)

    def block_shares(
        self, a: Collection[FeatureKind], b: Collection[FeatureKind]
    ) -> list[BlockShare]:
        """Return the blocks that count for two sides, with shares that add up to 1.

        A block counts when both sides have it, or when it is known what is usual so
        that it can be assumed; the stated shares of the others are spread evenly.

        Args:
            a: The kinds of block that one side has.
            b: The kinds of block that the other side has.
        """
        counted = [
            (kind, share, kind in a and kind in b)
            for kind, share in BLOCK_WEIGHTS.items()
            if (kind in a and kind in b) or kind in self.assumptions
        ]
        total = math.fsum(share for _, share, _ in counted)
        return [(kind, share / total, known) for kind, share, known in counted]

    def one_in(self, points: int) -> int | None:
        """Return the rarity n: about one random pair in n scores this high.

        Returns:
            At least 1, rounded to two significant digits; bounded by the number of
            panel pairs; ``None`` in a young community.
        """
        if self.is_young:
            return None
        scores, pairs_below = self._pairs_below
        above = pairs_below[-1] - pairs_below[bisect_left(scores, points)]
        return _two_digits((pairs_below[-1] + 1) / (above + 1))

    @cached_property
    def _idfs(self) -> _Idfs:
        """By kind and frequency: everybody's every feature is asked for."""
        return _Idfs(self.people)

    @cached_property
    def _pairs_below(self) -> tuple[list[int], list[int]]:
        """Ascending points, and how many panel pairs score below each, and at all."""
        scores = sorted(self.score_counts)
        counts = (self.score_counts[points] for points in scores)
        return scores, list(accumulate(counts, initial=0))


class _Idfs(dict[tuple[FeatureKind, int], float]):
    """The idf by kind and frequency, worked out when first asked for."""

    def __init__(self, people: Mapping[FeatureKind, int]) -> None:
        super().__init__()
        self._people = people

    def __missing__(self, asked: tuple[FeatureKind, int]) -> float:
        kind, frequency = asked
        people = self._people.get(kind, 0)
        idf = 1.0
        if people:
            idf = math.log((people + 1) / (min(frequency, people) + 1))
            idf += 1 if kind in READ_TWICE else 0
        self[asked] = idf
        return idf


def _two_digits(n: float) -> int:
    size = max(0, math.floor(math.log10(n)) - 1)
    return int(round(n / 10**size) * 10**size)
