"""The best n so far, and what it takes to get in."""

from __future__ import annotations

from bisect import insort
from collections.abc import Container, Iterable

from backend.taste_profile.algorithm import POINTS

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
