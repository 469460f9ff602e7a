"""The exact index: nominates the best n without scoring everybody."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from itertools import islice
from typing import Self

import numpy as np

from backend.taste_profile.exact_index._arrays import Array
from backend.taste_profile.exact_index._bounds import Pairs
from backend.taste_profile.exact_index._directory import Directory, SlotArrays
from backend.taste_profile.exact_index._encoding import WeightedUser, encode_rows
from backend.taste_profile.exact_index._layers import Layers, Sizes
from backend.taste_profile.exact_index._packing import PackedUsers
from backend.taste_profile.exact_index._persistence import (
    check_version,
    fill_vocabulary,
    index_arrays,
    layers_from,
)
from backend.taste_profile.exact_index._rescoring import Matching, Rescoring
from backend.taste_profile.exact_index._rows import Rows, Vocabulary, join_rows
from backend.taste_profile.exact_index._search import Best, Search
from backend.taste_profile.exact_index._viewer import Viewer, view_row, view_vector
from backend.taste_profile.exact_index.kernels import Kernels, NumpyKernels
from backend.taste_profile.ranking import Match
from backend.taste_profile.statistics import Statistics
from backend.taste_profile.vectors import TasteVector
from backend.taste_profile.weights import BlockWeights

_USERS_AT_ONCE = 1_000
"""Encoding them together is quicker than one by one; more would be no quicker."""


class ExactIndex:
    """An inverted index that gives the same first n as scoring everybody.

    A score cannot exceed what its blocks can add up to. So posting lists are read from
    the rarest feature on, unread ones are bounded by Cauchy and Schwarz, and only who
    can still reach the n-th best is scored. Bounds are rounded up and scores that lie
    on the edge of a point are left to the one scorer, so ties, missing blocks and
    local scaling come out as ``rank_vectors`` has them.

    One writer at a time (the caller sees to it) and any number of readers: what a
    reader sees is one moment, whole.

    Args:
        statistics: The version that everybody in here is compared by.
        kernels: The innermost loops; numpy's when ``None``.
        sizes: How many rows segments hold; the usual ones when ``None``.

    References:
        Turtle & Flood (1995), *Query evaluation: strategies and optimizations*
        (MaxScore); Teflioudi & Gemulla (2016), *Exact and approximate maximum inner
        product search with LEMP* (bounds by lengths); O'Neil et al. (1996), *The
        log-structured merge-tree*.
    """

    def __init__(
        self,
        statistics: Statistics,
        kernels: Kernels | None = None,
        sizes: Sizes | None = None,
    ) -> None:
        self.statistics = statistics
        self._vocabulary = Vocabulary(statistics)
        self._pairs = Pairs(statistics)
        self._kernels = kernels or NumpyKernels()
        self._layers = Layers.empty(sizes or Sizes())
        self._directory = Directory()
        self._slot_arrays = SlotArrays()

    def __len__(self) -> int:
        return len(self._directory)

    def __contains__(self, user_id: object) -> bool:
        return user_id in self._directory

    def put(self, user_id: str, weights: BlockWeights, local_scale: float) -> None:
        """Add a user, or replace them.

        Args:
            user_id: Whose weights.
            weights: Before idf, as ``TasteProfile.weights`` has them.
            local_scale: As ``TasteVectorizer.vector`` gives it.

        Raises:
            ValueError: A weight is no whole number of millionths in (0, 1], or the
                local scale is not finite and positive.

        Cost:
            Well below a millisecond, amortised; now and then segments are merged,
            which takes up to about three seconds.
        """
        row = encode_rows([(user_id, weights, local_scale)], self._vocabulary)
        layers = self._without([user_id])
        self._publish(layers.with_newest(row, self._vocabulary))

    def put_all(self, users: Iterable[WeightedUser]) -> None:
        """Add or replace many users; quicker than one by one.

        Raises:
            ValueError: As for ``put``; whole segments made before are in.
        """
        rest = iter(users)

        def next_rows(most: int) -> Rows:
            some = islice(rest, min(most, _USERS_AT_ONCE))
            return encode_rows(some, self._vocabulary)

        self._put_rows(next_rows)

    def put_packed(self, packed: Iterable[PackedUsers]) -> None:
        """Add or replace users who were packed elsewhere, as ``put_all`` does."""
        rest = (users for users in packed if users.user_ids)
        left: list[PackedUsers] = []

        def next_rows(most: int) -> Rows:
            users = left.pop() if left else next(rest, None)
            if users is None:
                return encode_rows((), self._vocabulary)
            if len(users.rows) > most:
                users, later = users.split(most)
                left.append(later)
            return users.under(self._vocabulary)

        self._put_rows(next_rows)

    def _put_rows(self, next_rows: Callable[[int], Rows]) -> None:
        """Put in what comes, a segment at a time.

        A segment is made before anything of the next one is numbered, so that the
        index does not depend on how many come together.
        """
        room = 0
        while not room:
            room, waiting = self._layers.sizes.growing[-1], list[Rows]()
            while room and len(rows := next_rows(room)):
                waiting.append(rows)
                room -= len(rows)
            if waiting:
                portion, waiting = join_rows(waiting), []
                self._put_portion(portion)

    def _put_portion(self, rows: Rows) -> None:
        # Of a user who comes twice, the last one stands.
        places = {user_id: place for place, user_id in enumerate(rows.user_ids)}
        if len(places) < len(rows):
            rows = rows.take(np.array(list(places.values())))
        layers = self._without(rows.user_ids)
        self._publish(layers.with_rows(rows, self._vocabulary))

    def remove(self, user_id: str) -> None:
        """Take a user out; nothing happens when they are not in."""
        layers = self._without([user_id])
        self._directory.remove(user_id)
        self._publish(layers)

    def vector(self, user_id: str) -> TasteVector | None:
        """Return a user's vector, equal to the vectorizer's; ``None`` if not in."""
        found = self._directory.find(user_id)
        if found is None:
            return None
        rows, place = found
        return rows.vector(place, self._vocabulary)

    def matches(
        self, viewer: TasteVector, user_ids: Iterable[str]
    ) -> Mapping[str, Match]:
        """Return users as matches of the viewer; who is not in is left out.

        Args:
            viewer: Who is looking: a vector of the same statistics.
            user_ids: Who might be a soulmate.
        """
        places: dict[int, tuple[Rows, list[int]]] = {}
        for user_id in user_ids:
            if (found := self._directory.find(user_id)) is not None:
                places.setdefault(id(found[0]), (found[0], []))[1].append(found[1])
        vocabulary = self._vocabulary
        matching = Matching(viewer, vocabulary, self.statistics, self._pairs)
        with self._slot_arrays.lend(matching.numbers, len(vocabulary)) as slots:
            return {
                match.user_id: match
                for rows, those in places.values()
                for match in matching.matches(rows, np.array(those), slots)
            }

    def match(self, viewer: TasteVector, user_id: str) -> Match | None:
        """Return a user as a match of the viewer; ``None`` if not in."""
        return self.matches(viewer, [user_id]).get(user_id)

    def nominate(
        self, viewer: TasteVector | str, n: int, *, exclude: Container[str] = ()
    ) -> list[str]:
        """Return the ``user_id`` of the first n that ``rank_vectors`` would give.

        Args:
            viewer: Who is looking: a vector of the same statistics, or, quicker, the
                ``user_id`` of a user in here.
            n: Length of the list, at least 1.
            exclude: Who is left out, besides the viewer.

        Returns:
            At most n, in the order of the ranking.

        Raises:
            KeyError: There is no such user in here.
            ValueError: n is below 1.
        """
        if n < 1:
            raise ValueError(f"n must be at least 1, not {n}")
        best, _ = self._search(viewer, n, exclude)
        return best.user_ids

    def work(self, viewer: TasteVector | str, n: int) -> tuple[int, int]:
        """Return how many postings a nomination reads, and how many rows it scores."""
        _, search = self._search(viewer, n, ())
        return search.postings_read, search.rows_scored

    def _search(
        self, viewer: TasteVector | str, n: int, exclude: Container[str]
    ) -> tuple[Best, Search]:
        layers, vocabulary = self._layers, self._vocabulary
        seen = self._seen(viewer)
        best = Best(n, seen.user_id, exclude)
        with self._slot_arrays.lend(seen.numbers, len(vocabulary)) as slots:
            rescoring = Rescoring(
                seen, slots, vocabulary, self.statistics, self._pairs, self._kernels
            )
            own = self._directory.find(seen.user_id)
            search = Search(seen, self._pairs, rescoring, best, self._kernels, own)
            for shelf in layers.shelves():
                search.visit(shelf)
            if layers.tail is not None:
                search.score(layers.tail, np.arange(len(layers.tail)))
        return best, search

    def _seen(self, viewer: TasteVector | str) -> Viewer:
        if isinstance(viewer, TasteVector):
            return view_vector(viewer, self._vocabulary)
        found = self._directory.find(viewer)
        if found is None:
            raise KeyError(viewer)
        return view_row(*found, self._vocabulary)

    def to_arrays(self) -> dict[str, Array]:
        """Return everything as named arrays, for a store to keep."""
        return index_arrays(self.statistics, self._vocabulary, self._layers)

    @classmethod
    def from_arrays(
        cls,
        statistics: Statistics,
        arrays: Mapping[str, Array],
        kernels: Kernels | None = None,
    ) -> Self:
        """Rebuild an index from what ``to_arrays`` made; big arrays are not copied.

        Raises:
            ValueError: The arrays were made under other statistics.
        """
        check_version(statistics, arrays)
        index = cls(statistics, kernels)
        fill_vocabulary(index._vocabulary, arrays)
        index._publish(layers_from(arrays))
        return index

    def _without(self, user_ids: Iterable[str]) -> Layers:
        found = map(self._directory.find, user_ids)
        there = (spot for spot in found if spot is not None)
        return self._layers.without(there, self._vocabulary)

    def _publish(self, layers: Layers) -> None:
        old = {id(rows): rows for rows, _ in self._layers.everybody()}
        for rows, gone in layers.everybody():
            if old.pop(id(rows), None) is None:
                self._directory.enter(rows, gone)
        self._layers = layers
        for rows in old.values():
            self._directory.forget(rows)
