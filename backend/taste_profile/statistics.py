"""Statistics: an immutable, versioned description of the population."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from backend.taste_profile.algorithm import BLOCK_WEIGHTS, YOUNG_COMMUNITY
from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.weights import BlockWeights

BlockShare = tuple[FeatureKind, float, bool]
"""A block, its share of a similarity, and whether both sides have it."""


@dataclass(frozen=True)
class Statistics:
    """What is known about everybody, so that one pair can be judged.

    Args:
        version: Names these statistics; made from their content.
        people: How many people were counted (N).
        document_frequency: Feature key to the number of people who have it; features
            of one person only are left out.
        block_averages: Kind to the mean block similarity over pairs of the panel in
            which both sides have the block.
        panel: A bounded sample of people: user_id to weights before idf.
        panel_mean: Geometric mean over the panel of each member's mean similarity to
            its nearest members; > 0.
        score_counts: Points to the number of panel pairs with that score.
    """

    version: str = "none"
    people: int = 0
    document_frequency: Mapping[str, int] = field(default_factory=dict, repr=False)
    block_averages: Mapping[FeatureKind, float] = field(default_factory=dict)
    panel: Mapping[str, BlockWeights] = field(default_factory=dict, repr=False)
    panel_mean: float = 1.0
    score_counts: Mapping[int, int] = field(default_factory=dict, repr=False)

    @property
    def is_young(self) -> bool:
        """Whether the community is too small for local scaling and rarity."""
        return len(self.panel) < YOUNG_COMMUNITY

    def idf(self, key: str) -> float:
        """Return how telling a feature is: inverse document frequency, > 0.

        ``ln((N + 1) / (df + 1)) + 1``, with df at least 1. It is 1 when nobody has
        been counted, and for a feature that everybody has.

        References:
            Sparck Jones (1972), *A statistical interpretation of term specificity*.
        """
        df = self.document_frequency.get(key, 1)
        return math.log((self.people + 1) / (min(df, self.people) + 1)) + 1

    def block_shares(
        self, a: Mapping[FeatureKind, object], b: Mapping[FeatureKind, object]
    ) -> list[BlockShare]:
        """Return the blocks that count for two sides, with shares that add up to 1.

        A block counts when both sides have it, or when its average is known so that
        one can be assumed; the stated shares of the others are spread evenly.
        """
        counted = [
            (kind, share, kind in a and kind in b)
            for kind, share in BLOCK_WEIGHTS.items()
            if (kind in a and kind in b) or kind in self.block_averages
        ]
        total = math.fsum(share for _, share, _ in counted)
        return [(kind, share / total, known) for kind, share, known in counted]

    def assumed_similarity(self, kind: FeatureKind, artists: float) -> float:
        """Return what to assume for a block that one side, or both, lack.

        ``base + (1 - base) * artists``, with ``base`` such that the mean over random
        pairs is the block's own average. So a missing block neither lifts nor sinks
        anybody on average, and identical profiles stay at 1.

        Args:
            kind: The missing block; its average must be known.
            artists: The pair's similarity by artists, in [0, 1].

        Returns:
            A similarity in [0, 1].
        """
        average = self.block_averages[kind]
        usual = self.block_averages.get("artist", 0.0)
        if usual >= 1:
            return artists
        base = (average - usual) / (1 - usual)
        return max(0.0, base + (1 - base) * artists)

    def one_in(self, points: int) -> int | None:
        """Return the rarity n: about one random pair in n scores this high.

        Returns:
            At least 1, rounded to two significant digits; bounded by the number of
            panel pairs; ``None`` in a young community.
        """
        if self.is_young:
            return None
        pairs = sum(self.score_counts.values())
        above = sum(c for p, c in self.score_counts.items() if p >= points)
        return _two_digits((pairs + 1) / (above + 1))


def _two_digits(n: float) -> int:
    size = max(0, math.floor(math.log10(n)) - 1)
    return int(round(n / 10**size) * 10**size)
