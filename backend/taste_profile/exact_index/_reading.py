"""Reading a viewer's posting lists in one segment."""

from __future__ import annotations

import numpy as np

from backend.taste_profile.algorithm import BLOCK_WEIGHTS
from backend.taste_profile.exact_index._arrays import Array, Singles
from backend.taste_profile.exact_index._readings import (
    BREADTH_PLACES,
    DEPTH_PLACES,
    PARTS,
)
from backend.taste_profile.exact_index._rows import KINDS
from backend.taste_profile.exact_index._segment import COMMON, Segment
from backend.taste_profile.exact_index._viewer import Viewer
from backend.taste_profile.exact_index.kernels import Kernels, places_of

ARTIST = KINDS.index("artist")
LAST_TIER = len(COMMON)

_MUSIC = (ARTIST, KINDS.index("track"))
_WEIGHTS = np.array([BLOCK_WEIGHTS[kind] for kind in KINDS])
_LEFT_OUT = -1e3


class Reading:
    """Sums over the lists of rare features first, of common ones on request.

    Args:
        segment: Whose lists.
        viewer: Whose features.
        kernels: Does the adding.
        is_artists_apart: Whether the artists' sums are needed by themselves.

    Attributes:
        total: Per row: at least the products over the lists that were read, blocks
            weighted as stated; below 0 for rows that are left out.
        artists: The part of the artists in it; ``None`` unless kept apart.
        tier: The tier up to which lists were read, -1 at first.
        n_postings: How many postings were read.
    """

    def __init__(
        self,
        segment: Segment,
        viewer: Viewer,
        kernels: Kernels,
        *,
        is_artists_apart: bool,
    ) -> None:
        self._postings = segment.postings
        self._kernels = kernels
        self.total: Singles = np.zeros(len(segment.rows), np.float32)
        self.artists = np.zeros_like(self.total) if is_artists_apart else None
        self.tier = -1
        self.n_postings = 0
        lists = viewer.numbers
        mine: Array | slice = slice(None)
        if lists.max(initial=-1) >= len(segment.tiers):
            # Features that came later than this segment.
            mine = np.flatnonzero(lists < len(segment.tiers))
            lists = lists[mine]
        self._starts = segment.starts[lists].astype(np.intp)
        self._ends = segment.starts[lists + 1].astype(np.intp)
        self._tiers = segment.tiers[lists]
        self._kinds = viewer.kinds[mine]
        weights = _WEIGHTS[self._kinds]
        self._broad = weights * viewer.broad[mine]
        self._deep = weights * viewer.deep[mine]

    def read_up_to(self, tier: int) -> None:
        """Read the lists of this tier and below that were not read yet."""
        asked = (self._tiers > self.tier) & (self._tiers <= tier)
        self.tier = tier
        if self.artists is None:
            self._add(asked, self.total)
            return
        is_artist = self._kinds == ARTIST
        before = self.artists.copy()
        self._add(asked & is_artist, self.artists)
        self.total += self.artists - before
        self._add(asked & ~is_artist, self.total)

    def postings_of_next_tier(self) -> int:
        """Return how many postings the next tier's lists hold."""
        those = self._tiers == self.tier + 1
        return int((self._ends[those] - self._starts[those]).sum())

    def leave_out(self, rows: Array) -> None:
        """Make sure that these rows are not found, whatever is read."""
        self.total[rows] = _LEFT_OUT

    def leave_out_without_music(self) -> None:
        """Leave out who shares no artist and no track."""
        is_without = np.ones(len(self.total), bool)
        for i in np.flatnonzero(np.isin(self._kinds, _MUSIC)).tolist():
            postings = self._postings[self._starts[i] : self._ends[i]]
            is_without[places_of(postings)] = False
        self.leave_out(is_without)

    def unread_lengths(self) -> Singles:
        """Return the length of each part of the viewer that was not read, weighted."""
        unread = np.flatnonzero(self._tiers > self.tier)
        kinds = self._kinds[unread]
        squares = np.bincount(BREADTH_PLACES[kinds], self._broad[unread] ** 2, PARTS)
        squares += np.bincount(DEPTH_PLACES[kinds], self._deep[unread] ** 2, PARTS)
        return np.sqrt(squares).astype(np.float32)

    def _add(self, is_asked: Array, sums: Singles) -> None:
        lists = np.flatnonzero(is_asked)
        starts, ends = self._starts[lists], self._ends[lists]
        parts = (self._broad[lists], self._deep[lists])
        self._kernels.add_lists(self._postings, (starts, ends), parts, sums)
        self.n_postings += int((ends - starts).sum())
