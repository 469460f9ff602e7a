"""Who is looking, as arrays."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import chain

import numpy as np

from backend.taste_profile.exact_index._arrays import Array, Floats
from backend.taste_profile.exact_index._vocabulary import KINDS, Vocabulary
from backend.taste_profile.vectors import TasteVector


@dataclass(frozen=True, eq=False)
class Viewer:
    """A vector's features that anybody else may have, by ascending number.

    Args:
        vector: Where they come from.
        bits: A bit for every kind of block that the vector has.
        root: Root of the local scale.
        numbers: Of the features.
        kinds: Of the features.
        broad: Breadth.
        deep: Depth.
    """

    vector: TasteVector
    bits: int
    root: float
    numbers: Array
    kinds: Array
    broad: Floats
    deep: Floats


def view(vector: TasteVector, vocabulary: Vocabulary) -> Viewer:
    """Look up a vector's features; what nobody has is left out."""
    found: list[int] = []
    kinds: list[int] = []
    parts: list[tuple[float, float]] = []
    bits = 0
    for kind, block in vector.blocks.items():
        place = KINDS.index(kind)
        bits |= 1 << place
        found += vocabulary.find(kind, block)
        kinds += [place] * len(block)
        parts += block.values()
    numbers = np.array(found, np.int64)
    both = np.fromiter(chain.from_iterable(parts), np.float64, 2 * len(parts))
    order = np.argsort(numbers)
    order = order[np.searchsorted(numbers[order], 0) :]
    return Viewer(
        vector=vector,
        bits=bits,
        root=math.sqrt(vector.local_scale),
        # Of the type that lists are sorted by: a search would convert them all.
        numbers=numbers[order].astype(np.uint32),
        kinds=np.array(kinds, np.intp)[order],
        broad=both[0::2][order],
        deep=both[1::2][order],
    )
