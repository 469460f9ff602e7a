"""Counters in the memory of one process: enough for one server on one machine."""

from __future__ import annotations

import threading
from collections import Counter

_SWEPT_AT = 10_000
_LONGEST_SECONDS = 3_600


class MemoryCounters:
    """Forgets with the process; what is over goes when there is much of it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[tuple[str, str, int]] = Counter()

    def count(self, owner: str, what: str, until: int) -> int:
        """Add one to a counter that lives until a moment."""
        with self._lock:
            if len(self._counts) > _SWEPT_AT:
                self._sweep(until)
            self._counts[owner, what, until] += 1
            return self._counts[owner, what, until]

    def _sweep(self, until: int) -> None:
        # No clock needed: ``until`` of a new counter is never far from now.
        begun = until - _LONGEST_SECONDS
        self._counts = Counter({k: n for k, n in self._counts.items() if k[2] >= begun})
