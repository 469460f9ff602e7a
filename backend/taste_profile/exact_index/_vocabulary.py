"""Numbers for feature keys, so that rows and posting lists hold integers."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat

import numpy as np

from backend.taste_profile.algorithm import BLOCK_WEIGHTS
from backend.taste_profile.exact_index._arrays import Array, Floats, pack_texts
from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.statistics import Statistics

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
