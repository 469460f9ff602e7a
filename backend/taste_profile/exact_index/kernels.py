"""The two innermost loops of a search, with numpy; others may be handed in."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from backend.taste_profile.exact_index._arrays import Array, Floats, Singles
from backend.taste_profile.exact_index._readings import (
    BREADTH_FACTORS,
    BREADTH_PLACES,
    DEPTH_FACTORS,
    DEPTH_PLACES,
    unit_parts,
)
from backend.taste_profile.exact_index._rows import KINDS, Rows
from backend.taste_profile.exact_index._viewer import Viewer
from backend.taste_profile.weights import WEIGHT_STEPS

__all__ = [
    "BREADTH_BITS",
    "BREADTH_FACTORS",
    "BREADTH_PLACES",
    "BREADTH_STEPS",
    "DEPTH_BITS",
    "DEPTH_FACTORS",
    "DEPTH_PLACES",
    "DEPTH_STEPS",
    "KINDS",
    "PLACE_BITS",
    "Array",
    "Floats",
    "Kernels",
    "NumpyKernels",
    "Rows",
    "Singles",
    "Viewer",
    "places_of",
]

PLACE_BITS, BREADTH_BITS, DEPTH_BITS = 17, 8, 7
"""A posting is one 32-bit number, from its highest bits to its lowest."""

BREADTH_STEPS = (1 << BREADTH_BITS) - 1
DEPTH_STEPS = (1 << DEPTH_BITS) - 1
"""Roots of breadth and depth stand in postings as such parts of 1, rounded up."""


class Kernels(Protocol):
    """The innermost loops. All arrays are numpy's."""

    def add_lists(
        self,
        postings: Array,
        bounds: tuple[Array, Array],
        parts: tuple[Floats, Floats],
        sums: Singles,
    ) -> None:
        """Add products over posting lists to the sums of rows.

        Args:
            postings: All postings of a segment.
            bounds: Where the lists start and end.
            parts: Breadth and depth of the viewer, per list.
            sums: Per row; changed in place.
        """

    def cosines(
        self, viewer: Viewer, slots: Array, rows: Rows, places: Array
    ) -> tuple[Floats, Array]:
        """Return the cosine of every block and the number of shared features.

        Args:
            viewer: Who is looking.
            slots: Feature number to 1 + its place among the viewer's, else 0.
            rows: Where the others are.
            places: Which rows.

        Returns:
            Two arrays of shape (places, kinds).
        """


class NumpyKernels:
    """The loops as operations on whole arrays."""

    def add_lists(
        self,
        postings: Array,
        bounds: tuple[Array, Array],
        parts: tuple[Floats, Floats],
        sums: Singles,
    ) -> None:
        """Add products over posting lists to the sums of rows."""
        starts, ends = bounds
        if not len(starts):
            return
        lists = map(postings.__getitem__, map(slice, starts.tolist(), ends.tolist()))
        read = np.concatenate(list(lists))
        counts = ends - starts
        # Squares of steps fit into 16 bits, of which a CPU does many at a time.
        low = read.astype(np.uint16)
        deep_steps = low & _DEPTH_MASK
        low >>= _BREADTH_SHIFT
        low &= _BREADTH_MASK
        low *= low
        deep_steps *= deep_steps
        broad = low.astype(np.float32)
        broad *= np.repeat((parts[0] / BREADTH_STEPS**2).astype(np.float32), counts)
        deep = deep_steps.astype(np.float32)
        deep *= np.repeat((parts[1] / DEPTH_STEPS**2).astype(np.float32), counts)
        broad += deep
        read >>= _PLACE_SHIFT
        np.add.at(sums, read.astype(np.intp), broad)

    def cosines(
        self, viewer: Viewer, slots: Array, rows: Rows, places: Array
    ) -> tuple[Floats, Array]:
        """Return the cosine of every block and the number of shared features."""
        spots, counts = rows.spots(places)
        slot = slots.take(rows.features.take(spots))
        shared = np.flatnonzero(slot)
        rows_of = np.repeat(np.arange(len(places)), counts)[shared]
        slot = slot[shared].astype(np.intp) - 1
        kinds = viewer.kinds[slot]
        broad, deep = unit_parts(
            rows.weights[spots[shared]] / WEIGHT_STEPS,
            viewer.idf[slot],
            kinds,
            rows.lengths,
            places[rows_of],
        )
        broad *= viewer.broad[slot]
        deep *= viewer.deep[slot]
        broad += deep
        shape = (len(places), len(KINDS))
        cells = rows_of * len(KINDS) + kinds
        n = len(places) * len(KINDS)
        cosines = np.asarray(np.bincount(cells, broad, n), np.float64)
        return cosines.reshape(shape), np.bincount(cells, minlength=n).reshape(shape)


_PLACE_SHIFT = np.uint32(BREADTH_BITS + DEPTH_BITS)
_BREADTH_SHIFT = np.uint16(DEPTH_BITS)
_BREADTH_MASK = np.uint16(BREADTH_STEPS)
_DEPTH_MASK = np.uint16(DEPTH_STEPS)


def places_of(postings: Array) -> Array:
    """Return the places of the rows in postings."""
    return postings >> _PLACE_SHIFT
