"""The core as a library: plain lists and dicts in, a profile or a clear error out."""

from __future__ import annotations

import math
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.taste_profile import (
    InvalidTasteError,
    InvalidTopItemError,
    TasteProfile,
    TopItem,
    build_taste_profile,
)
from backend.taste_profile.plain_input import top_items_from
from tests.examples import examples

LOW = TopItem(kind="artist", name="Low", rank=1)


def test_a_list_of_names_is_in_order_of_liking() -> None:
    """The first has rank 1."""
    items = top_items_from({"artists": ["Low", "Ride", "Slint"]})
    assert [(i.kind, i.name, i.rank, i.plays) for i in items] == [
        ("artist", "Low", 1, None),
        ("artist", "Ride", 2, None),
        ("artist", "Slint", 3, None),
    ]


def test_a_mapping_of_names_gives_plays() -> None:
    """Also any mapping, and numbers of numpy or pandas."""
    plays = MappingProxyType({"Low": 120, "Ride": np.int64(40), "Slint": np.float64(3)})
    items = top_items_from({"artists": plays})
    assert [(i.name, i.plays, i.rank) for i in items] == [
        ("Low", 120, None),
        ("Ride", 40, None),
        ("Slint", 3, None),
    ]


@pytest.mark.parametrize("likes", [{"Ride", "Low"}, frozenset({"Low", "Ride"})])
def test_a_set_gives_likes_without_order(likes: Any) -> None:
    """Nobody of a set is first, and the order of a set never shows."""
    items = top_items_from({"artists": likes})
    assert [(i.name, i.rank, i.plays) for i in items] == [
        ("Low", None, None),
        ("Ride", None, None),
    ]


def test_tracks_are_pairs_of_artist_and_title() -> None:
    """In a list, as keys of a mapping with plays, or in a set."""
    pair = ("Low", "Words")
    listed, played, liked = (
        top_items_from({"tracks": tracks})[0] for tracks in ([pair], {pair: 7}, {pair})
    )
    for item in (listed, played, liked):
        assert (item.kind, item.artists, item.name) == ("track", ("Low",), "Words")
    assert (listed.rank, played.plays, liked.rank) == (1, 7, None)


def test_dicts_say_themselves_what_they_know() -> None:
    """Every field of a top item, with lists for tuples and one ``artist``."""
    (item,) = top_items_from(
        {
            "tracks": [
                {
                    "name": "Words",
                    "artist": "Low",
                    "time_range": "short_term",
                    "plays": 7,
                    "genres": ["Slowcore", "Indie"],
                    "release_date": "1994",
                    "links": None,
                }
            ]
        }
    )
    assert item == TopItem(
        kind="track",
        name="Words",
        artists=("Low",),
        time_range="short_term",
        plays=7,
        genres={"Slowcore": 1.0, "Indie": 1.0},
        release_date="1994",
    )


def test_several_artists_and_weighted_genres() -> None:
    """The main artist first; tags with counts."""
    fields = {"name": "W", "artists": ["Low", "Slint"], "genres": {"Slowcore": 80}}
    (item,) = top_items_from({"tracks": [fields]})
    assert item.artists == ("Low", "Slint")
    assert dict(item.genres) == {"Slowcore": 80}


def test_top_items_pass_as_they_are() -> None:
    """For callers who have them already, from any iterable."""
    assert top_items_from([LOW]) == top_items_from(iter([LOW])) == (LOW,)


def test_names_come_from_any_iterable() -> None:
    """A generator, an array of numpy, a column of a table."""

    def names() -> Iterator[str]:
        yield from ("Low", "Ride")

    expected = top_items_from({"artists": ["Low", "Ride"]})
    assert top_items_from({"artists": names()}) == expected
    assert top_items_from({"artists": np.array(["Low", "Ride"])}) == expected


def test_artists_come_before_tracks_in_whatever_order_they_are_given() -> None:
    """The same input in another order of keys is the same taste."""
    given = {"tracks": [("Low", "Words")], "artists": ["Low"]}
    assert [item.kind for item in top_items_from(given)] == ["artist", "track"]


