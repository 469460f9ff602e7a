"""Calls keep a pace, whoever makes them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.sources._bounded_time import Deadline
from backend.sources._pacer import Pacer
from backend.use_cases.listening.errors import SourceRateLimitedError


@dataclass
class Clock:
    """A clock that only a sleep, or a test, moves on."""

    time: float = 1_000.0

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds


def pacer(clock: Clock, rate: float = 4, burst: int = 10) -> Pacer:
    """Return a pacer that goes by the clock."""
    return Pacer("lastfm", rate, burst, now=clock.now, sleep=clock.sleep)


def test_a_burst_passes_at_once_and_the_rest_at_the_pace() -> None:
    """Ten, then four a second."""
    clock = Clock()
    paced = pacer(clock)
    for _ in range(10):
        paced.wait(Deadline(99))
    assert clock.time == 1_000
    for _ in range(8):
        paced.wait(Deadline(99))
    assert clock.time == pytest.approx(1_002)


def test_a_rest_gives_back_no_more_than_a_burst() -> None:
    """However long it was."""
    clock = Clock()
    paced = pacer(clock)
    for _ in range(30):
        paced.wait(Deadline(99))
    clock.time = 50_000.0
    for _ in range(14):
        paced.wait(Deadline(99))
    assert clock.time == pytest.approx(50_001)


def test_who_could_not_be_served_in_time_is_told_when_and_takes_no_place() -> None:
    """Nobody waits in vain, and nobody waits longer for their sake."""
    clock = Clock()
    paced = pacer(clock, rate=0.5, burst=1)
    paced.wait(Deadline(1))
    for _ in range(5):
        with pytest.raises(SourceRateLimitedError) as caught:
            paced.wait(Deadline(1))
        assert caught.value.retry_after_seconds == 2
    assert clock.time == 1_000
    paced.wait(Deadline(3))
    assert clock.time == pytest.approx(1_002)


@given(st.lists(st.floats(0, 30), max_size=200), st.floats(0.5, 20), st.integers(1, 50))
def test_no_stretch_of_time_sees_more_than_is_allowed(
    pauses: list[float], rate: float, burst: int
) -> None:
    """Between any two calls, whatever lies between them."""
    clock = Clock()
    paced = pacer(clock, rate, burst)
    times = []
    for pause in pauses:
        clock.time += pause
        paced.wait(Deadline(9_999))
        times.append(clock.time)
    for first in range(0, len(times), 7):
        for last in range(first, len(times)):
            allowed = burst + (times[last] - times[first]) * rate
            assert last - first + 1 <= allowed + 1e-6


def test_threads_share_one_pace() -> None:
    """By the real clock: 30 calls, of which 10 at once, at 40 a second."""
    waited: list[float] = []
    paced = Pacer("lastfm", 40, 10, sleep=waited.append)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: paced.wait(Deadline(9)), range(30)))
    assert 19 <= len(waited) <= 20
    assert max(waited) == pytest.approx(0.5, abs=0.2)
