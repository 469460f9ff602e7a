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
from math import floor
from typing import NamedTuple

from backend.taste_profile.algorithm import (
    ASSUMED_EXPONENT,
    ASSUMED_GENRE_BASE,
    BLOCK_WEIGHTS,
    BREADTH_PART,
    BREADTH_SHARE,
    MIN_AVERAGED_PAIRS,
    MIN_LOCAL_SCALE,
    PANEL_LIKENESS,
    PANEL_NEIGHBOURS,
    PANEL_SIZE,
    POINTS,
    YOUNG_COMMUNITY,
)
from tests.taste_profile.oracle_weights import (
    Weights,
    chosen,
    depth,
    exactly,
    in_digits,
)

Readings = Sequence[tuple[Decimal, Mapping[str, Decimal]]]
"""Parts of a block's similarity, each with a vector of length 1."""

BLOCKS: Mapping[str, float] = {**BLOCK_WEIGHTS}
ONE = Decimal(1)
NEARLY_NOTHING = Decimal("1e-40")
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
        if len(panel) >= YOUNG_COMMUNITY:
            self.panel = panel
            self.usual = self._measured()
            nearness = [self._nearness(user, panel[user]) for user in panel]
            self.panel_mean = _geometric_mean(nearness)

    @exactly
    def vector(self, user_id: str, weights: Weights) -> Vector:
        blocks = self._blocks(weights)
        if not self.panel:
            return Vector(user_id, blocks, ONE)
        relative = self._nearness(user_id, blocks) / self.panel_mean
        least = in_digits(chosen(MIN_LOCAL_SCALE))
        return Vector(user_id, blocks, max(least, relative))

    @exactly
    def exact_points(self, a: Vector, b: Vector) -> Decimal:
        """Return the score in points before it is rounded to whole ones."""
        s = _total(self.rows(a.blocks, b.blocks))
        c = (a.local_scale * b.local_scale).sqrt()
        return POINTS * s / (s + (1 - s) * c) if s else Decimal(0)

    @exactly
    def points(self, a: Vector, b: Vector) -> int:
        return floor(self.exact_points(a, b) + ONE / 2)

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
        total = sum(chosen(BLOCKS[kind]) for kind in counted)
        by_artist = None
        rows = []
        for kind in counted:
            share = in_digits(chosen(BLOCKS[kind]) / total)
            if kind in a and kind in b:
                shared = _shared(a[kind], b[kind])
                rows += [Row(kind, key, share * part) for key, part in shared.items()]
                continue
            if by_artist is None:
                by_artist = _cosine(a.get("artist", ()), b.get("artist", ()))
            rows.append(Row(kind, None, share * _assumed(by_artist, *self.usual[kind])))
        return rows

    def _blocks(self, weights: Weights) -> Mapping[str, Readings]:
        breadth_share, part = chosen(BREADTH_SHARE), in_digits(chosen(BREADTH_PART))
        blocks: dict[str, Readings] = {}
        for kind, block in weights.items():
            idf = {key: self._idf(kind, key) for key in block}
            if kind in ("artist", "track"):
                broad = {k: in_digits(w / (w + breadth_share)) for k, w in block.items()}
                deep = {k: depth(w) for k, w in block.items()}
                readings = [(part, broad), (1 - part, deep)]
            else:
                readings = [(ONE, {k: in_digits(w) for k, w in block.items()})]
            if any(idf.values()):
                blocks[kind] = [(p, _unit(reading, idf)) for p, reading in readings]
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
            near = (_cosine(blocks["artist"], m["artist"]) for m in admitted.values())
            if len(admitted) < PANEL_SIZE and max(near, default=0) < PANEL_LIKENESS:
                admitted[user] = blocks
        return admitted

    def _measured(self) -> Mapping[str, tuple[Decimal, Decimal]]:
        pairs = _pairs(list(self.panel.values()))
        artists = Counter(_cosine(a["artist"], b["artist"]) for a, b in pairs)
        usual = {"genre": (in_digits(chosen(ASSUMED_GENRE_BASE)), _usual_exponent())}
        for kind in ("track", "genre", "era"):
            known = [_cosine(a[kind], b[kind]) for a, b in pairs if kind in a.keys() & b]
            if len(known) >= MIN_AVERAGED_PAIRS:
                usual[kind] = _fitted(sum(known, Decimal(0)) / len(known), artists)
        return usual

    def _nearness(self, user_id: str, blocks: Mapping[str, Readings]) -> Decimal:
        near = sorted(
            _total(self.rows(blocks, member))
            for other, member in self.panel.items()
            if other != user_id
        )[-PANEL_NEIGHBOURS:]
        return sum(near, Decimal(0)) / len(near)


