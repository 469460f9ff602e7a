"""What holds for every pair of the same two sets of blocks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from backend.taste_profile.algorithm import BLOCK_WEIGHTS
from backend.taste_profile.assumptions import Assumption
from backend.taste_profile.exact_index._arrays import Floats
from backend.taste_profile.exact_index._vocabulary import KINDS
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
