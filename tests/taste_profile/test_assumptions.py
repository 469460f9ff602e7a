"""What is assumed of a block that a side lacks."""

from __future__ import annotations

import math

from hypothesis import example, given
from hypothesis import strategies as st

from backend.taste_profile.algorithm import ASSUMED_EXPONENT
from backend.taste_profile.assumptions import Assumption, fitted_assumption

UNIT = st.floats(0, 1)
ASSUMPTIONS = st.builds(Assumption, UNIT, st.floats(0, 2 * ASSUMED_EXPONENT))


def test_people_without_a_common_artist_get_the_base() -> None:
    """The curve starts at its base and rises with the artists' similarity."""
    assumption = Assumption(0.25)
    assert assumption.similarity(0.0) == 0.25
    assert 0.25 < assumption.similarity(0.1) < assumption.similarity(0.2) < 1


@given(ASSUMPTIONS, st.sampled_from([1.0, 1 - 2**-53, 1 - 2**-50]))
@example(Assumption(0.0, 0.0), 1.0)
def test_identical_artists_are_assumed_identical_elsewhere(
    assumption: Assumption, artists: float
) -> None:
    """However slowly the curve rises, and if rounding took the last bit."""
    assert assumption.similarity(artists) == 1.0


@given(ASSUMPTIONS, UNIT, UNIT)
def test_assumptions_stay_in_bounds_and_never_fall(
    assumption: Assumption, a: float, b: float
) -> None:
    """More common artists never make less of anything else."""
    low, high = map(assumption.similarity, sorted((a, b)))
    assert 0 <= low <= high <= 1


@given(UNIT, st.lists(st.floats(0, 0.9), min_size=1, max_size=30))
@example(0.0, [0.5])
@example(0.001, [0.5, 0.0, 0.3])
@example(1.0, [0.2])
def test_random_pairs_keep_the_average_of_the_block(
    average: float, artists: list[float]
) -> None:
    """Assuming for everybody gives what was measured, so nobody gains by silence."""
    fitted = fitted_assumption(average, artists)
    assumed = math.fsum(map(fitted.similarity, artists)) / len(artists)
    if any(artists):
        assert math.isclose(assumed, average, abs_tol=1e-9)
    assert fitted.base == 0 or fitted.exponent == ASSUMED_EXPONENT


def test_a_block_in_which_people_meet_rarely_rises_slowly() -> None:
    """Tracks are shared more rarely than artists: a smaller exponent, from 0."""
    fitted = fitted_assumption(0.01, [0.2, 0.1, 0.0])
    assert fitted.base == 0
    assert 0 < fitted.exponent < 1


def test_pairs_of_clones_alone_say_nothing() -> None:
    """Where all artists are the same, no curve but the slowest fits less than 1."""
    assert fitted_assumption(0.5, [1.0]).base == 0
