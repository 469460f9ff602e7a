"""The one scorer: the only code that yields a number anybody sees."""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from backend.taste_profile.algorithm import POINTS
from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.points import points_of, split_points
from backend.taste_profile.statistics import Statistics
from backend.taste_profile.vectors import TasteVector

Part = tuple[float, FeatureKind, str | None]
"""An amount of similarity, its block, and its feature (``None``: assumed)."""

_POINTS = attrgetter("points")


class Contribution(NamedTuple):
    """The part of a score owed to one shared feature.

    Args:
        kind: The feature's block.
        key: The feature; ``None`` when one side's block is not known, so that what is
            usual for such a pair was assumed.
        points: At least 0; one point is 1/10,000 of the score.
    """

    kind: FeatureKind
    key: str | None
    points: int


@dataclass(frozen=True, slots=True)
class Score:
    """How similar two profiles are, and why.

    Args:
        points: The score in points, 0 to 10,000; a ranking orders by this.
        contributions: Largest first, ties by block and key; they sum to ``points``.
    """

    points: int
    contributions: tuple[Contribution, ...]

    @property
    def value(self) -> float:
        """The score in [0, 1], dimensionless, with four decimals."""
        return self.points / POINTS


def score_pair(a: TasteVector, b: TasteVector, statistics: Statistics) -> Score:
    """Score two vectors of the same statistics.

    Each block's similarity is the cosine of its two unit vectors, a sum over shared
    features (for artists and tracks the weighted sum of two cosines, of breadth and of
    depth, see ``readings``); blocks add up by their stated shares; local scaling then
    corrects for people who are near everybody::

        s     = sum over blocks k of  share[k] * sum over shared f of a[k][f] . b[k][f]
        c     = sqrt(a.local_scale * b.local_scale)
        score = s / (s + (1 - s) * c)

    A block that one side lacks is given what is usual for such pairs, see
    ``Assumption``, as one contribution without a feature.

    Returns:
        A score in [0, 1], the same from both sides, 1 for identical profiles. The
        contributions are non-negative and sum to its points exactly.

    Cost:
        O(s log s) for s shared features.

    References:
        Zelnik-Manor & Perona (2004), *Self-tuning spectral clustering*; Schnitzer,
        Flexer, Schedl & Widmer (2012), *Local and global scaling reduce hubs in
        space*, JMLR 13. The bounded form divides the odds of the similarity by c.
    """
    return score_parts(_parts(a, b, statistics), a.local_scale, b.local_scale)


def score_parts(parts: list[Part], a_scale: float, b_scale: float) -> Score:
    """Score a pair by its similarity's parts, in whatever order; see ``score_pair``."""
    # Equal fractions of points go by this order, which is the same everywhere.
    parts.sort(key=lambda part: (part[1], part[2] or ""))
    points = points_of(_score(parts, a_scale, b_scale))
    split = split_points([amount for amount, _, _ in parts], points)
    contributions = [
        Contribution(kind, key, part)
        for (_, kind, key), part in zip(parts, split, strict=True)
    ]
    # In order of block and key already, in which sorting leaves equal points.
    contributions.sort(key=_POINTS, reverse=True)
    return Score(points, tuple(contributions))


def score_points(a: TasteVector, b: TasteVector, statistics: Statistics) -> int:
    """Return only the points that ``score_pair`` would, without the explanation."""
    parts = _parts(a, b, statistics)
    return points_of(_score(parts, a.local_scale, b.local_scale))


def _parts(a: TasteVector, b: TasteVector, statistics: Statistics) -> list[Part]:
    parts: list[Part] = []
    for kind, share, is_known in statistics.block_shares(
        a.blocks.keys(), b.blocks.keys()
    ):
        if is_known:
            shared = _shared(a, b, kind)
            parts += [(share * amount, kind, key) for key, amount in shared]
        else:
            artists = math.fsum(amount for _, amount in _shared(a, b, "artist"))
            usual = statistics.assumptions[kind].similarity(min(1.0, artists))
            parts.append((share * usual, kind, None))
    return parts


def _shared(
    a: TasteVector, b: TasteVector, kind: FeatureKind
) -> list[tuple[str, float]]:
    """Multiply the weights of shared features; in no order, for sums that need none."""
    left, right = a.blocks.get(kind, {}), b.blocks.get(kind, {})
    return [
        (key, left[key][0] * right[key][0] + left[key][1] * right[key][1])
        for key in left.keys() & right.keys()
    ]


def _score(parts: list[Part], a_scale: float, b_scale: float) -> float:
    similarity = min(1.0, math.fsum(amount for amount, _, _ in parts))
    return scaled_score(similarity, a_scale, b_scale)


def scaled_score(similarity: float, a_scale: float, b_scale: float) -> float:
    """Divide the odds of a similarity by the geometric mean of two local scales.

    Returns:
        A score in [0, 1] that keeps 0 and 1 where they are.

    Examples:
        >>> scaled_score(0.5, 3.0, 3.0)
        0.25
    """
    if similarity == 0:
        return 0.0
    scale = math.sqrt(a_scale * b_scale)
    return similarity / (similarity + (1 - similarity) * scale)
