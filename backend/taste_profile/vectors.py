"""A profile seen through one version of the statistics: what the scorer compares."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.readings import (
    BREADTH_FACTOR,
    DEPTH_FACTOR,
    breadths,
    depths,
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
        telling = [idf(kind, key) for key in shares]
        block = unit_block(kind, shares, list(shares.values()), telling)
        if block:
            blocks[kind] = block
    return blocks


def unit_block(
    kind: FeatureKind,
    keys: Iterable[str],
    shares: Sequence[float],
    telling: Sequence[float],
) -> Block:
    """Return one block, as ``unit_blocks`` does, of lists that belong together.

    Args:
        kind: Of the block.
        keys: Of its features.
        shares: The weight of each.
        telling: The idf of each.
    """
    # Every ranking comes here for everybody on its page: no call per feature.
    if kind not in READ_TWICE:
        once = list(map(mul, shares, telling))
        length = _length(once)
        if length == 0:
            return {}
        return {key: (w / length, 0.0) for key, w in zip(keys, once, strict=True)}
    broad = list(map(mul, breadths(shares), telling))
    deep = list(map(mul, depths(shares), telling))
    broad_length, deep_length = _length(broad), _length(deep)
    if broad_length == 0:
        return {}
    by_breadth, by_depth = BREADTH_FACTOR / broad_length, DEPTH_FACTOR / deep_length
    return {
        key: (b * by_breadth, d * by_depth)
        for key, b, d in zip(keys, broad, deep, strict=True)
    }


def _length(weights: Sequence[float]) -> float:
    return math.sqrt(math.fsum(map(mul, weights, weights)))
