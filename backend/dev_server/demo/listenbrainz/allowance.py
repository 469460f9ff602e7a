"""How often one address may ask: so many times in each window of the clock."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Response

WINDOW_SECONDS = 10
CALLS = 30
"""What ListenBrainz lets one address ask in a window."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What one request left over."""

    limit: int
    remaining: int
    reset: int
    reset_in: int
    is_over: bool

    def write(self, response: Response) -> None:
        """Tell it in the answer's headers."""
        response.headers["X-RateLimit-Limit"] = str(self.limit)
        response.headers["X-RateLimit-Remaining"] = str(self.remaining)
        response.headers["X-RateLimit-Reset"] = str(self.reset)
        response.headers["X-RateLimit-Reset-In"] = str(self.reset_in)


class Allowance:
    """Counts requests; everybody who asks here comes from one address.

    Args:
        limit: Requests in a window.
        now: The time, timezone-aware.
    """

    def __init__(self, limit: int, now: Callable[[], datetime]) -> None:
        self._limit = limit
        self._now = now
        self._lock = threading.Lock()
        self._window, self._count = 0, 0

    def spend(self) -> Spent:
        """Count one request."""
        now = int(self._now().timestamp())
        reset = now - now % WINDOW_SECONDS + WINDOW_SECONDS
        with self._lock:
            if reset != self._window:
                self._window, self._count = reset, 0
            self._count += 1
            count = self._count
        remaining = max(0, self._limit - count)
        return Spent(self._limit, remaining, reset, reset - now, count > self._limit)
