"""Lists of a source: from plays, ranks or likes to shares."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given

from backend.taste_profile import TopItem
from backend.taste_profile.algorithm import TIME_RANGE_WEIGHTS
from backend.taste_profile.item_lists import (
    Keyed,
    keyed,
    list_shares,
    mixed,
    weighted_lists,
)
from tests.examples import examples
from tests.taste_profile.invented_tastes import Item, Taste, artist, track
from tests.taste_profile.strategies import COUNTED, TASTES


def _items(*taste: Item) -> list[Keyed]:
    return keyed(TopItem(**item) for item in taste)


def test_plays_are_shared_out() -> None:
    """Who has three quarters of the plays has three quarters of the list."""
    items = _items(artist(1, plays=300), artist(2, plays=100))
    assert list_shares(items) == {"a1|nova1": 0.75, "a1|nova2": 0.25}


def test_an_item_named_twice_counts_once() -> None:
    """Plays add up, and the better rank stands."""
    played = _items(artist(1, plays=1), artist(2, plays=2), artist(1, plays=1))
    assert list_shares(played) == {"a1|nova1": 0.5, "a1|nova2": 0.5}
    ranked = _items(artist(1, rank=4), artist(2, rank=2), artist(1, rank=2))
    for items in (ranked, ranked[::-1]):
        assert list_shares(items) == {"a1|nova1": 0.5, "a1|nova2": 0.5}


def test_ranks_fall_off_and_likes_are_alike() -> None:
    """The first of a ranking counts more; among likes nobody is first."""
    ranked = list_shares(
        _items(artist(1, rank=1), artist(2, rank=2), artist(3, rank=3))
    )
    assert sorted(ranked.values(), reverse=True) == list(ranked.values())
    assert list_shares(_items(artist(1), artist(2))) == {
        "a1|nova1": 0.5,
        "a1|nova2": 0.5,
    }


def test_an_item_without_plays_has_the_fewest_among_plays() -> None:
    """Whichever more of them have decides, plays or ranks; it takes back nothing."""
    played = _items(artist(1, plays=98), artist(2, plays=1), artist(3))
    assert list_shares(played) == {"a1|nova1": 0.98, "a1|nova2": 0.01, "a1|nova3": 0.01}
    twice = _items(artist(1, plays=3), artist(1), artist(2, plays=1))
    for items in (twice, twice[::-1]):
        assert list_shares(items) == {"a1|nova1": 0.75, "a1|nova2": 0.25}
    as_many = _items(artist(1, rank=1), artist(2, plays=7))
    assert list_shares(as_many) == {"a1|nova1": 0.5, "a1|nova2": 0.5}


def test_an_item_without_rank_stands_last_in_a_ranked_list() -> None:
    """As if its rank were the length of the list."""
    shares = list_shares(
        _items(artist(1, rank=1), artist(2, plays=9), artist(3, rank=3))
    )
    assert shares["a1|nova2"] == shares["a1|nova3"] < shares["a1|nova1"]


@given(COUNTED)
def test_shares_of_plays_are_exact(taste: Taste) -> None:
    """The nearest float to the true share, and scaling all plays changes nothing."""
    shares = list_shares(_items(*taste))
    total = sum(item["plays"] for item in taste)
    for key, share in shares.items():
        own = sum(i["plays"] for i in taste if f"a1|{i['name']}" == key)
        assert share == float(Fraction(own, total))
    more = [{**item, "plays": item["plays"] * 1_000} for item in taste]
    assert list_shares(_items(*more)) == shares


@examples(40)
@given(TASTES)
def test_every_list_adds_up_to_one(taste: Taste) -> None:
    """One list per time range, whatever the sources, and the weight of its range."""
    for kind in ("artist", "track"):
        lists = list(weighted_lists(_items(*taste), kind))
        named = {i.get("time_range", "long_term") for i in taste if i["kind"] == kind}
        assert len(lists) == len(named)
        for weight, shares in lists:
            assert weight in TIME_RANGE_WEIGHTS.values()
            assert sum(shares.values()) == pytest.approx(1)
            assert all(share > 0 for share in shares.values())


@examples(40)
@given(TASTES)
def test_the_same_listening_through_two_sources_counts_once(taste: Taste) -> None:
    """A second source that hears the same changes nothing."""
    items = [TopItem(**item) for item in taste]
    again = [replace(item, source=f"{item.source}-too") for item in items]
    once, twice = keyed(items), keyed([*items, *again])
    for kind in ("artist", "track"):
        lists = zip(
            weighted_lists(once, kind), weighted_lists(twice, kind), strict=True
        )
        for (weight, shares), (weight_too, shares_too) in lists:
            assert weight == weight_too
            assert shares_too == pytest.approx(shares)


def test_sources_that_hear_different_music_add_up() -> None:
    """Each source's favourite stays a favourite, though one counts more plays."""
    streamed = artist(1, plays=9_000, source="a"), artist(2, plays=1_000, source="a")
    on_record = artist(3, plays=4, source="b"), artist(1, plays=1, source="b")
    [(_, shares)] = weighted_lists(_items(*streamed, *on_record), "artist")
    assert shares["a1|nova1"] == pytest.approx(0.9 / 1.8)
    assert shares["a1|nova3"] == pytest.approx(0.8 / 1.8)
    assert shares["a1|nova2"] == pytest.approx(0.1 / 1.8)


def test_lists_mix_by_their_weights() -> None:
    """Heavier lists say more; the mixture adds up to 1 again."""
    mixture = mixed([(3.0, {"a": 1.0}), (1.0, {"a": 0.5, "b": 0.5})])
    assert mixture == {"a": 0.875, "b": 0.125}
    assert mixed([]) == {}


def test_items_are_filed_under_their_keys() -> None:
    """An artist by name, a track by main artist and title."""
    keys = [key for key, _ in _items(artist(4), track(4, 2))]
    assert keys == ["a1|nova4", "t1|nova4|song2"]
