"""Making a segment out of rows."""

from __future__ import annotations

import numpy as np

from backend.taste_profile.exact_index._arrays import Array, Floats, Singles
from backend.taste_profile.exact_index._readings import (
    BREADTH_PLACES,
    DEPTH_PLACES,
    PARTS,
    unit_parts,
)
from backend.taste_profile.exact_index._rows import Rows
from backend.taste_profile.exact_index._segment import COMMON, Segment
from backend.taste_profile.exact_index._vocabulary import Vocabulary
from backend.taste_profile.exact_index.kernels import (
    BREADTH_BITS,
    BREADTH_STEPS,
    DEPTH_BITS,
    DEPTH_STEPS,
    PLACE_BITS,
)
from backend.taste_profile.weights import WEIGHT_STEPS

MAX_ROWS = 1 << PLACE_BITS
"""Sums over a segment then stay in the processor's cache."""

_ROWS_AT_ONCE = 4096


def build_segment(rows: Rows, vocabulary: Vocabulary) -> Segment:
    """Make posting lists of at most ``MAX_ROWS`` rows."""
    rows = rows.take(np.argsort(rows.kinds, kind="stable"))
    counts = np.bincount(rows.features, minlength=len(vocabulary))
    shares = counts / max(1, len(rows))
    tiers: Array = np.zeros(len(counts), np.uint8)
    for share in COMMON:
        tiers += shares > share
    postings, common = _read_rows(rows, vocabulary, tiers)
    changes = np.flatnonzero(np.diff(rows.kinds)) + 1
    return Segment(
        rows=rows,
        starts=np.append(0, np.cumsum(counts)).astype(np.uint32),
        tiers=tiers,
        postings=postings,
        common=common,
        roots=np.sqrt(rows.local_scales).astype(np.float32),
        bounds=np.array([0, *changes.tolist(), len(rows)], np.int64),
    )


def _read_rows(
    rows: Rows, vocabulary: Vocabulary, tiers: Array
) -> tuple[Array, Singles]:
    """Return the postings, and the lengths of what is common."""
    words = np.empty(len(rows.features), np.uint64)
    common = np.empty((len(COMMON), PARTS, len(rows)), np.float32)
    for first in range(0, len(rows), _ROWS_AT_ONCE):
        last = min(first + _ROWS_AT_ONCE, len(rows))
        piece = slice(int(rows.starts[first]), int(rows.starts[last]))
        places = np.repeat(
            np.arange(first, last), np.diff(rows.starts[first : last + 1])
        )
        numbers = rows.features[piece]
        kinds = vocabulary.kinds[numbers]
        broad, deep = unit_parts(
            rows.weights[piece] / WEIGHT_STEPS,
            vocabulary.idf[numbers],
            kinds,
            rows.lengths,
            places,
        )
        words[piece] = _words(numbers, places, broad, deep)
        common[:, :, first:last] = _common_lengths(
            tiers[numbers], kinds, places - first, (broad, deep), last - first
        )
    # They sort by feature, then place; the feature is dropped after that.
    words.sort()
    return words.astype(np.uint32), common


def _words(numbers: Array, places: Array, broad: Array, deep: Array) -> Array:
    words = numbers.astype(np.uint64) << np.uint64(PLACE_BITS)
    words |= places.astype(np.uint64)
    words <<= np.uint64(BREADTH_BITS)
    words |= _steps_above(broad, BREADTH_STEPS)
    words <<= np.uint64(DEPTH_BITS)
    words |= _steps_above(deep, DEPTH_STEPS)
    return words


def _steps_above(parts: Array, steps: int) -> Array:
    rounded_up: Floats = np.ceil(np.sqrt(parts) * steps)
    return np.minimum(rounded_up, steps).astype(np.uint64)


def _common_lengths(
    tiers: Array, kinds: Array, places: Array, parts: tuple[Floats, Floats], n: int
) -> Singles:
    squares = np.zeros((len(COMMON), PARTS * n))
    for tier in range(1, len(COMMON) + 1):
        above = np.flatnonzero(tiers >= tier)
        for part, part_places in zip(
            parts, (BREADTH_PLACES, DEPTH_PLACES), strict=True
        ):
            cells = part_places[kinds[above]] * n + places[above]
            squares[tier - 1] += np.bincount(cells, part[above] ** 2, PARTS * n)
    return np.sqrt(squares).astype(np.float32).reshape(len(COMMON), PARTS, n)
