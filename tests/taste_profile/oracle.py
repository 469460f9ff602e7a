"""The score in exact arithmetic: the formula written once more, from its words.

Shares no code with the core, only the numbers that were chosen. It is slow and plain:
no postings, no sampling beyond what the words ask for, every pair by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations
from math import floor
from typing import NamedTuple

from backend.taste_profile.algorithm import (
    ASSUMED_GENRE_BASE,
    BLOCK_WEIGHTS,
    MIN_AVERAGED_PAIRS,
    MIN_LOCAL_SCALE,
    PANEL_LIKENESS,
    PANEL_NEIGHBOURS,
    PANEL_SIZE,
    POINTS,
    YOUNG_COMMUNITY,
)
from tests.taste_profile.oracle_assumptions import assumed, fitted, usual_exponent
from tests.taste_profile.oracle_vectors import Readings, cosine, readings_of, shared
from tests.taste_profile.oracle_weights import Weights, chosen, exactly, in_digits

BLOCKS: Mapping[str, float] = dict(BLOCK_WEIGHTS.items())
ONE = Decimal(1)
BORDER = Decimal("1e-9")


class Vector(NamedTuple):
    """A user's blocks, and how near that user is to everybody."""

    user_id: str
    blocks: Mapping[str, Readings]
    local_scale: Decimal


class Row(NamedTuple):
    """An amount of similarity: of a feature, or assumed of a block."""

    kind: str
    key: str | None
    amount: Decimal


