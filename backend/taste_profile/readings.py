"""Two readings of a share: whether a person has an item, and how much of it.

A cosine of plays lets one looped favourite decide; a cosine of mere ownership forgets
what matters to a person. Every exponent in between trades the one fault for the other.
The sum of two cosines, one nearly flat and one nearly proportional, does not: it finds
friends as well as roots of plays do, and your own other half as well as flat lists.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from backend.taste_profile.algorithm import (
    BREADTH_PART,
    BREADTH_SHARE,
    DEPTH_SLOPE,
)


def breadths(shares: Sequence[float]) -> list[float]:
    """Return how fully each item counts as owned: near 1 but for tiny shares.

    ``share / (share + BREADTH_SHARE)``, in (0, 1).
    """
    return [share / (share + BREADTH_SHARE) for share in shares]


def depths(shares: Sequence[float]) -> list[float]:
    """Return the ``depth`` of each item."""
    return [math.log1p(DEPTH_SLOPE * share) for share in shares]


def depth(share: float) -> float:
    """Return how much an item counts by listening, large shares damped.

    ``ln(1 + DEPTH_SLOPE * share)``, > 0: proportional for small shares.
    """
    return math.log1p(DEPTH_SLOPE * share)


BREADTH_FACTOR = math.sqrt(BREADTH_PART)
DEPTH_FACTOR = math.sqrt(1 - BREADTH_PART)
"""Roots of the parts: a product of two vectors then weighs each part by itself."""