BAD_INPUT: list[tuple[Any, str, str]] = [
    (None, "top_items", "must be a list"),
    (5, "top_items", "must be a list"),
    ("Low", "top_items", "must be a list, not one text"),
    (["Low"], "top_items[0]", "is not a TopItem"),
    ([LOW, None], "top_items[1]", "is not a TopItem"),
    ({"albums": []}, "albums", "is not known; use artists and tracks"),
    ({1: [], "x": []}, "1", "is not known; use artists and tracks"),
    ({"artists": None}, "artists", "must be a list"),
    ({"artists": math.nan}, "artists", "must be a list"),
    ({"artists": "Low"}, "artists", "must be a list, not one text"),
    ({"artists": b"Low"}, "artists", "must be a list, not one text"),
    ({"artists": [None]}, "artists[0]", "must be a name or a dict"),
    ({"artists": ["Low", math.nan]}, "artists[1]", "must be a name or a dict"),
    ({"artists": ["Low", ["Ride"]]}, "artists[1]", "must be a name or a dict"),
    ({"artists": [""]}, "artists[0].name", "is empty"),
    ({"artists": {5, "Low"}}, "artists[5]", "must be a name or a dict"),
    ({"artists": {None: 3}}, "artists[None]", "must be a name or a dict"),
    (
        {"artists": {"Low": -1}},
        "artists['Low'].plays",
        "must be between 1 and 1000000000",
    ),
    (
        {"artists": {"Low": math.nan}},
        "artists['Low'].plays",
        "must be between 1 and 1000000000",
    ),
    ({"artists": {"Low": "12"}}, "artists['Low'].plays", "must be a whole number"),
    ({"artists": {"Low": 2.5}}, "artists['Low'].plays", "must be a whole number"),
    ({"artists": [{}]}, "artists[0].name", "is missing"),
    ({"artists": [{"name": None}]}, "artists[0].name", "is missing"),
    ({"artists": [{"name": "Low", "stars": 5}]}, "artists[0].stars", "is not known"),
    (
        {"artists": [{"name": "Low", "kind": "track"}]},
        "artists[0].kind",
        "is not known",
    ),
    ({"artists": [{"name": "Low", 5: 5}]}, "artists[0].5", "is not known"),
    (
        {"artists": [{"name": "Low", "genres": "rock"}]},
        "artists[0].genres",
        "must be a list, not one text",
    ),
    (
        {"artists": [{"name": "Low", "genres": 5}]},
        "artists[0].genres",
        "must be a list",
    ),
    (
        {"artists": [{"name": "L", "genres": [[]]}]},
        "artists[0].genres",
        "must be names",
    ),
    ({"tracks": ["Words"]}, "tracks[0]", "must be an (artist, title) pair or a dict"),
    (
        {"tracks": [("a", "b", "c")]},
        "tracks[0]",
        "must be an (artist, title) pair or a dict",
    ),
    ({"tracks": [("Low", None)]}, "tracks[0].name", "must be text"),
    ({"tracks": [(None, "Words")]}, "tracks[0].artists", "must be text"),
    (
        {"tracks": [{"name": "Words"}]},
        "tracks[0].artists",
        "a track needs at least one artist",
    ),
    (
        {"tracks": [{"name": "Words", "artists": "Low"}]},
        "tracks[0].artists",
        "must be a list of names",
    ),
    (
        {"tracks": [{"name": "Words", "artist": "Low", "release_date": 1994}]},
        "tracks[0].release_date",
        "must be text",
    ),
]


@pytest.mark.parametrize(("given_input", "where", "reason"), BAD_INPUT)
def test_bad_input_says_where_and_what(
    given_input: Any, where: str, reason: str
) -> None:
    """One glance at the error is enough to mend the input."""
    with pytest.raises(InvalidTopItemError) as caught:
        build_taste_profile("ana", given_input)
    assert (caught.value.where, caught.value.reason) == (where, reason)


TEXTS = st.one_of(
    st.sampled_from(["Low", "", "the", "feat.", "short_term", "track", "\u0301"]),
    st.text(st.characters(exclude_categories=()), max_size=4),
)
SCALARS = st.one_of(
    *(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        TEXTS,
        st.binary(max_size=2),
    )
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.tuples(inner, inner),
        st.dictionaries(TEXTS, inner, max_size=3),
        st.frozensets(SCALARS, max_size=3),
    ),
    max_leaves=6,
)
FIELD_NAMES = (
    *("artist", "artists", "time_range", "rank", "plays", "genres", "release_date"),
    *("links", "source", "fetched_at", "kind", "more"),
)
FIELDS = st.fixed_dictionaries(
    {"name": TEXTS}, optional=dict.fromkeys(FIELD_NAMES, ANYTHING)
)
LISTS = st.one_of(ANYTHING, st.lists(FIELDS, max_size=2))


@examples(150)
@given(
    st.one_of(
        ANYTHING,
        st.fixed_dictionaries({}, optional={"artists": LISTS, "tracks": LISTS}),
    )
)
def test_whatever_is_given_there_is_a_profile_or_a_clear_error(anything: Any) -> None:
    """Never a raw TypeError, and never a profile without a weight."""
    try:
        profile = build_taste_profile("ana", anything)
    except InvalidTasteError:
        return
    assert isinstance(profile, TasteProfile)
    assert profile.weights["artist"]