class Population:
    """What the statistics should say about people whose weights are given."""

    @exactly
    def __init__(self, people: Mapping[str, Weights]) -> None:
        self.people = Counter(kind for weights in people.values() for kind in weights)
        self.frequency = Counter(
            key
            for weights in people.values()
            for block in weights.values()
            for key in block
        )
        self.usual: dict[str, tuple[Decimal, Decimal]] = {}
        self.panel_mean = ONE
        self.panel: Mapping[str, Mapping[str, Readings]] = {}
        panel = self._admitted(people)
        near: Mapping[str, Decimal] = {}
        if len(panel) >= YOUNG_COMMUNITY:
            self.panel = panel
            self.usual = self._measured()
            near = self._near_each_other()
            self.panel_mean = _geometric_mean(list(near.values()))
        self.vectors = {
            user: self._vector(user, self.panel[user], near[user])
            if user in near
            else self.vector(user, people[user])
            for user in people
        }

    @exactly
    def vector(self, user_id: str, weights: Weights) -> Vector:
        """Return the vector of anybody, also of who was not counted."""
        blocks = self._blocks(weights)
        if not self.panel:
            return Vector(user_id, blocks, ONE)
        others = [m for member, m in self.panel.items() if member != user_id]
        near = _mean_of_nearest([_total(self.rows(blocks, m)) for m in others])
        return self._vector(user_id, blocks, near)

    @exactly
    def exact_points(self, a: Vector, b: Vector) -> Decimal:
        """Return the score in points before it is rounded to whole ones."""
        s = _total(self.rows(a.blocks, b.blocks))
        c = (a.local_scale * b.local_scale).sqrt()
        return POINTS * s / (s + (1 - s) * c) if s else Decimal(0)

    @exactly
    def points(self, a: Vector, b: Vector) -> int:
        return whole_points(self.exact_points(a, b))

    @exactly
    def split(self, a: Vector, b: Vector) -> Mapping[tuple[str, str | None], int]:
        """Return the points of every row, by the method of largest remainders."""
        rows, points = self.rows(a.blocks, b.blocks), self.points(a, b)
        total = _total(rows)
        if not total:
            return {(row.kind, row.key): 0 for row in rows}
        exact = {(row.kind, row.key): row.amount / total * points for row in rows}
        split = {name: floor(share) for name, share in exact.items()}
        by_remainder = sorted(exact, key=lambda name: split[name] - exact[name])
        for name in by_remainder[: points - sum(split.values())]:
            split[name] += 1
        return split

    @exactly
    def rows(
        self, a: Mapping[str, Readings], b: Mapping[str, Readings]
    ) -> Sequence[Row]:
        """Return what a similarity is made of, before local scaling."""
        counted = [k for k in BLOCKS if (k in a and k in b) or k in self.usual]
        artists = shared(a.get("artist", ()), b.get("artist", ()))
        rows = []
        for kind, share in zip(counted, _shares(tuple(counted)), strict=True):
            if kind in a and kind in b:
                parts = artists if kind == "artist" else shared(a[kind], b[kind])
                rows += [Row(kind, key, share * part) for key, part in parts.items()]
            else:
                by_artist = sum(artists.values(), Decimal(0))
                usual = assumed(by_artist, *self.usual[kind])
                rows.append(Row(kind, None, share * usual))
        return rows

    def _vector(
        self, user_id: str, blocks: Mapping[str, Readings], near: Decimal
    ) -> Vector:
        least = in_digits(chosen(MIN_LOCAL_SCALE))
        return Vector(user_id, blocks, max(least, near / self.panel_mean))

    def _blocks(self, weights: Weights) -> Mapping[str, Readings]:
        blocks: dict[str, Readings] = {}
        for kind, block in weights.items():
            idf = {key: self._idf(kind, key) for key in block}
            if any(idf.values()):
                blocks[kind] = readings_of(kind, block, idf)
        return blocks

    def _idf(self, kind: str, key: str) -> Decimal:
        people = self.people[kind]
        if not people:
            return ONE
        rarity = _log_ratio(people + 1, min(max(1, self.frequency[key]), people) + 1)
        return rarity + 1 if kind in ("artist", "track") else rarity

    def _admitted(
        self, people: Mapping[str, Weights]
    ) -> Mapping[str, Mapping[str, Readings]]:
        drawn = sorted(people, key=lambda user: (_hashed(user), user))
        admitted: dict[str, Mapping[str, Readings]] = {}
        for user in drawn[: 2 * PANEL_SIZE]:
            blocks = self._blocks(people[user])
            near = (cosine(blocks["artist"], m["artist"]) for m in admitted.values())
            if len(admitted) < PANEL_SIZE and max(near, default=0) < PANEL_LIKENESS:
                admitted[user] = blocks
        return admitted

    def _measured(self) -> dict[str, tuple[Decimal, Decimal]]:
        pairs = list(combinations(self.panel.values(), 2))
        artists = Counter(cosine(a["artist"], b["artist"]) for a, b in pairs)
        usual = {"genre": (in_digits(chosen(ASSUMED_GENRE_BASE)), usual_exponent())}
        for kind in ("track", "genre", "era"):
            known = [cosine(a[kind], b[kind]) for a, b in pairs if kind in a.keys() & b]
            if len(known) >= MIN_AVERAGED_PAIRS:
                usual[kind] = fitted(sum(known, Decimal(0)) / len(known), artists)
        return usual

    def _near_each_other(self) -> Mapping[str, Decimal]:
        near: Mapping[str, list[Decimal]] = {user: [] for user in self.panel}
        for (user, a), (other, b) in combinations(self.panel.items(), 2):
            similarity = _total(self.rows(a, b))
            near[user].append(similarity)
            near[other].append(similarity)
        return {user: _mean_of_nearest(values) for user, values in near.items()}


def whole_points(exact_points: Decimal) -> int:
    """Round to whole points, half a point up."""
    return floor(exact_points + ONE / 2)


def is_near_border(exact_points: Decimal) -> bool:
    """Tell whether rounding could go either way in ordinary arithmetic."""
    return abs(exact_points % 1 - ONE / 2) < BORDER


def _total(rows: Sequence[Row]) -> Decimal:
    return sum((row.amount for row in rows), Decimal(0))


@lru_cache
def _shares(counted: Sequence[str]) -> Sequence[Decimal]:
    total = sum(chosen(BLOCKS[kind]) for kind in counted)
    return [in_digits(chosen(BLOCKS[kind]) / total) for kind in counted]


def _mean_of_nearest(similarities: Sequence[Decimal]) -> Decimal:
    nearest = sorted(similarities)[-PANEL_NEIGHBOURS:]
    return sum(nearest, Decimal(0)) / len(nearest)


def _geometric_mean(values: Sequence[Decimal]) -> Decimal:
    logs = [value.ln() for value in values if value > 0]
    return (sum(logs, Decimal(0)) / len(logs)).exp() if logs else ONE


def _hashed(user_id: str) -> int:
    return int(blake2b(user_id.encode(), digest_size=8).hexdigest(), 16)


@lru_cache(maxsize=100_000)
def _log_ratio(people: int, having: int) -> Decimal:
    return (Decimal(people) / Decimal(having)).ln()
