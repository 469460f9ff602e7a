"""From one user's weights to a row."""

from __future__ import annotations

import numpy as np

from backend.taste_profile.exact_index._readings import block_lengths
from backend.taste_profile.exact_index._rows import Rows
from backend.taste_profile.exact_index._vocabulary import KINDS, Vocabulary
from backend.taste_profile.weights import WEIGHT_STEPS, BlockWeights


def encode_row(
    user_id: str, weights: BlockWeights, local_scale: float, vocabulary: Vocabulary
) -> Rows:
    """Return the row of one user.

    Raises:
        ValueError: A weight is no whole number of millionths in (0, 1], or the local
            scale is not finite and positive.
    """
    numbers: list[int] = []
    shares: list[float] = []
    counts = []
    for kind in KINDS:
        block = weights.get(kind, {})
        numbers += vocabulary.add(kind, block)
        shares += block.values()
        counts.append(len(block))
    given = np.array(shares, np.float64)
    steps = np.rint(given * WEIGHT_STEPS)
    is_kept = (steps / WEIGHT_STEPS == given) & (given > 0) & (given <= 1)
    if not is_kept.all():
        raise ValueError(f"weights of {user_id!r} are not millionths in (0, 1]")
    if not 0 < local_scale < float("inf"):
        raise ValueError(f"the local scale of {user_id!r} must be finite and positive")
    features = np.array(numbers, np.uint32)
    lengths, kinds = block_lengths(given, vocabulary.idf[features], counts)
    return Rows(
        [user_id],
        np.array([0, len(features)], np.uint32),
        features,
        steps.astype(np.uint32),
        lengths,
        kinds,
        np.array([local_scale]),
    )
