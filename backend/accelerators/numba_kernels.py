"""The innermost loops of the exact index, compiled by numba; never on Lambda."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numba
import numpy as np

from backend.taste_profile.algorithm import BREADTH_SHARE, DEPTH_SLOPE
from backend.taste_profile.exact_index import kernels
from backend.taste_profile.exact_index.kernels import (
    Array,
    Floats,
    Rows,
    Singles,
    Viewer,
)
from backend.taste_profile.weights import WEIGHT_STEPS

_PLACE_SHIFT = np.uint32(kernels.BREADTH_BITS + kernels.DEPTH_BITS)
_BREADTH_SHIFT = np.uint32(kernels.DEPTH_BITS)
_BREADTH_MASK = np.uint32(kernels.BREADTH_STEPS)
_DEPTH_MASK = np.uint32(kernels.DEPTH_STEPS)


class NumbaKernels:
    """The loops as machine code; other threads can run beside them.

    Compiling takes some seconds in every process: kept machine code would outlive a
    change of the constants that it was made with.
    """

    def add_lists(
        self,
        postings: Array,
        bounds: tuple[Array, Array],
        parts: tuple[Floats, Floats],
        sums: Singles,
    ) -> None:
        """Add products over posting lists to the sums of rows."""
        broad = (parts[0] / kernels.BREADTH_STEPS**2).astype(np.float32)
        deep = (parts[1] / kernels.DEPTH_STEPS**2).astype(np.float32)
        _add(postings, *bounds, broad, deep, sums)

    def cosines(
        self, viewer: Viewer, slots: Array, rows: Rows, places: Array
    ) -> tuple[Floats, Array]:
        """Return the cosine of every block and the number of shared features."""
        cosines = np.zeros((len(places), len(kernels.KINDS)))
        common = np.zeros(cosines.shape, np.int64)
        _compare(
            (rows.starts, rows.features, rows.weights, rows.lengths),
            (viewer.kinds, viewer.broad, viewer.deep, viewer.idf, slots),
            (kernels.BREADTH_PLACES, kernels.DEPTH_PLACES),
            (kernels.BREADTH_FACTORS, kernels.DEPTH_FACTORS),
            places,
            cosines,
            common,
        )
        return cosines, common


def _add_lists(
    postings: Array,
    starts: Array,
    ends: Array,
    broad: Array,
    deep: Array,
    sums: Array,
) -> None:
    for i in range(len(starts)):
        for posting in postings[starts[i] : ends[i]]:
            b = np.float32((posting >> _BREADTH_SHIFT) & _BREADTH_MASK)
            d = np.float32(posting & _DEPTH_MASK)
            sums[posting >> _PLACE_SHIFT] += broad[i] * b * b + deep[i] * d * d


def _compare_rows(
    rows: tuple[Array, ...],
    viewer: tuple[Array, ...],
    part_places: tuple[Array, Array],
    factors: tuple[Array, Array],
    places: Array,
    cosines: Array,
    common: Array,
) -> None:
    starts, features, weights, lengths = rows
    kinds, broad, deep, idf, slots = viewer
    for i in range(len(places)):
        row = places[i]
        for spot in range(starts[row], starts[row + 1]):
            slot = np.int64(slots[features[spot]]) - 1
            if slot < 0:
                continue
            kind = kinds[slot]
            share = weights[spot] / WEIGHT_STEPS
            # A kind that is read once has no depth: its weight is the share.
            b, d = share, 0.0
            if factors[1][kind] > 0:
                b, d = share / (share + BREADTH_SHARE), math.log1p(DEPTH_SLOPE * share)
            b *= idf[slot] * factors[0][kind] / lengths[row, part_places[0][kind]]
            d *= idf[slot] * factors[1][kind] / lengths[row, part_places[1][kind]]
            cosines[i, kind] += broad[slot] * b + deep[slot] * d
            common[i, kind] += 1


_compile: Callable[..., Any] = numba.njit(nogil=True)
_add = _compile(_add_lists)
_compare = _compile(_compare_rows)
