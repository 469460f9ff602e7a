"""Where each user's row is, and which features are a viewer's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from backend.taste_profile.exact_index._arrays import Array
from backend.taste_profile.exact_index._rows import Rows


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


_PLACE_BITS = 32


class Directory:
    """Finds rows by ``user_id``, for any reader while one writer changes it.

    New rows are entered before old ones are forgotten, so that nobody is ever missing
    who is there before and after.
    """

    def __init__(self) -> None:
        self._rows: dict[int, Rows] = {}
        self._spots: dict[str, int] = {}
        self._next = 0

    def __len__(self) -> int:
        return len(self._spots)

    def __contains__(self, user_id: object) -> bool:
        return user_id in self._spots

    def find(self, user_id: str) -> tuple[Rows, int] | None:
        """Return the rows that a person is in, and the place there."""
        rows, spot = None, 0
        while rows is None:
            spot = self._spots.get(user_id, -1)
            if spot < 0:
                return None
            # Rows that were forgotten since: by now the spot is another one.
            rows = self._rows.get(spot >> _PLACE_BITS)
        return rows, spot & ((1 << _PLACE_BITS) - 1)

    def enter(self, rows: Rows, gone: Array) -> None:
        """Let these rows be found instead of others of the same users."""
        number = self._next
        self._next += 1
        self._rows[number] = rows
        first = number << _PLACE_BITS
        spots = dict(zip(rows.user_ids, range(first, first + len(rows)), strict=True))
        for place in gone.tolist():
            del spots[rows.user_ids[place]]
        self._spots.update(spots)

    def remove(self, user_id: str) -> None:
        """Let a person not be found any more."""
        self._spots.pop(user_id, None)

    def forget(self, rows: Rows) -> None:
        """Drop rows whose users are found elsewhere or not at all."""
        number = next(number for number, kept in self._rows.items() if kept is rows)
        del self._rows[number]
