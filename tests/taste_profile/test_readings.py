"""Two readings of a share: breadth and depth."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.taste_profile.algorithm import BREADTH_PART, BREADTH_SHARE
from backend.taste_profile.readings import (
    BREADTH_FACTOR,
    DEPTH_FACTOR,
    breadths,
    depth,
    depths,
)
from tests.taste_profile import oracle_weights

SHARES = st.floats(1e-6, 1)


def test_having_counts_half_at_the_chosen_share() -> None:
    """And nearly fully long before a favourite."""
    half, nearly = breadths([BREADTH_SHARE, 100 * BREADTH_SHARE])
    assert half == pytest.approx(0.5)
    assert nearly > 0.99


@given(SHARES, SHARES)
def test_more_listening_never_counts_less(a: float, b: float) -> None:
    """Both readings rise with the share, and stay above 0."""
    shares = sorted((a, b))
    broad, deep = breadths(shares), depths(shares)
    assert 0 < broad[0] <= broad[1] < 1
    assert 0 < deep[0] <= deep[1]


@given(st.integers(1, 10**6))
def test_depth_is_the_oracle_s_to_the_last_digits(millionths: int) -> None:
    """Damping loses no precision for the smallest shares."""
    exact: Decimal = oracle_weights.depth(Fraction(millionths, 10**6))
    assert depth(millionths / 10**6) == pytest.approx(float(exact), rel=1e-14)


def test_large_shares_are_damped() -> None:
    """A favourite of all listening counts far less than a hundred small shares."""
    assert depth(1.0) < 100 * depth(0.01)
    assert depth(2e-6) == pytest.approx(2 * depth(1e-6), rel=1e-4)


def test_factors_are_the_roots_of_the_parts() -> None:
    """So a product of two vectors weighs each part by itself."""
    assert pytest.approx(BREADTH_PART) == BREADTH_FACTOR**2
    assert math.isclose(BREADTH_FACTOR**2 + DEPTH_FACTOR**2, 1)
