"""Top items: kept as they came, within bounds."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.taste_profile import InvalidTopItemError, TopItem
from backend.taste_profile.top_items import (
    MAX_ARTISTS,
    MAX_COUNT,
    MAX_DATE_LENGTH,
    MAX_GENRES,
    MAX_LINK_LENGTH,
    MAX_LINKS,
    MAX_NAME_LENGTH,
)


def _track(**fields: Any) -> TopItem:
    return TopItem(**{"kind": "track", "name": "Words", "artists": ("Low",), **fields})


def test_an_item_keeps_what_its_source_said() -> None:
    """Names as written, everything else untouched."""
    item = _track(
        rank=3, genres={"Slowcore": 2.5}, links={"mbid": "x"}, source="lastfm"
    )
    assert (item.name, item.artists, item.rank, item.plays) == (
        *("Words", ("Low",), 3),
        None,
    )
    assert (dict(item.genres), dict(item.links)) == ({"Slowcore": 2.5}, {"mbid": "x"})
    assert (item.source, item.time_range) == ("lastfm", "long_term")


def test_names_are_safe_to_show() -> None:
    """Direction marks and controls cannot disturb a page."""
    item = _track(name="Wo\u202erds\n", artists=("Lo\u200bw",), genres={"a\tb": 1})
    assert (item.name, item.artists, list(item.genres)) == ("Words", ("Low",), ["a b"])


def test_an_item_never_changes() -> None:
    """It is the truth that everything derives from."""
    item = _track(genres={"Slowcore": 1})
    with pytest.raises(dataclasses.FrozenInstanceError):
        item.name = "Other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        item.genres["Rock"] = 1  # type: ignore[index]


@pytest.mark.parametrize("number", [int, float, np.int64, np.float32, np.uint8])
def test_whole_numbers_of_any_library_become_ints(number: type[Any]) -> None:
    """Columns of pandas turn to floats as soon as one value is missing."""
    kept = _track(plays=number(12)).plays
    assert kept == 12
    assert type(kept) is int


@pytest.mark.parametrize("number", [float, np.float64, np.float32])
def test_genre_weights_of_any_library_become_floats(number: type[Any]) -> None:
    """So that every store can keep them."""
    kept = _track(genres={"Slowcore": number(2.5)}).genres["Slowcore"]
    assert kept == 2.5
    assert type(kept) is float


BAD_WEIGHT = "weights must be between 1e-09 and 1e+09"
BAD_FIELDS: list[tuple[str, Any, str]] = [
    ("name", "", "is empty"),
    ("name", " \u200b\n", "is empty"),
    ("name", "x" * (MAX_NAME_LENGTH + 1), "is longer than 500 characters"),
    ("name", 5, "must be text"),
    ("name", None, "must be text"),
    ("kind", "album", "must be artist or track"),
    ("kind", [], "must be artist or track"),
    ("artists", (), "a track needs at least one artist"),
    ("artists", "Low", "must be a list of names"),
    ("artists", None, "must be a list of names"),
    ("artists", ("Low", None), "must be text"),
    ("artists", ("Low", ""), "is empty"),
    ("artists", ("Low",) * (MAX_ARTISTS + 1), "at most 20"),
    ("time_range", "all_time", "must be one of short_term, medium_term, long_term"),
    ("time_range", {}, "must be one of short_term, medium_term, long_term"),
    ("rank", 0, f"must be between 1 and {MAX_COUNT}"),
    ("rank", "1", "must be a whole number"),
    ("plays", -3, f"must be between 1 and {MAX_COUNT}"),
    ("plays", MAX_COUNT + 1, f"must be between 1 and {MAX_COUNT}"),
    ("plays", 10**400, f"must be between 1 and {MAX_COUNT}"),
    ("plays", math.nan, f"must be between 1 and {MAX_COUNT}"),
    ("plays", math.inf, f"must be between 1 and {MAX_COUNT}"),
    ("plays", 2.5, "must be a whole number"),
    ("plays", True, "must be a whole number"),
    ("plays", np.array([1, 2]), "must be a whole number"),
    ("genres", None, "must be names, or names with weights"),
    ("genres", {"Slowcore": 0}, BAD_WEIGHT),
    ("genres", {"Slowcore": -1}, BAD_WEIGHT),
    ("genres", {"Slowcore": math.nan}, BAD_WEIGHT),
    ("genres", {"Slowcore": 1e-10}, BAD_WEIGHT),
    ("genres", {"Slowcore": 1e308}, BAD_WEIGHT),
    ("genres", {"Slowcore": math.inf}, BAD_WEIGHT),
    ("genres", {"Slowcore": "1"}, BAD_WEIGHT),
    ("genres", {None: 1}, "must be text"),
    ("genres", {"": 1}, "is empty"),
    ("genres", {f"g{n}": 1 for n in range(MAX_GENRES + 1)}, "at most 50"),
    ("release_date", 1994, "must be text"),
    ("release_date", "1" * (MAX_DATE_LENGTH + 1), "is no date"),
    ("links", ["mbid"], "must be names with addresses or ids"),
    ("links", {"mbid": None}, "must be text"),
    ("links", {5: "x"}, "must be text"),
    ("links", {"mbid": "x" * (MAX_LINK_LENGTH + 1)}, "longer than 300"),
    ("links", {"m" * (MAX_LINK_LENGTH + 1): "x"}, "longer than 300"),
    ("links", {f"l{n}": "x" for n in range(MAX_LINKS + 1)}, "at most 8"),
    ("source", [], "must be text"),
    ("fetched_at", 1_700_000_000, "must be text"),
]


@pytest.mark.parametrize(("where", "value", "reason"), BAD_FIELDS)
def test_a_bad_field_is_named_with_what_to_do(
    where: str, value: Any, reason: str
) -> None:
    """Whoever sent it can mend it."""
    with pytest.raises(InvalidTopItemError) as caught:
        _track(**{where: value})
    assert (caught.value.where, caught.value.reason) == (where, reason)


@given(st.integers(1, MAX_COUNT), st.integers(1, MAX_COUNT))
def test_all_counts_in_bounds_are_kept(rank: int, plays: int) -> None:
    """To the largest."""
    item = TopItem(kind="artist", name="Low", rank=rank, plays=plays)
    assert (item.rank, item.plays) == (rank, plays)
