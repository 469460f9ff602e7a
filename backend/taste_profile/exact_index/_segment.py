"""A part of the population with its posting lists, and making one out of rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from backend.taste_profile.exact_index._arrays import Array, Floats, Singles
from backend.taste_profile.exact_index._readings import (
    BREADTH_PLACES,
    DEPTH_PLACES,
    PARTS,
    unit_parts,
)
from backend.taste_profile.exact_index._rows import Rows, Vocabulary
from backend.taste_profile.exact_index.kernels import (
    BREADTH_BITS,
    BREADTH_STEPS,
    DEPTH_BITS,
    DEPTH_STEPS,
    PLACE_BITS,
)
from backend.taste_profile.weights import WEIGHT_STEPS

COMMON = (0.3, 0.1, 0.03)
"""Of a segment's people, how many have a feature whose list is read late or never."""


@dataclass(frozen=True, eq=False)
class Segment:
    """Rows, and for each feature the list of the rows that have it.

    A posting holds a row's place and the roots of breadth and depth, rounded up, so
    that sums over postings are never below the similarity (see ``kernels``). Of the
    features of common tiers each row keeps the length of every part: by the inequality
    of Cauchy and Schwarz, that times the length of the viewer's same part bounds what
    unread lists can add.

    Args:
        rows: Sorted by ``kinds``.
        starts: Per feature that was known when this was made: where its list starts;
            and where the last list ends.
        tiers: Per such feature: how many of the shares ``COMMON`` it lies above, so 0
            for rare features.
        postings: List after list, ascending by place.
        common: Per tier from 1 and part: length of what each row has in the features
            of that tier and above; shape (tiers, PARTS, rows).
        roots: Roots of local scales.
        bounds: Where the rows of each set of kinds start, and where the last ends.
    """

    rows: Rows
    starts: Array
    tiers: Array
    postings: Array
    common: Singles
    roots: Singles
    bounds: Array

    @cached_property
    def least_root(self) -> float:
        """The smallest root of a local scale."""
        return float(self.roots.min())

    @cached_property
    def most_common(self) -> Singles:
        """The largest of the lengths in ``common``; shape (tiers, PARTS)."""
        most: Singles = self.common.max(axis=2)
        return most

    def to_arrays(self) -> dict[str, Array]:
        """Return everything as arrays."""
        return self.rows.to_arrays() | {
            f"list_{field.name}": getattr(self, field.name)
            for field in fields(self)
            if field.name != "rows"
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array]) -> Segment:
        """Rebuild a segment from what ``to_arrays`` made, without copying it."""
        names = [field.name for field in fields(cls)][1:]
        lists = (arrays[f"list_{name}"] for name in names)
        return cls(Rows.from_arrays(arrays), *lists)


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
