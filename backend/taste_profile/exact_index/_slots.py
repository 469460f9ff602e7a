"""Scratch arrays that tell a viewer's features from all others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from backend.taste_profile.exact_index._arrays import Array


class SlotArrays:
    """Arrays from feature number to 1 + its place among a viewer's, else 0.

    They are kept for the next query: making one costs as much as a search.
    """

    def __init__(self) -> None:
        self._spare: list[Array] = []

    @contextmanager
    def lend(self, numbers: Array, n_features: int) -> Iterator[Array]:
        """Lend an array with a viewer's features filled in.

        Popping from a list is atomic, so no two readers get the same one.
        """
        try:
            slots = self._spare.pop()
        except IndexError:
            slots = np.zeros(n_features, np.uint16)
        if len(slots) < n_features:
            slots = np.zeros(n_features + n_features // 4, np.uint16)
        slots[numbers] = np.arange(1, len(numbers) + 1)
        try:
            yield slots
        finally:
            slots[numbers] = 0
            self._spare.append(slots)
