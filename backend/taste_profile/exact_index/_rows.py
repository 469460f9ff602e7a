"""Numbers for features, and what is kept of each user, one row after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import repeat

import numpy as np

from backend.taste_profile.algorithm import BLOCK_WEIGHTS
from backend.taste_profile.exact_index._arrays import (
    Array,
    Floats,
    pack_texts,
    unpack_texts,
)
from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.statistics import Statistics
from backend.taste_profile.vectors import Block, TasteVector, unit_block
from backend.taste_profile.weights import WEIGHT_STEPS

KINDS: tuple[FeatureKind, ...] = tuple(BLOCK_WEIGHTS)
"""The kinds of feature; their places here stand for them in arrays."""


class Vocabulary:
    """Every feature that was ever put in, with its idf. Numbers are never reused.

    One writer adds; readers may look up at the same time. A feature's idf is written
    before its number is given out.

    Args:
        statistics: Where idf comes from.
    """

    def __init__(self, statistics: Statistics) -> None:
        self._statistics = statistics
        self._numbers: dict[FeatureKind, dict[str, int]] = {k: {} for k in KINDS}
        self.keys: list[str] = []
        self.idf: Floats = np.zeros(64)
        self.kinds: Array = np.zeros(64, np.uint8)

    def __len__(self) -> int:
        return len(self.keys)

    def add(self, kind: FeatureKind, keys: Iterable[str]) -> list[int]:
        """Return the numbers of keys, new ones for new keys."""
        known = self._numbers[kind]
        return [known[key] if key in known else self._new(kind, key) for key in keys]

    def add_mixed(self, keys: Iterable[str], kinds: Array) -> list[int]:
        """Return the numbers of keys of several kinds, new ones for new keys."""
        known = [self._numbers[kind] for kind in KINDS]
        return [
            known[kind][key] if key in known[kind] else self._new(KINDS[kind], key)
            for key, kind in zip(keys, kinds.tolist(), strict=True)
        ]

    def find(self, kind: FeatureKind, keys: Iterable[str]) -> list[int]:
        """Return the numbers of keys; -1 for unknown ones."""
        return list(map(self._numbers[kind].get, keys, repeat(-1)))

    def _new(self, kind: FeatureKind, key: str) -> int:
        number = len(self.keys)
        if number == len(self.idf):
            # New arrays, never resized ones: readers may hold the old.
            self.idf = np.concatenate([self.idf, np.zeros(number)])
            self.kinds = np.concatenate([self.kinds, np.zeros(number, np.uint8)])
        self.idf[number] = self._statistics.idf(kind, key)
        self.kinds[number] = KINDS.index(kind)
        self.keys.append(key)
        self._numbers[kind][key] = number
        return number

    def to_arrays(self) -> dict[str, Array]:
        """Return the keys in the order of their numbers, and their kinds."""
        # A writer may add just now: the keys of one moment, and no kind beyond them.
        keys = self.keys[:]
        return {**pack_texts(keys), "kinds": self.kinds[: len(keys)]}

    def fill(self, keys: Iterable[str], kinds: Array) -> None:
        """Add keys in the order of their numbers, into an empty vocabulary."""
        for key, kind in zip(keys, kinds.tolist(), strict=True):
            self._new(KINDS[kind], key)


@dataclass(frozen=True, eq=False)
class Rows:
    """Features and weights of users, as they were before idf; never changed.

    Args:
        user_ids: Whose rows.
        starts: Where each row starts in ``features``, and where the last ends.
        features: Numbers of features, one row after the other, kind by kind.
        weights: Their weights in millionths.
        lengths: Per row and reading (see ``_readings``): length of that part of the
            block after idf, before it is brought to length 1.
        kinds: Per row: a bit for every kind of block that the vector has.
        local_scales: Per row.
    """

    user_ids: Sequence[str]
    starts: Array
    features: Array
    weights: Array
    lengths: Floats
    kinds: Array
    local_scales: Floats

    def __len__(self) -> int:
        return len(self.user_ids)

    def take(self, places: Array) -> Rows:
        """Return the rows at these places, in that order."""
        spots, counts = self.spots(places)
        return Rows(
            [self.user_ids[place] for place in places.tolist()],
            _starts(counts),
            self.features[spots],
            self.weights[spots],
            self.lengths[places],
            self.kinds[places],
            self.local_scales[places],
        )

    def spots(self, places: Array) -> tuple[Array, Array]:
        """Return where the features of some rows stand, and how many each row has."""
        starts = self.starts[places].astype(np.intp)
        counts = self.starts[places + 1] - starts
        ends = np.cumsum(counts)
        spots = np.repeat(starts - ends + counts, counts)
        spots += np.arange(len(spots))
        return spots, counts

    def vector(self, place: int, vocabulary: Vocabulary) -> TasteVector:
        """Return one user's vector, equal to the one that the vectorizer made."""
        row = slice(int(self.starts[place]), int(self.starts[place + 1]))
        numbers = self.features[row]
        keys = list(map(vocabulary.keys.__getitem__, numbers.tolist()))
        shares = (self.weights[row] / WEIGHT_STEPS).tolist()
        telling = vocabulary.idf[numbers].tolist()
        counts = np.bincount(vocabulary.kinds[numbers], minlength=len(KINDS)).tolist()
        blocks: dict[FeatureKind, Block] = {}
        end = 0
        for kind, count in zip(KINDS, counts, strict=True):
            start, end = end, end + count
            block = unit_block(
                kind, keys[start:end], shares[start:end], telling[start:end]
            )
            if block:
                blocks[kind] = block
        return TasteVector(
            self.user_ids[place], blocks, float(self.local_scales[place])
        )

    def to_arrays(self) -> dict[str, Array]:
        """Return everything as arrays."""
        names = [field.name for field in fields(self)][1:]
        return {name: getattr(self, name) for name in names} | pack_texts(self.user_ids)

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array]) -> Rows:
        """Rebuild rows from what ``to_arrays`` made, without copying them."""
        names = [field.name for field in fields(cls)][1:]
        return cls(unpack_texts(arrays), *(arrays[name] for name in names))


def join_rows(parts: Sequence[Rows]) -> Rows:
    """Return the rows of all parts, one part after the other."""
    return Rows(
        [user_id for part in parts for user_id in part.user_ids],
        _starts(np.concatenate([np.diff(part.starts) for part in parts])),
        np.concatenate([part.features for part in parts]),
        np.concatenate([part.weights for part in parts]),
        np.concatenate([part.lengths for part in parts]),
        np.concatenate([part.kinds for part in parts]),
        np.concatenate([part.local_scales for part in parts]),
    )


def _starts(counts: Array) -> Array:
    starts = np.zeros(len(counts) + 1, np.uint32)
    np.cumsum(counts, out=starts[1:])
    return starts
