"""Who is looking, as arrays."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

import numpy as np

from backend.taste_profile.exact_index._arrays import Array, Floats
from backend.taste_profile.exact_index._readings import unit_parts
from backend.taste_profile.exact_index._rows import KINDS, Rows, Vocabulary
from backend.taste_profile.vectors import TasteVector
from backend.taste_profile.weights import WEIGHT_STEPS


@dataclass(frozen=True, eq=False)
class Viewer:
    """A vector's features that anybody in the index may have.

    Args:
        user_id: Whose vector.
        vector: Returns it to the last bit.
        bits: A bit for every kind of block that the vector has.
        root: Root of the local scale.
        numbers: Of the features.
        kinds: Of the features.
        idf: Of the features.
        broad: Breadth.
        deep: Depth.
    """

    user_id: str
    vector: Callable[[], TasteVector]
    bits: int
    root: float
    numbers: Array
    kinds: Array
    idf: Floats
    broad: Floats
    deep: Floats


def view_vector(vector: TasteVector, vocabulary: Vocabulary) -> Viewer:
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
    numbers = np.array(found, np.intp)
    known = np.flatnonzero(numbers >= 0)
    both = np.fromiter(chain.from_iterable(parts), np.float64, 2 * len(parts))
    return Viewer(
        user_id=vector.user_id,
        vector=lambda: vector,
        bits=bits,
        root=math.sqrt(vector.local_scale),
        numbers=numbers[known],
        kinds=np.array(kinds, np.intp)[known],
        idf=vocabulary.idf[numbers[known]],
        broad=both[0::2][known],
        deep=both[1::2][known],
    )


def view_row(rows: Rows, place: int, vocabulary: Vocabulary) -> Viewer:
    """Return a viewer who is in the index already: there is nothing to look up."""
    row = slice(int(rows.starts[place]), int(rows.starts[place + 1]))
    numbers = rows.features[row].astype(np.intp)
    kinds, idf = vocabulary.kinds[numbers].astype(np.intp), vocabulary.idf[numbers]
    shares = rows.weights[row] / WEIGHT_STEPS
    places = np.zeros(len(numbers), np.intp)
    broad, deep = unit_parts(
        shares, idf, kinds, rows.lengths[place : place + 1], places
    )
    return Viewer(
        user_id=rows.user_ids[place],
        vector=lambda: rows.vector(place, vocabulary),
        bits=int(rows.kinds[place]),
        root=math.sqrt(rows.local_scales[place]),
        numbers=numbers,
        kinds=kinds,
        idf=idf,
        broad=broad,
        deep=deep,
    )
