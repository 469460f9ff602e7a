"""How rows are spread over segments, so that adding one is cheap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from backend.taste_profile.exact_index._arrays import Array
from backend.taste_profile.exact_index._rows import Rows, Vocabulary, join_rows
from backend.taste_profile.exact_index._segment import MAX_ROWS, Segment, build_segment


@dataclass(frozen=True)
class Sizes:
    """How many rows things hold.

    Args:
        tail: So many of the newest have no lists and are always scored.
        growing: Growing layers, smallest first; a full one goes into the next, and
            the last into a segment that grows no more. At most ``MAX_ROWS``.
    """

    tail: int = 64
    growing: tuple[int, ...] = (1 << 10, 1 << 14, MAX_ROWS)


_NOBODY = np.zeros(0, np.intp)


@dataclass(frozen=True, eq=False)
class Shelf:
    """A segment, and the places of those who are gone from it."""

    segment: Segment
    gone: Array

    def there(self) -> Rows:
        """Return the rows of those who are still there."""
        rows = self.segment.rows
        if not len(self.gone):
            return rows
        return rows.take(np.delete(np.arange(len(rows)), self.gone))

    def without(self, places: Sequence[int]) -> Shelf:
        """Return the shelf without some rows; readers keep theirs."""
        return replace(self, gone=np.append(self.gone, places))


@dataclass(frozen=True, eq=False)
class Layers:
    """Everybody at one moment; a change makes another.

    Args:
        sizes: How many rows layers hold.
        full: Segments that take no more rows.
        growing: One place per growing layer.
        tail: The newest rows.
    """

    sizes: Sizes
    full: tuple[Shelf, ...]
    growing: tuple[Shelf | None, ...]
    tail: Rows | None

    @classmethod
    def empty(cls, sizes: Sizes) -> Layers:
        """Return layers without anybody."""
        return cls(sizes, (), (None,) * len(sizes.growing), None)

    def shelves(self) -> Iterator[Shelf]:
        """Yield all segments, the biggest first."""
        yield from self.full
        yield from (shelf for shelf in reversed(self.growing) if shelf is not None)

    def everybody(self) -> Iterator[tuple[Rows, Array]]:
        """Yield all rows, each with the places of those who are gone."""
        yield from ((shelf.segment.rows, shelf.gone) for shelf in self.shelves())
        if self.tail is not None:
            yield self.tail, _NOBODY

    def with_rows(self, rows: Rows, vocabulary: Vocabulary) -> Layers:
        """Return the layers with more rows, merged with those of layers too small.

        Cost:
            Sorting every row about once per layer and 1/16 of the next one's size:
            amortised well below a millisecond a row.
        """
        full, growing = list(self.full), list(self.growing)
        rows = self._cut(rows, full, vocabulary)
        for i, most in enumerate(self.sizes.growing):
            shelf = growing[i]
            if not len(rows):
                continue
            if shelf is not None:
                rows = self._cut(join_rows([shelf.there(), rows]), full, vocabulary)
            growing[i] = None
            if 0 < len(rows) <= most:
                growing[i] = _new_shelf(rows, vocabulary)
                rows = rows.take(_NOBODY)
        return replace(self, full=tuple(full), growing=tuple(growing))

    def _cut(self, rows: Rows, full: list[Shelf], vocabulary: Vocabulary) -> Rows:
        """Make as many full segments as there are rows for; return the rows left."""
        size, places = self.sizes.growing[-1], np.arange(len(rows))
        while len(places) >= size:
            first, places = places[:size], places[size:]
            full.append(_new_shelf(rows.take(first), vocabulary))
        return rows if len(places) == len(rows) else rows.take(places)

    def without(
        self, found: Iterable[tuple[Rows, int]], vocabulary: Vocabulary
    ) -> Layers:
        """Return the layers without some of the rows that they hold.

        A segment that has lost half of its rows is merged with others.
        """
        gone: defaultdict[int, list[int]] = defaultdict(list)
        for rows, place in found:
            gone[id(rows)].append(place)
        layers, moved = self, []
        if self.tail is not None and id(self.tail) in gone:
            kept = np.delete(np.arange(len(self.tail)), gone[id(self.tail)])
            layers = replace(self, tail=self.tail.take(kept) if len(kept) else None)
        for shelf in self.shelves():
            if id(shelf.segment.rows) in gone:
                lighter = shelf.without(gone[id(shelf.segment.rows)])
                if 2 * len(lighter.gone) > len(shelf.segment.rows):
                    moved.append(lighter.there())
                    layers = layers._with_shelf(shelf, None)
                else:
                    layers = layers._with_shelf(shelf, lighter)
        return layers.with_rows(join_rows(moved), vocabulary) if moved else layers

    def with_newest(self, row: Rows, vocabulary: Vocabulary) -> Layers:
        """Return the layers with one more row, at the tail as long as that is short."""
        tail = row if self.tail is None else join_rows([self.tail, row])
        if len(tail) < self.sizes.tail:
            return replace(self, tail=tail)
        return replace(self, tail=None).with_rows(tail, vocabulary)

    def _with_shelf(self, old: Shelf, new: Shelf | None) -> Layers:
        kept = (new if shelf is old else shelf for shelf in self.full)
        growing = tuple(new if shelf is old else shelf for shelf in self.growing)
        full = tuple(shelf for shelf in kept if shelf is not None)
        return replace(self, full=full, growing=growing)


def _new_shelf(rows: Rows, vocabulary: Vocabulary) -> Shelf:
    return Shelf(build_segment(rows, vocabulary), _NOBODY)
