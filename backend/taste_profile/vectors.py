"""A profile seen through one version of the statistics: what the scorer compares."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.item_lists import Shares
from backend.taste_profile.readings import (
    BREADTH_FACTOR,
    DEPTH_FACTOR,
    breadth,
    depth,
)
from backend.taste_profile.weights import BlockWeights

Block = Mapping[str, tuple[float, float]]
Blocks = Mapping[FeatureKind, Block]
Idf = Callable[[FeatureKind, str], float]

READ_TWICE: tuple[FeatureKind, ...] = ("artist", "track")


@dataclass(frozen=True, slots=True)
class TasteVector:
    """Unit-length blocks of one user, and how close that user is to people at large.

    Args:
        user_id: Whose vector this is.
        blocks: Kind to feature key to a pair of numbers, the parts of breadth and
            depth (genres and eras: the weight and 0). The pairs of a block, taken
            together, have length 1. A kind that nothing speaks of is absent.
        local_scale: Mean similarity to the nearest panel members relative to the
            panel's own geometric mean; above 1 for broad popular taste, > 0.
    """

    user_id: str
    blocks: Blocks
    local_scale: float = 1.0


def unit_blocks(weights: BlockWeights, idf: Idf) -> Blocks:
    """Read every weight, multiply by idf, and bring every block to length 1.

    Args:
        weights: Kind to feature key to weight (> 0).
        idf: How telling a feature is (>= 0).

    Returns:
        The same kinds and keys; a block whose features all tell nothing is left out.
    """
    blocks: dict[FeatureKind, Block] = {}
    for kind, shares in weights.items():
        telling = {key: idf(kind, key) for key in shares}
        block = (
            _read_twice(shares, telling)
            if kind in READ_TWICE
            else _read_once(shares, telling)
        )
        if block:
            blocks[kind] = block
    return blocks


def _read_twice(shares: Shares, idf: Mapping[str, float]) -> Block:
    broad = {key: breadth(share) * idf[key] for key, share in shares.items()}
    deep = {key: depth(share) * idf[key] for key, share in shares.items()}
    broad_length, deep_length = _length(broad), _length(deep)
    if broad_length == 0:
        return {}
    by_breadth, by_depth = BREADTH_FACTOR / broad_length, DEPTH_FACTOR / deep_length
    return {key: (broad[key] * by_breadth, deep[key] * by_depth) for key in shares}


def _read_once(shares: Shares, idf: Mapping[str, float]) -> Block:
    telling = {key: share * idf[key] for key, share in shares.items()}
    length = _length(telling)
    if length == 0:
        return {}
    return {key: (weight / length, 0.0) for key, weight in telling.items()}


def _length(weights: Mapping[str, float]) -> float:
    return math.sqrt(math.fsum(weight * weight for weight in weights.values()))
