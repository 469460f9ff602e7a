"""From users' weights to rows."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from backend.taste_profile.exact_index._arrays import Array, Floats
from backend.taste_profile.exact_index._readings import block_lengths
from backend.taste_profile.exact_index._rows import KINDS, Rows, Vocabulary
from backend.taste_profile.weights import WEIGHT_STEPS, BlockWeights

WeightedUser = tuple[str, BlockWeights, float]
"""``user_id``, weights before idf, and the local scale."""


def encode_rows(users: Iterable[WeightedUser], vocabulary: Vocabulary) -> Rows:
    """Return the rows of users, in their order.

    Raises:
        ValueError: A weight is no whole number of millionths in (0, 1], or a local
            scale is not finite and positive.
    """
    user_ids, scales = list[str](), list[float]()
    numbers, shares, counts = list[int](), list[float](), list[int]()
    for user_id, blocks, local_scale in users:
        user_ids.append(user_id)
        scales.append(local_scale)
        for kind in KINDS:
            block = blocks.get(kind, {})
            numbers += vocabulary.add(kind, block)
            shares += block.values()
            counts.append(len(block))
    given, features = np.array(shares, np.float64), np.array(numbers, np.uint32)
    of_kinds = np.array(counts, np.intp).reshape(-1, len(KINDS))
    starts = np.zeros(len(user_ids) + 1, np.uint32)
    np.cumsum(of_kinds.sum(axis=1), out=starts[1:])
    steps = np.rint(given * WEIGHT_STEPS)
    is_kept = (steps / WEIGHT_STEPS == given) & (given > 0) & (given <= 1)
    local_scales = np.array(scales, np.float64)
    _check(user_ids, starts, is_kept, local_scales)
    lengths, kinds = block_lengths(given, vocabulary.idf[features], of_kinds)
    weights = steps.astype(np.uint32)
    return Rows(user_ids, starts, features, weights, lengths, kinds, local_scales)


def _check(
    user_ids: list[str], starts: Array, is_kept: Array, local_scales: Floats
) -> None:
    if not is_kept.all():
        place = int(np.searchsorted(starts, np.argmin(is_kept), "right")) - 1
        whose = user_ids[place]
        raise ValueError(f"weights of {whose!r} are not millionths in (0, 1]")
    is_usable = (local_scales > 0) & (local_scales < np.inf)
    if not is_usable.all():
        whose = user_ids[int(np.argmin(is_usable))]
        raise ValueError(f"the local scale of {whose!r} must be finite and positive")
