"""Answers that are kept for a while."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from backend.sources._kept_answers import KeptAnswers


class Clock:
    """Goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_what_was_put_is_given_out_until_its_time_is_over() -> None:
    """To the second, counted from the last time it was put."""
    clock = Clock()
    kept = KeptAnswers[str, str](max_answers=5, seconds=60, now=clock)
    kept.put("low", "slowcore")
    clock.now += 59
    assert kept.get("low") == "slowcore"
    kept.put("low", "sadcore")
    clock.now += 59
    assert kept.get("low") == "sadcore"
    clock.now += 1
    assert kept.get("low") is None
    assert kept.get("low") is None


def test_nobody_knows_what_was_never_put() -> None:
    """``None`` is no answer; an empty one is."""
    kept = KeptAnswers[str, tuple[str, ...]](max_answers=5, seconds=60)
    assert kept.get("low") is None
    kept.put("low", ())
    assert kept.get("low") == ()


def test_the_oldest_makes_room() -> None:
    """One that was put again is young again."""
    kept = KeptAnswers[int, int](max_answers=3, seconds=60)
    for key in (1, 2, 3, 1, 4):
        kept.put(key, key)
    assert [kept.get(key) for key in (1, 2, 3, 4)] == [1, None, 3, 4]


def test_many_threads_may_ask_and_put() -> None:
    """The bound holds, and every answer is the one of its key."""
    kept = KeptAnswers[int, int](max_answers=50, seconds=60)

    def work(start: int) -> bool:
        for number in range(start, start + 2_000):
            kept.put(number % 70, number % 70)
            if kept.get(number % 70) not in (number % 70, None):
                return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(work, range(8)))
    assert sum(kept.get(key) is not None for key in range(70)) == 50
