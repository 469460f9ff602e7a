"""Answers that stay true for a while, kept so that no call is made twice."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")


class KeptAnswers(Generic[KeyT, ValueT]):
    """A bounded number of answers, each for a bounded time; safe between threads.

    All live equally long, so the oldest is also the next to end: that one makes room.

    Args:
        max_answers: How many are kept at most.
        seconds: How long each is given out.
        now: A clock that never goes back, in seconds.

    Examples:
        >>> kept = KeptAnswers[str, int](max_answers=1, seconds=60)
        >>> kept.put("a", 1)
        >>> kept.put("b", 2)
        >>> kept.get("a"), kept.get("b")
        (None, 2)
    """

    def __init__(
        self,
        max_answers: int,
        seconds: float,
        *,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._max_answers = max_answers
        self._seconds = seconds
        self._now = now
        self._lock = Lock()
        self._kept: dict[KeyT, tuple[float, ValueT]] = {}

    def get(self, key: KeyT) -> ValueT | None:
        """Return the answer, or ``None`` if there is none any more."""
        with self._lock:
            end, value = self._kept.get(key, (0.0, None))
            if value is not None and self._now() >= end:
                del self._kept[key]
                return None
            return value

    def put(self, key: KeyT, value: ValueT) -> None:
        """Keep an answer from now on; it is handed out as it is, so never change it."""
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = (self._now() + self._seconds, value)
            while len(self._kept) > self._max_answers:
                del self._kept[next(iter(self._kept))]
