"""Rows scored for one viewer: their points, and the matches of those who are shown."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from backend.taste_profile.algorithm import POINTS
from backend.taste_profile.evidence import evidence_of
from backend.taste_profile.exact_index._arrays import Array, Floats
from backend.taste_profile.exact_index._bounds import Pairs
from backend.taste_profile.exact_index._readings import exact_parts
from backend.taste_profile.exact_index._rows import KINDS, Rows, Vocabulary
from backend.taste_profile.exact_index._viewer import Viewer
from backend.taste_profile.exact_index.kernels import Kernels
from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.ranking import Match
from backend.taste_profile.scoring import Part, score_parts, score_points
from backend.taste_profile.statistics import Statistics
from backend.taste_profile.vectors import TasteVector
from backend.taste_profile.weights import WEIGHT_STEPS

_ARTIST, _TRACK = KINDS.index("artist"), KINDS.index("track")

_ROUNDING = 1e-11
"""Far above what sums of a few hundred products can be off by."""

_NEARLY_SAME = 1 - 1e-4
"""A cosine by artists from which on the scorer itself decides."""

NO_MATCH = -1
"""Points of a person who shares no artist and no track."""


class Rescoring:
    """Scores rows for one viewer.

    Sums here are as exact as double precision allows, not the same to the last bit as
    the scorer's. Where that could change the points, the scorer itself decides.

    Args:
        viewer: Who is looking.
        slots: Feature number to 1 + its place among the viewer's features, else 0.
    """

    def __init__(
        self,
        viewer: Viewer,
        slots: Array,
        vocabulary: Vocabulary,
        statistics: Statistics,
        pairs: Pairs,
        kernels: Kernels,
    ) -> None:
        self._viewer = viewer
        self._slots = slots
        self._vocabulary = vocabulary
        self._statistics = statistics
        self._pairs = pairs
        self._kernels = kernels

    def points(self, rows: Rows, places: Array) -> Array:
        """Return the points of the rows at these places, or ``NO_MATCH``."""
        cosines, common = self._kernels.cosines(self._viewer, self._slots, rows, places)
        shares_music = (common[:, _ARTIST] > 0) | (common[:, _TRACK] > 0)
        scaled = np.zeros(len(places))
        scales = self._viewer.root * np.sqrt(rows.local_scales[places])
        similarities = self._similarities(cosines, rows.kinds[places])
        some = np.flatnonzero(similarities > 0)
        s = similarities[some]
        scaled[some] = s / (s + (1 - s) * scales[some])
        exact = scaled * POINTS + 0.5
        points = np.floor(exact).astype(np.int64)
        doubt = POINTS * _ROUNDING * np.maximum(1.0, 1 / scales)
        unsure = np.abs(exact - np.rint(exact)) <= doubt
        # Near 1, a small exponent of an assumption makes much of the last bits.
        unsure |= cosines[:, _ARTIST] > _NEARLY_SAME
        for i in np.flatnonzero(unsure & shares_music).tolist():
            other = rows.vector(int(places[i]), self._vocabulary)
            points[i] = score_points(self._viewer.vector(), other, self._statistics)
        return np.where(shares_music, points, NO_MATCH)

    def _similarities(self, cosines: Floats, kinds: Array) -> Floats:
        several = set(kinds.tolist())
        similarities = np.zeros(len(kinds))
        for bits in several:
            those = np.flatnonzero(kinds == bits) if len(several) > 1 else slice(None)
            terms = self._pairs.terms(self._viewer.bits, bits)
            similarities[those] = cosines[those] @ terms.shares
            if terms.assumed:
                artists = np.minimum(1.0, cosines[those, _ARTIST]).tolist()
                for _, share, assumption in terms.assumed:
                    similarities[those] += [
                        share * assumption.similarity(cosine) for cosine in artists
                    ]
        return np.minimum(1.0, similarities)


@dataclass(frozen=True, eq=False)
class Shared:
    """What rows share with a viewer, row by row.

    Args:
        rows: Of each shared feature: which of the rows has it.
        features: Which of the viewer's features it is.
        amounts: Products of both sides' weights, as the scorer has them.
        artists: Of each row: how many artists it has, shared or not.
    """

    rows: Array
    features: Array
    amounts: Floats
    artists: Sequence[int]


class Matching:
    """Makes the matches that ``match_pair`` makes of whole vectors, to the last bit.

    Args:
        viewer: Who is looking.
        vocabulary: Numbers the features of the rows.
        statistics: What everybody is judged by.
        pairs: How blocks add up.
    """

    def __init__(
        self,
        viewer: TasteVector,
        vocabulary: Vocabulary,
        statistics: Statistics,
        pairs: Pairs,
    ) -> None:
        self._viewer = viewer
        self._vocabulary = vocabulary
        self._statistics = statistics
        self._pairs = pairs
        self._bits = sum(1 << KINDS.index(kind) for kind in viewer.blocks)
        named: list[tuple[FeatureKind, str]] = []
        numbers: list[int] = []
        parts: list[tuple[float, float]] = []
        for kind, block in viewer.blocks.items():
            named += [(kind, key) for key in block]
            numbers += vocabulary.find(kind, block)
            parts += block.values()
        # What nobody has is shared with nobody.
        known = [place for place, number in enumerate(numbers) if number >= 0]
        self._named = [named[place] for place in known]
        self._parts = np.array([parts[place] for place in known]).reshape(-1, 2)
        self.numbers = np.array([numbers[place] for place in known], np.intp)

    def matches(self, rows: Rows, places: Array, slots: Array) -> Iterator[Match]:
        """Yield the rows at these places as matches.

        Args:
            rows: Where the others are.
            places: Which rows.
            slots: Feature number to 1 + its place in ``numbers``, else 0.
        """
        shared = self._shared(rows, places, slots)
        bits = rows.kinds[places].tolist()
        terms = [self._pairs.terms(self._bits, theirs) for theirs in bits]
        kinds = self._vocabulary.kinds[self.numbers[shared.features]]
        weights = np.array([each.shares for each in terms])[shared.rows, kinds]
        weighted = (weights * shared.amounts).tolist()
        named = list(map(self._named.__getitem__, shared.features.tolist()))
        ends = np.searchsorted(shared.rows, np.arange(1, len(places) + 1)).tolist()
        end = 0
        for i, place in enumerate(places.tolist()):
            start, end = end, ends[i]
            parts: list[Part] = [
                (amount, kind, key)
                for amount, (kind, key) in zip(
                    weighted[start:end], named[start:end], strict=True
                )
            ]
            is_artist = kinds[start:end] == _ARTIST
            if terms[i].assumed:
                artists = math.fsum(shared.amounts[start:end][is_artist].tolist())
                for kind, share, assumption in terms[i].assumed:
                    usual = assumption.similarity(min(1.0, artists))
                    parts.append((share * usual, kind, None))
            score = score_parts(
                parts, self._viewer.local_scale, float(rows.local_scales[place])
            )
            mine = len(self._viewer.blocks.get("artist", ()))
            both = (mine, shared.artists[i])
            yield Match(
                user_id=rows.user_ids[place],
                score=score,
                evidence=evidence_of(score, both, int(np.count_nonzero(is_artist))),
                one_in=self._statistics.one_in(score.points),
            )

    def _shared(self, rows: Rows, places: Array, slots: Array) -> Shared:
        spots, counts = rows.spots(places)
        features = rows.features.take(spots)
        which = np.repeat(np.arange(len(places)), counts)
        is_artist = self._vocabulary.kinds.take(features) == _ARTIST
        artists = np.bincount(which[is_artist], minlength=len(places)).tolist()
        slot = slots.take(features)
        mine = np.flatnonzero(slot)
        slot, which, spots = slot[mine].astype(np.intp) - 1, which[mine], spots[mine]
        numbers = self.numbers[slot]
        kinds = self._vocabulary.kinds[numbers]
        # A block that tells nothing is no block.
        is_block = np.flatnonzero(rows.kinds[places][which] >> kinds & 1)
        slot, which, spots = slot[is_block], which[is_block], spots[is_block]
        numbers, kinds = numbers[is_block], kinds[is_block]
        broad, deep = exact_parts(
            rows.weights[spots] / WEIGHT_STEPS,
            self._vocabulary.idf[numbers],
            kinds,
            rows.lengths,
            places[which],
        )
        broad *= self._parts[slot, 0]
        deep *= self._parts[slot, 1]
        broad += deep
        return Shared(which, slot, broad, artists)
