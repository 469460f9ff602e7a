"""Users as arrays that can travel to an index in another process."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from backend.taste_profile.exact_index._arrays import Array
from backend.taste_profile.exact_index._encoding import WeightedUser, encode_rows
from backend.taste_profile.exact_index._rows import Rows, Vocabulary
from backend.taste_profile.statistics import Statistics


@dataclass(frozen=True, eq=False)
class PackedUsers:
    """Users under some statistics, with numbers for features of their own.

    Args:
        rows: Theirs.
        keys: The features that their numbers stand for, in the order first seen.
        kinds: The kind of each, as a place in ``KINDS``.
    """

    rows: Rows
    keys: Sequence[str]
    kinds: Array

    @property
    def user_ids(self) -> Sequence[str]:
        """Who is in here."""
        return self.rows.user_ids

    def split(self, n: int) -> tuple[PackedUsers, PackedUsers]:
        """Return the first n, with no more features than are theirs, and the others."""
        first = self.rows.take(np.arange(n))
        later = self.rows.take(np.arange(n, len(self.rows)))
        # Numbers follow the order in which features are first seen.
        known = int(first.features.astype(np.intp).max(initial=-1)) + 1
        return (
            PackedUsers(first, self.keys[:known], self.kinds[:known]),
            replace(self, rows=later),
        )

    def under(self, vocabulary: Vocabulary) -> Rows:
        """Return the rows with the numbers that features have in a vocabulary.

        What is new gets its number in the order in which one user after the other
        would have brought it.
        """
        numbers = vocabulary.add_mixed(self.keys, self.kinds)
        features = np.array(numbers, np.uint32)[self.rows.features]
        return replace(self.rows, features=features)


def pack_users(users: Iterable[WeightedUser], statistics: Statistics) -> PackedUsers:
    """Pack users for an index of the same statistics.

    Raises:
        ValueError: As for ``ExactIndex.put``.
    """
    vocabulary = Vocabulary(statistics)
    rows = encode_rows(users, vocabulary)
    return PackedUsers(rows, vocabulary.keys, vocabulary.kinds[: len(vocabulary)])
