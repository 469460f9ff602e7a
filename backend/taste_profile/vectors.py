"""A profile seen through one version of the statistics: what the scorer compares."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.weights import BlockWeights

Blocks = Mapping[FeatureKind, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class TasteVector:
    """Unit-length blocks of one user, and how close that user is to people at large.

    Args:
        user_id: Whose vector this is.
        blocks: Kind to feature key to weight times idf; each block has length 1. A
            kind that the user's sources do not speak of is absent.
        local_scale: Mean similarity to the nearest panel members relative to the
            panel's own geometric mean; above 1 for broad popular taste, > 0.
    """

    user_id: str
    blocks: Blocks
    local_scale: float = 1.0


def unit_blocks(weights: BlockWeights, idf: Callable[[str], float]) -> Blocks:
    """Multiply weights by idf and bring every block to length 1.

    Args:
        weights: Kind to feature key to weight (> 0).
        idf: Feature key to how telling it is (>= 0).

    Returns:
        The same kinds and keys; a block whose features all tell nothing is left out.
    """
    blocks: dict[FeatureKind, Mapping[str, float]] = {}
    for kind, block in weights.items():
        telling = {key: weight * idf(key) for key, weight in block.items()}
        length = math.sqrt(math.fsum(weight * weight for weight in telling.values()))
        if length > 0:
            blocks[kind] = {key: weight / length for key, weight in telling.items()}
    return blocks
