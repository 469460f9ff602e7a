"""How pairs add up, and who of a segment can reach a similarity."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from backend.taste_profile.algorithm import BLOCK_WEIGHTS
from backend.taste_profile.assumptions import Assumption
from backend.taste_profile.exact_index._arrays import Array, Floats, Singles
from backend.taste_profile.exact_index._reading import ARTIST, LAST_TIER, Reading
from backend.taste_profile.exact_index._readings import BREADTH_PLACES, DEPTH_PLACES
from backend.taste_profile.exact_index._rows import KINDS
from backend.taste_profile.exact_index._segment import Segment
from backend.taste_profile.exact_index._viewer import Viewer
from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.statistics import Statistics

GRID = 1024
"""Assumptions are bounded by their values at so many steps of the artists' cosine."""

STEPS: Floats = np.arange(GRID + 1, dtype=np.float64)
STEPS *= BLOCK_WEIGHTS["artist"] / GRID
"""The artists' part of a sum at every step of their cosine."""

_MUSIC = sum(1 << KINDS.index(kind) for kind in ("artist", "track"))


@dataclass(frozen=True, eq=False)
class PairTerms:
    """How blocks add up to a similarity.

    Args:
        can_match: Whether such a pair can share an artist or a track.
        factor: What the stated weights of blocks are multiplied by: shares that add
            up to 1 over the blocks that count.
        shares: Kind to its share where both sides have it, else 0.
        assumed: Kind, share and assumption of every block that counts and is not
            known.
        assumed_above: What is assumed, all in all, at most: at every step of the
            artists' cosine; ``None`` when nothing is.
    """

    can_match: bool
    factor: float
    shares: Floats
    assumed: tuple[tuple[FeatureKind, float, Assumption], ...]
    assumed_above: Floats | None

    @cached_property
    def reached(self) -> Floats:
        """Bounds of the similarity at every step of the sum of weighted products.

        Where something is assumed, the artists' cosine is taken to be as large as the
        whole sum allows.
        """
        above = 0.0 if self.assumed_above is None else self.assumed_above
        return self.factor * (STEPS + BLOCK_WEIGHTS["artist"] / GRID) + above


class Pairs:
    """The terms of pairs under one version of the statistics, made when needed."""

    def __init__(self, statistics: Statistics) -> None:
        self._statistics = statistics
        self._terms: dict[tuple[int, int], PairTerms] = {}

    def terms(self, a: int, b: int) -> PairTerms:
        """Return the terms for two sides, given as bits of kinds."""
        terms = self._terms.get((a, b))
        if terms is None:
            terms = self._terms[a, b] = self._make(a, b)
        return terms

    def _make(self, a: int, b: int) -> PairTerms:
        counted = self._statistics.block_shares(_kinds(a), _kinds(b))
        total = math.fsum(BLOCK_WEIGHTS[kind] for kind, _, _ in counted)
        known = {kind: share for kind, share, is_known in counted if is_known}
        assumed = tuple(
            (kind, share, self._statistics.assumptions[kind])
            for kind, share, is_known in counted
            if not is_known
        )
        above = [self._above(share, assumption) for _, share, assumption in assumed]
        return PairTerms(
            can_match=bool(a & b & _MUSIC),
            factor=1 / total if total else 0.0,
            shares=np.array([known.get(kind, 0.0) for kind in KINDS]),
            assumed=assumed,
            assumed_above=np.sum(above, axis=0) if above else None,
        )

    def _above(self, share: float, assumption: Assumption) -> Floats:
        # Rising with the artists' cosine: the next step's value is never below.
        steps = (min(1.0, (step + 1) / GRID) for step in range(GRID + 1))
        return share * np.array([assumption.similarity(step) for step in steps])


def _kinds(bits: int) -> list[FeatureKind]:
    return [kind for place, kind in enumerate(KINDS) if bits >> place & 1]


_SLACK = 5e-5
"""Added to similarities: above what sums in single precision lose on the way."""

_ARTIST_PARTS = [int(BREADTH_PLACES[ARTIST]), int(DEPTH_PLACES[ARTIST])]
_ARTIST_WEIGHT = BLOCK_WEIGHTS["artist"]


class Bounds:
    """Bounds of the similarity to the rows of a segment.

    What was read is summed; what was not is bounded by Cauchy and Schwarz, part by
    part; a block that a side lacks is bounded by the assumption for the bound of the
    artists' cosine.
    """

    def __init__(self, segment: Segment, viewer: Viewer, pairs: Pairs) -> None:
        self._segment = segment
        starts = segment.bounds.tolist()
        kinds = segment.rows.kinds[segment.bounds[:-1]].tolist()
        self._slices = [
            (slice(start, end), terms)
            for start, end, bits in zip(starts[:-1], starts[1:], kinds, strict=True)
            if (terms := pairs.terms(viewer.bits, bits)).can_match
        ]

    @property
    def need_artists(self) -> bool:
        """Whether anything is assumed for any row."""
        return any(terms.assumed_above is not None for _, terms in self._slices)

    def able(self, reading: Reading, least: float) -> tuple[Array, Singles]:
        """Return rows that may be at least this similar, and their bounds."""
        found = [
            self._able_in(rows, terms, reading, least) for rows, terms in self._slices
        ]
        if len(found) == 1:
            return found[0]
        empty = (np.zeros(0, np.intp), np.zeros(0, np.float32))
        places, above = zip(empty, *found, strict=True)
        return np.concatenate(places), np.concatenate(above)

    def _able_in(
        self, rows: slice, terms: PairTerms, reading: Reading, least: float
    ) -> tuple[Array, Singles]:
        floor = _least_sum(terms, least - _SLACK) - _SLACK
        near, above = self._near(rows, reading, floor)
        artists = None
        if reading.artists is not None:
            artists = reading.artists[near]
            if reading.tier < LAST_TIER:
                unread = reading.unread_lengths()[_ARTIST_PARTS]
                common = self._segment.common[reading.tier]
                artists += unread @ common[_ARTIST_PARTS][:, near]
        above *= np.float32(terms.factor)
        if terms.assumed_above is not None and artists is not None:
            steps = (artists + _SLACK) * (GRID / _ARTIST_WEIGHT)
            above += terms.assumed_above.take(steps.astype(np.intp), mode="clip")
        above += np.float32(_SLACK)
        return near, above

    def _near(
        self, rows: slice, reading: Reading, floor: float
    ) -> tuple[Array, Singles]:
        """Return rows whose sums, what is unread included, may be at least this."""
        total = reading.total[rows]
        if reading.tier == LAST_TIER:
            near = np.flatnonzero(total >= max(floor, 0.0))
            return near + rows.start, total[near]
        unread = reading.unread_lengths()
        common = self._segment.common[reading.tier][:, rows]
        most_unread = float(unread @ self._segment.most_common[reading.tier])
        # Sums are not below 0, but for rows that are left out.
        near = np.flatnonzero(total >= max(floor - most_unread, 0.0))
        if len(near) < len(total) // 16:
            return near + rows.start, total[near] + unread @ common[:, near]
        total = total + unread @ common
        near = np.flatnonzero(total >= max(floor, 0.0))
        return near + rows.start, total[near]


def _least_sum(terms: PairTerms, least: float) -> float:
    """Return a sum of weighted products below which a similarity is not reached.

    Where something is assumed, the artists' cosine is taken to be as large as the
    whole sum allows.
    """
    if terms.assumed_above is None:
        return least / terms.factor
    step = int(terms.reached.searchsorted(least))
    if step <= GRID:
        return float(STEPS[step])
    return (least - float(terms.assumed_above[-1])) / terms.factor
