"""Calls at a pace that a service allows, over everybody who asks."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from threading import Lock

from backend.sources._bounded_time import Deadline
from backend.use_cases.listening.errors import SourceRateLimitedError


class Pacer:
    """Lets so many calls pass at once, and then so many a second; for all threads.

    A token bucket: over any s seconds, at most ``burst + s × calls_per_second`` calls.

    Args:
        source: Whose key an error names.
        calls_per_second: The pace, above 0.
        burst: How many calls may come at once after a rest, 1 or more.
        now: A clock that never goes back, in seconds.
        sleep: Waits so many seconds.
    """

    def __init__(
        self,
        source: str,
        calls_per_second: float,
        burst: int,
        *,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._source = source
        self._seconds_per_call = 1 / calls_per_second
        self._slack = (burst - 1) * self._seconds_per_call
        self._now = now
        self._sleep = sleep
        self._lock = Lock()
        # When the next call would be due if none ever came early.
        self._next = -math.inf

    def wait(self, deadline: Deadline) -> None:
        """Wait until one more call may be made.

        Raises:
            SourceRateLimitedError: That is later than the deadline; nobody waited.
        """
        with self._lock:
            now = self._now()
            due = max(self._next, now)
            seconds = due - self._slack - now
            if seconds > deadline.remaining_seconds:
                raise SourceRateLimitedError(
                    self._source,
                    retry_after_seconds=math.ceil(seconds),
                    is_quota=False,
                )
            self._next = due + self._seconds_per_call
        if seconds > 0:
            self._sleep(seconds)
