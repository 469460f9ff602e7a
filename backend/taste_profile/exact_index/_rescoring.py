"""The points of a few rows, as the one scorer would give them."""

from __future__ import annotations

import numpy as np

from backend.taste_profile.algorithm import POINTS
from backend.taste_profile.exact_index._arrays import Array, Floats
from backend.taste_profile.exact_index._pairs import Pairs
from backend.taste_profile.exact_index._rows import Rows
from backend.taste_profile.exact_index._viewer import Viewer
from backend.taste_profile.exact_index._vocabulary import KINDS, Vocabulary
from backend.taste_profile.exact_index.kernels import Kernels
from backend.taste_profile.scoring import score_points
from backend.taste_profile.statistics import Statistics

_ARTIST, _TRACK = KINDS.index("artist"), KINDS.index("track")

_ROUNDING = 1e-11
"""Far above what sums of a few hundred products can be off by."""

_NEARLY_SAME = 1 - 1e-4
"""A cosine by artists from which on the scorer itself is asked."""

NO_MATCH = -1
"""Points of a person who shares no artist and no track."""


class Rescoring:
    """Scores rows for one viewer.

    Sums here are as exact as double precision allows, not the same to the last bit as
    the scorer's. Where that could change the points, the scorer itself is asked.

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
