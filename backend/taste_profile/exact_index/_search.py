"""The best n so far, and finding who may get in, segment by segment."""

from __future__ import annotations

from bisect import insort
from collections.abc import Container, Iterable

import numpy as np

from backend.taste_profile.algorithm import POINTS
from backend.taste_profile.exact_index._arrays import Array, Singles
from backend.taste_profile.exact_index._bounds import Bounds, Pairs
from backend.taste_profile.exact_index._layers import Shelf
from backend.taste_profile.exact_index._reading import LAST_TIER, Reading
from backend.taste_profile.exact_index._rescoring import Rescoring
from backend.taste_profile.exact_index._rows import Rows
from backend.taste_profile.exact_index._segment import Segment
from backend.taste_profile.exact_index._viewer import Viewer
from backend.taste_profile.exact_index.kernels import Kernels

_SLACK = 1e-6
"""In points; far above what a score's last bits are worth."""


class Best:
    """The first n of a ranking: highest points first, ties by ``user_id``.

    Args:
        n: How many there are at most.
        viewer: Whose ranking it is.
        excluded: Who, beside the viewer, never gets in.
    """

    def __init__(self, n: int, viewer: str, excluded: Container[str]) -> None:
        self.n = n
        self._viewer = viewer
        self._excluded = excluded
        self._entries: list[tuple[int, str]] = []

    def add(self, entries: Iterable[tuple[int, str]]) -> None:
        """Let people in who have the points for it.

        Args:
            entries: Points and ``user_id``; nobody is named twice.
        """
        for points, user_id in entries:
            is_out = user_id == self._viewer or user_id in self._excluded
            if points >= self.points_needed and not is_out:
                insort(self._entries, (-points, user_id))
                del self._entries[self.n :]

    @property
    def points_needed(self) -> int:
        """The points of the last one; 0 while there is room."""
        return -self._entries[-1][0] if len(self._entries) == self.n else 0

    @property
    def odds_needed(self) -> float:
        """Odds of a score that is just rounded up to the points needed."""
        score = max(0.0, self.points_needed - 0.5 - _SLACK) / POINTS
        return score / (1 - score)

    @property
    def user_ids(self) -> list[str]:
        """Who is in, best first."""
        return [user_id for _, user_id in self._entries]

    @property
    def is_full(self) -> bool:
        """Whether there are n."""
        return len(self._entries) == self.n


_POSTINGS_PER_ROW = 300
"""How many postings are read in the time in which one row is scored."""

_POSTINGS_PER_STEP = 20_000
"""How many postings are read in the time in which rows are bounded anew."""

_ROWS_AT_ONCE = 128
_HEATS = 1024


class Search:
    """Looks through segments for one viewer and fills the best n.

    Everybody whose similarity can reach the bar, given the local scales, is scored.
    Lists of common features are long and say little: they are read only where scoring
    everybody left would take longer. How far to read is learnt from the segment
    before.

    Args:
        viewer: Who is looking.
        pairs: How blocks add up.
        rescoring: Scores rows.
        best: Is filled.
        kernels: Does the adding.
        own: The viewer's own row, if there is one: it would be scored for nothing.

    Attributes:
        postings_read: How many postings were read.
        rows_scored: How many rows were scored.
    """

    def __init__(
        self,
        viewer: Viewer,
        pairs: Pairs,
        rescoring: Rescoring,
        best: Best,
        kernels: Kernels,
        own: tuple[Rows, int] | None,
    ) -> None:
        self._viewer = viewer
        self._pairs = pairs
        self._rescoring = rescoring
        self._best = best
        self._kernels = kernels
        self._own = own
        self._tier = 1
        self._lowest_tier = 0
        self.postings_read = 0
        self.rows_scored = 0

    def visit(self, shelf: Shelf) -> None:
        """Let in the people of a segment who belong among the best."""
        segment = shelf.segment
        bounds = Bounds(segment, self._viewer, self._pairs)
        reading = Reading(
            segment,
            self._viewer,
            self._kernels,
            is_artists_apart=bounds.need_artists,
        )
        reading.read_up_to(self._tier)
        reading.leave_out(shelf.gone)
        if self._own is not None and self._own[0] is segment.rows:
            reading.leave_out(np.array([self._own[1]]))
        if not self._best.is_full:
            likely = self._likely(segment, reading)
            self.score(segment.rows, likely)
            reading.leave_out(likely)
        if not self._best.is_full:
            # Without a bar, only what a match needs at least can leave anybody out.
            reading.leave_out_without_music()
        able, above = self._able(segment, reading, bounds)
        while self._should_read_on(reading, len(able)):
            reading.read_up_to(reading.tier + 1)
            able, above = self._able(segment, reading, bounds)
        self._learn(reading.tier)
        self.postings_read += reading.n_postings
        self._score_in_order(segment, able, above)

    def score(self, rows: Rows, places: Array) -> None:
        """Score these rows and let in who belongs among the best."""
        self.rows_scored += len(places)
        points = self._rescoring.points(rows, places)
        good = np.flatnonzero(points >= self._best.points_needed)
        self._best.add(
            (int(points[i]), rows.user_ids[places[i]]) for i in good.tolist()
        )

    def _likely(self, segment: Segment, reading: Reading) -> Array:
        """Guess who is near, so that a first bar is set."""
        total, n = reading.total, 2 * self._best.n
        places = np.arange(len(total))
        if 2 * n < _HEATS < len(total):
            # The best of a thousand heats: quicker than sorting out all.
            heats = total[: len(total) // _HEATS * _HEATS].reshape(-1, _HEATS)
            best = np.argpartition(heats.max(axis=0), -n)[-n:]
            places = (places[: heats.size : _HEATS, None] + best).ravel()
        nearness = total[places] / segment.roots[places]
        if n < len(places):
            those = np.argpartition(nearness, -n)[-n:]
            places, nearness = places[those], nearness[those]
        return places[nearness >= 0]

    def _able(
        self, segment: Segment, reading: Reading, bounds: Bounds
    ) -> tuple[Array, Singles]:
        """Return who can reach the bar, and the bounds of their similarities."""
        odds = self._best.odds_needed * self._viewer.root
        least = odds * segment.least_root
        able, above = bounds.able(reading, least / (1 + least))
        reached = above >= self._needed(segment, able)
        return able[reached], above[reached]

    def _needed(self, segment: Segment, places: Array) -> Singles:
        """Return the similarities that make the score at the bar."""
        odds = self._best.odds_needed * self._viewer.root
        needed: Singles = segment.roots[places] * np.float32(odds)
        needed /= 1 + needed
        return needed

    def _should_read_on(self, reading: Reading, n_able: int) -> bool:
        if reading.tier == LAST_TIER:
            return False
        postings = reading.postings_of_next_tier() + _POSTINGS_PER_STEP
        return n_able * _POSTINGS_PER_ROW > postings

    def _learn(self, tier: int) -> None:
        if tier > self._tier:
            self._tier = self._lowest_tier = tier
        else:
            self._tier = max(tier - 1, self._lowest_tier)

    def _score_in_order(self, segment: Segment, able: Array, above: Singles) -> None:
        """Score who is able, the most promising first, as long as the bar allows."""
        n = _ROWS_AT_ONCE
        if len(able) > n:
            order = np.argsort(-above / segment.roots[able])
            able, above = able[order], above[order]
        while len(able):
            self.score(segment.rows, able[:n])
            able, above, n = able[n:], above[n:], 2 * n
            reached = above >= self._needed(segment, able)
            able, above = able[reached], above[reached]
