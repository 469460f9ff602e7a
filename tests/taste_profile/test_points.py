"""Points: whole, and adding up."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from backend.taste_profile.algorithm import POINTS
from backend.taste_profile.points import points_of, split_points

AMOUNTS = st.lists(st.one_of(st.just(0.0), st.floats(1e-300, 1e300)), max_size=60)


def test_points_round_half_up() -> None:
    """The nearest whole point; half a point goes up, as people expect."""
    assert [points_of(p / POINTS) for p in (0, 0.49, 0.5, 1.51, 9_999.6)] == [
        *(0, 0, 1, 2),
        POINTS,
    ]


def test_largest_remainders_win() -> None:
    """What is left after whole points goes to the largest fractions."""
    assert split_points([5.0, 3.0, 2.4], 5) == [2, 2, 1]


def test_nothing_splits_into_nothing() -> None:
    """No points, or no amounts, are no reason to divide by zero."""
    assert split_points([1.0, 2.0], 0) == [0, 0]
    assert split_points([0.0, 0.0], 0) == [0, 0]
    assert split_points([], 0) == []


@given(AMOUNTS, st.integers(1, POINTS))
def test_parts_sum_to_the_whole_and_are_fair(amounts: list[float], points: int) -> None:
    """Exactly the whole; every part within a point of its exact share."""
    parts = split_points(amounts, points)
    assert len(parts) == len(amounts)
    if not any(amounts):
        assert not any(parts)
        return
    assert sum(parts) == points
    total = sum(map(Fraction, amounts))
    for part, amount in zip(parts, amounts, strict=True):
        share = points * Fraction(amount) / total
        assert part >= 0
        assert abs(part - share) < 1 + Fraction(1, 10**9)


@given(AMOUNTS, st.integers(1, POINTS))
def test_the_larger_amount_never_gets_less(amounts: list[float], points: int) -> None:
    """Apportionment keeps the order of the amounts."""
    if math.fsum(amounts):
        parts = split_points(amounts, points)
        pairs = sorted(zip(amounts, parts, strict=True))
        for (less, fewer), (more, larger) in pairwise(pairs):
            assert less == more or fewer <= larger
