"""Whole points, so that what is shown adds up on paper."""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import sub

from backend.taste_profile.algorithm import POINTS


def points_of(score: float) -> int:
    """Return a score in [0, 1] as whole points, half a point rounded up.

    Examples:
        >>> points_of(0.25), points_of(1.0)
        (2500, 10000)
    """
    return math.floor(score * POINTS + 0.5)


def split_points(amounts: Sequence[float], points: int) -> list[int]:
    """Split points over amounts so that the parts sum to the whole exactly.

    The largest-remainder method (Hamilton's apportionment): everybody gets the whole
    part of their share, what is left goes to the largest fractions, first come first
    when fractions are equal.

    Args:
        amounts: Non-negative, with a positive sum unless ``points`` is 0.
        points: The whole to split, >= 0.

    Returns:
        One non-negative integer per amount, in the same order.

    Examples:
        >>> split_points([1.0, 1.0, 1.0], 100)
        [34, 33, 33]
    """
    total = math.fsum(amounts)
    if points == 0 or total == 0:
        return [0] * len(amounts)
    shares = [amount / total * points for amount in amounts]
    parts = list(map(math.floor, shares))
    # Sorting keeps the order of equal fractions.
    fractions = list(map(sub, parts, shares))
    by_fraction = sorted(range(len(parts)), key=fractions.__getitem__)
    for i in by_fraction[: points - sum(parts)]:
        parts[i] += 1
    return parts
