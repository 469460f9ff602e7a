"""The two readings of a weight, for whole arrays; see ``readings`` and ``vectors``.

A block of artists or tracks has two parts, breadth and depth; one of genres or eras
has one, filed as breadth. Lengths are those of ``unit_block`` to the last bit, and so
is what ``exact_parts`` gives. ``unit_parts`` nominates and may differ in the last bits,
which the bounds allow for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from operator import mul

import numpy as np

from backend.taste_profile.algorithm import BLOCK_WEIGHTS, BREADTH_SHARE, DEPTH_SLOPE
from backend.taste_profile.exact_index._arrays import Array, Floats
from backend.taste_profile.readings import BREADTH_FACTOR, DEPTH_FACTOR, depths
from backend.taste_profile.vectors import READ_TWICE

_TWICE = [kind in READ_TWICE for kind in BLOCK_WEIGHTS]
_READ_TWICE = np.array(_TWICE)

BREADTH_FACTORS = np.where(_READ_TWICE, BREADTH_FACTOR, 1.0)
DEPTH_FACTORS = np.where(_READ_TWICE, DEPTH_FACTOR, 0.0)
"""By kind: what the parts of a block are multiplied by; 0 where there is no depth."""

PARTS = len(_TWICE) + sum(_TWICE)
"""Lengths per row: one for every part of every block."""

BREADTH_PLACES = np.cumsum([0] + [1 + twice for twice in _TWICE[:-1]])
"""Kind to the place of its breadth among the lengths."""

DEPTH_PLACES = BREADTH_PLACES + _READ_TWICE
"""Kind to the place of its depth; where there is none, that of its breadth."""


def raw_parts(shares: Floats, idf: Floats, kinds: Array) -> tuple[Floats, Floats]:
    """Return breadth and depth after idf, before blocks are brought to length 1."""
    is_twice = _READ_TWICE[kinds]
    broad = np.where(is_twice, shares / (shares + BREADTH_SHARE), shares)
    return broad * idf, np.where(is_twice, np.log1p(DEPTH_SLOPE * shares), 0.0) * idf


def unit_parts(
    shares: Floats, idf: Floats, kinds: Array, lengths: Floats, places: Array
) -> tuple[Floats, Floats]:
    """Return breadth and depth as they stand in a ``TasteVector``, in [0, 1].

    Args:
        shares: Weights in (0, 1].
        idf: Of each feature.
        kinds: Of each feature, as a place in ``KINDS``.
        lengths: Of rows; shape (rows, PARTS).
        places: Of each feature: its row.
    """
    broad, deep = raw_parts(shares, idf, kinds)
    each, cells = lengths.ravel(), places * PARTS
    broad *= BREADTH_FACTORS[kinds] / each[cells + BREADTH_PLACES[kinds]]
    deep *= DEPTH_FACTORS[kinds] / each[cells + DEPTH_PLACES[kinds]]
    return broad, deep


def block_lengths(shares: Floats, idf: Floats, counts: Array) -> tuple[Floats, Array]:
    """Return the lengths of rows and the bits of the blocks that each has.

    Args:
        shares: Weights, row by row, kind by kind.
        idf: Of each feature.
        counts: How many features each row has of each kind; shape (rows, kinds).

    Returns:
        Arrays of shape (rows, PARTS) and (rows,). A part that tells nothing has no
        length: infinity stands for it, so that what is divided by it comes to 0.
    """
    lengths = np.full((len(counts), PARTS), np.inf)
    bits = np.zeros(len(counts), np.uint8)
    kinds = np.tile(np.arange(counts.shape[1]), len(counts))
    both = _exact_raw_parts(shares, idf, np.repeat(kinds, counts.ravel()))
    broad, deep = both[0].tolist(), both[1].tolist()
    ends = np.cumsum(counts.ravel()).tolist()
    for place, (start, end) in enumerate(pairwise([0, *ends])):
        row, kind = divmod(place, counts.shape[1])
        length = _length(broad[start:end])
        if length > 0:
            bits[row] |= 1 << kind
            lengths[row, BREADTH_PLACES[kind]] = length
            if _TWICE[kind]:
                lengths[row, DEPTH_PLACES[kind]] = _length(deep[start:end])
    return lengths, bits


def exact_parts(
    shares: Floats, idf: Floats, kinds: Array, lengths: Floats, places: Array
) -> tuple[Floats, Floats]:
    """Return what ``unit_parts`` does, equal to ``unit_block`` to the last bit."""
    broad, deep = _exact_raw_parts(shares, idf, kinds)
    each, cells = lengths.ravel(), places * PARTS
    by_breadth = each[cells + BREADTH_PLACES[kinds]]
    by_depth = each[cells + DEPTH_PLACES[kinds]]
    # In the scorer's order: a product with a quotient is not a quotient of a product.
    twice = broad * (BREADTH_FACTOR / by_breadth)
    deep *= DEPTH_FACTORS[kinds] / by_depth
    return np.where(_READ_TWICE[kinds], twice, broad / by_breadth), deep


def _exact_raw_parts(
    shares: Floats, idf: Floats, kinds: Array
) -> tuple[Floats, Floats]:
    """Return ``raw_parts``; logarithms of numpy differ in the last bit."""
    is_twice = _READ_TWICE[kinds]
    broad = np.where(is_twice, shares / (shares + BREADTH_SHARE), shares)
    deep = np.zeros(len(shares))
    deep[is_twice] = depths(shares[is_twice].tolist())
    return broad * idf, deep * idf


def _length(part: Sequence[float]) -> float:
    return math.sqrt(math.fsum(map(mul, part, part)))
