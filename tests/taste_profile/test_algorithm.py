"""The chosen numbers: what has to hold however they are tuned."""

from __future__ import annotations

import math
import re

import pytest

from backend.taste_profile import algorithm


def test_shares_add_up_to_one() -> None:
    """Blocks share out a similarity, and time ranges a weight."""
    assert math.isclose(math.fsum(algorithm.BLOCK_WEIGHTS.values()), 1)
    assert math.isclose(math.fsum(algorithm.TIME_RANGE_WEIGHTS.values()), 1)


def test_genres_and_eras_weigh_less_than_music() -> None:
    """What is broad may colour a score, never carry it."""
    weights = algorithm.BLOCK_WEIGHTS
    assert weights["artist"] + weights["track"] > 3 * (
        weights["genre"] + weights["era"]
    )


def test_bounds_fit_each_other() -> None:
    """A panel can grow up, its members have neighbours, and parts are parts."""
    assert algorithm.PANEL_NEIGHBOURS < algorithm.YOUNG_COMMUNITY
    assert algorithm.YOUNG_COMMUNITY <= algorithm.PANEL_SIZE
    for part in (
        algorithm.BREADTH_PART,
        algorithm.BREADTH_SHARE,
        algorithm.GUEST_ARTIST_WEIGHT,
        algorithm.TRACK_LIST_WEIGHT,
        algorithm.PANEL_LIKENESS,
        algorithm.MIN_LOCAL_SCALE,
        algorithm.ASSUMED_GENRE_BASE,
    ):
        assert 0 < part < 1
    assert algorithm.BLOCK_WEIGHTS.keys() == algorithm.MAX_FEATURES.keys()


def test_nobody_changes_the_numbers_while_they_are_in_force() -> None:
    """Replies name the algorithm, so that its numbers have to stay."""
    assert re.fullmatch(r"soulmate-[0-9]+", algorithm.ALGORITHM)
    with pytest.raises(TypeError):
        algorithm.BLOCK_WEIGHTS["artist"] = 1.0  # type: ignore[index]
