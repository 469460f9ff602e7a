"""Vectors: every block of length 1."""

from __future__ import annotations

import math

import pytest
from hypothesis import given

from backend.taste_profile import Statistics
from backend.taste_profile.algorithm import BREADTH_PART
from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.vectors import unit_blocks
from tests.taste_profile.community import community
from tests.taste_profile.invented_tastes import Taste, profile_of
from tests.taste_profile.strategies import TASTES


def _alike(kind: FeatureKind, key: str) -> float:
    return 1.0


@given(TASTES)
def test_every_block_has_length_one(taste: Taste) -> None:
    """Before anybody was counted, and in a grown community."""
    weights = profile_of("ana", taste).weights
    for statistics in (Statistics(), community().statistics):
        blocks = unit_blocks(weights, statistics.idf)
        assert blocks.keys() <= weights.keys()
        for kind, block in blocks.items():
            assert block.keys() == weights[kind].keys()
            parts = [part for pair in block.values() for part in pair]
            assert all(part >= 0 for part in parts)
            assert math.hypot(*parts) == pytest.approx(1)


def test_music_is_read_twice_and_the_rest_once() -> None:
    """Breadth and depth share an artist block as stated; genres have no depth."""
    blocks = unit_blocks(
        {"artist": {"a1|low": 0.9, "a1|ride": 0.1}, "genre": {"g1|rock": 1.0}}, _alike
    )
    broad, deep = zip(*blocks["artist"].values(), strict=True)
    assert math.hypot(*broad) ** 2 == pytest.approx(BREADTH_PART)
    assert math.hypot(*deep) ** 2 == pytest.approx(1 - BREADTH_PART)
    assert broad[0] / broad[1] < deep[0] / deep[1]
    assert blocks["genre"] == {"g1|rock": (1.0, 0.0)}


def test_telling_features_weigh_more() -> None:
    """Of two shares alike, the rarer artist leads."""
    block = unit_blocks(
        {"artist": {"a1|abba": 0.5, "a1|low": 0.5}},
        lambda kind, key: 3.0 if key == "a1|low" else 1.0,
    )["artist"]
    assert block["a1|low"] == pytest.approx(tuple(3 * x for x in block["a1|abba"]))


def test_a_block_that_tells_nothing_is_left_out() -> None:
    """A taste of genres that everybody has is no taste of genres."""
    weights = {"artist": {"a1|low": 1.0}, "genre": {"g1|pop": 1.0}, "track": {}}
    blocks = unit_blocks(
        weights,  # type: ignore[arg-type]
        lambda kind, key: 0.0 if kind == "genre" else 1.0,
    )
    assert blocks.keys() == {"artist"}