def is_near_border(exact_points: Decimal) -> bool:
    """Tell whether rounding could go either way in ordinary arithmetic."""
    return abs(exact_points % 1 - ONE / 2) < BORDER


def _total(rows: Sequence[Row]) -> Decimal:
    return sum((row.amount for row in rows), Decimal(0))


def _unit(
    reading: Mapping[str, Decimal], idf: Mapping[str, Decimal]
) -> Mapping[str, Decimal]:
    telling = {key: weight * idf[key] for key, weight in reading.items()}
    length = sum((w * w for w in telling.values()), Decimal(0)).sqrt()
    return {key: weight / length for key, weight in telling.items()}


def _shared(a: Readings, b: Readings) -> Mapping[str, Decimal]:
    shared: dict[str, Decimal] = {}
    for (part, left), (_, right) in zip(a, b, strict=True):
        for key in left.keys() & right:
            shared[key] = shared.get(key, Decimal(0)) + part * left[key] * right[key]
    return shared


def _cosine(a: Readings, b: Readings) -> Decimal:
    return sum(_shared(a, b).values(), Decimal(0)) if a and b else Decimal(0)


def _assumed(by_artist: Decimal, base: Decimal, exponent: Decimal) -> Decimal:
    apart = 1 - by_artist
    if apart < NEARLY_NOTHING:
        return ONE
    return 1 - (1 - base) * apart**exponent


def _fitted(average: Decimal, artists: Counter[Decimal]) -> tuple[Decimal, Decimal]:
    """Return base and exponent that give the pairs their average."""
    exponent = _usual_exponent()
    base = 1 - (1 - average) / _mean_power(artists, exponent)
    if base >= 0:
        return base, exponent
    # Newton's method, from below: the mean of powers falls and is convex.
    exponent, logs = Decimal(0), {a: (1 - a).ln() for a in artists}
    while True:
        powers = {a: (exponent * logs[a]).exp() for a in artists}
        excess = sum(n * powers[a] for a, n in artists.items()) / artists.total()
        slope = sum(n * powers[a] * logs[a] for a, n in artists.items())
        step = (1 - average - excess) * artists.total() / slope
        exponent += step
        if abs(step) < Decimal("1e-25"):
            return Decimal(0), exponent


def _mean_power(artists: Counter[Decimal], exponent: Decimal) -> Decimal:
    powers = (n * (1 - a) ** exponent for a, n in artists.items())
    return sum(powers, Decimal(0)) / artists.total()


def _usual_exponent() -> Decimal:
    return in_digits(chosen(ASSUMED_EXPONENT))


def _pairs(
    members: Sequence[Mapping[str, Readings]],
) -> Sequence[tuple[Mapping[str, Readings], Mapping[str, Readings]]]:
    return [(a, b) for place, a in enumerate(members) for b in members[:place]]


def _geometric_mean(values: Sequence[Decimal]) -> Decimal:
    logs = [value.ln() for value in values if value > 0]
    return (sum(logs, Decimal(0)) / len(logs)).exp() if logs else ONE


def _hashed(user_id: str) -> int:
    return int(blake2b(user_id.encode(), digest_size=8).hexdigest(), 16)


@lru_cache(maxsize=100_000)
def _log_ratio(people: int, having: int) -> Decimal:
    return (Decimal(people) / Decimal(having)).ln()
