"""Work that ends in time, whatever the far side does."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from backend.use_cases.listening.errors import SourceUnavailableError

ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait: for a connection, for the next byte, for everything."""

    connect_seconds: float = 3.05
    read_seconds: float = 5.0
    total_seconds: float = 10.0


class Deadline:
    """A moment by which everything has to be over."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def remaining_seconds(self) -> float:
        """How long is left; 0 when it has passed."""
        return max(0.0, self._end - time.monotonic())


def time_out(patience: Patience, deadline: Deadline) -> tuple[float, float]:
    """Return how long one call may wait, for a connection and for the next byte."""
    # The library refuses a time-out of 0.
    remaining = max(0.001, deadline.remaining_seconds)
    return (
        min(patience.connect_seconds, remaining),
        min(patience.read_seconds, remaining),
    )


def in_time(
    source: str, calls: list[Callable[[], ResultT]], deadline: Deadline
) -> list[ResultT]:
    """Make calls to a source side by side and return their results in order.

    Raises:
        SourceError: The first failure of a call, or the deadline passed.
    """
    try:
        return side_by_side(calls, deadline)
    except TimeoutError:
        pass
    raise SourceUnavailableError(source, "timeout")


def side_by_side(
    calls: list[Callable[[], ResultT]], deadline: Deadline
) -> list[ResultT]:
    """Make calls in threads of their own and return their results in order.

    The threads are daemons: what is still waiting when the deadline passes, or when
    another call has failed, is left behind and holds nobody up. Looking up a host's
    name knows no time-out, so a thread is the only way to bound it.

    Raises:
        TimeoutError: The deadline passed first.
        Exception: The first failure of a call, as soon as it happens.
    """
    done: SimpleQueue[tuple[int, ResultT | None, Exception | None]] = SimpleQueue()

    def run(place: int, call: Callable[[], ResultT]) -> None:
        try:
            done.put((place, call(), None))
        except Exception as error:
            done.put((place, None, error))

    for place, call in enumerate(calls):
        Thread(target=run, args=(place, call), daemon=True).start()
    results: dict[int, Any] = {}
    while len(results) < len(calls):
        try:
            place, result, error = done.get(timeout=deadline.remaining_seconds)
        except Empty:
            raise TimeoutError("not all answers arrived in time") from None
        if error is not None:
            raise error
        results[place] = result
    return [results[place] for place in range(len(calls))]
