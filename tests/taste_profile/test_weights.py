"""Weights: what a person's own lists say, before anybody else is looked at."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.taste_profile import TopItem
from backend.taste_profile.algorithm import (
    GUEST_ARTIST_WEIGHT,
    MAX_FEATURES,
    TIME_RANGE_WEIGHTS,
)
from backend.taste_profile.weights import BlockWeights, feature_weights
from tests.examples import examples
from tests.taste_profile.invented_tastes import Item, Taste, artist, track
from tests.taste_profile.oracle_weights import exact_weights
from tests.taste_profile.strategies import COUNTED, TASTES


def _weights(*taste: Item) -> BlockWeights:
    return feature_weights([TopItem(**item) for item in taste])


@examples(150)
@given(TASTES)
def test_weights_are_the_exact_ones_in_millionths(taste: Taste) -> None:
    """Of every kind, rounded to the nearest millionth and never to nothing."""
    weights, exact = _weights(*taste), exact_weights(taste)
    assert weights.keys() == exact.keys()
    for kind, block in weights.items():
        assert block.keys() == exact[kind].keys()
        for key, weight in block.items():
            millionths = round(weight * 10**6)
            assert weight == millionths / 10**6
            expected = max(Decimal(1), exact[kind][key] * 10**6)
            assert abs(millionths - expected) <= Decimal("0.500001")


@examples(40)
@given(TASTES)
def test_blocks_are_shares_in_order(taste: Taste) -> None:
    """Every block adds up to 1, strongest first, as far as millionths can tell."""
    for block in _weights(*taste).values():
        values = list(block.values())
        assert values == sorted(values, reverse=True)
        assert sum(values) == pytest.approx(1, abs=1e-6 * len(values))


@given(COUNTED, st.integers(2, 10**5))
def test_playing_everything_more_changes_nothing(taste: Taste, factor: int) -> None:
    """A taste is what somebody plays most, not how much."""
    more = [{**item, "plays": item["plays"] * factor} for item in taste]
    assert _weights(*more) == _weights(*taste)


@examples(40)
@given(TASTES, st.randoms(use_true_random=False))
def test_the_order_of_items_does_not_matter(taste: Taste, rng: random.Random) -> None:
    """Ranks and plays say what comes first, not the place in a list of items."""
    shuffled = list(taste)
    rng.shuffle(shuffled)
    weights, other = _weights(*taste), _weights(*shuffled)
    assert weights.keys() == other.keys()
    for kind, block in weights.items():
        assert block == pytest.approx(other[kind], abs=1.001e-6)


def test_what_lasts_counts_more() -> None:
    """An artist of all years weighs more than one of the last weeks."""
    block = _weights(
        artist(1, rank=1, time_range="short_term"),
        artist(2, rank=1, time_range="long_term"),
    )["artist"]
    short, long = TIME_RANGE_WEIGHTS["short_term"], TIME_RANGE_WEIGHTS["long_term"]
    assert block["a1|nova2"] / block["a1|nova1"] == pytest.approx(
        long / short, rel=1e-5
    )


def test_tracks_speak_for_their_artists() -> None:
    """The main artist fully, a guest in part."""
    weights = _weights(track(3, 2, plays=5))
    assert weights["track"] == {"t1|nova3|song2": 1.0}
    main, guest = weights["artist"]["a1|nova3"], weights["artist"]["a1|nova21"]
    assert guest / main == pytest.approx(GUEST_ARTIST_WEIGHT, rel=1e-5)


def test_genres_and_decades_come_with_the_music() -> None:
    """Heard more, weighs more; what nothing speaks of is left out."""
    weights = _weights(
        artist(1, plays=90, genres={"slowcore": 1}),
        artist(2, plays=10, genres={"rock": 1}),
    )
    assert list(weights["genre"]) == ["g1|slowcore", "g1|rock"]
    assert weights.keys() == {"artist", "genre"}
    assert list(_weights(track(0, 1, plays=1))["era"]) == ["e1|1960s"]


def test_a_genre_named_by_two_lists_counts_once_per_artist() -> None:
    """Twice the lists are no more slowcore."""
    once = [artist(1, plays=1, genres={"slowcore": 1, "rock": 1})]
    twice = [*once, artist(1, rank=1, source="spotify", genres={"slowcore": 1})]
    assert _weights(*once)["genre"] == _weights(*twice)["genre"]


def test_a_decade_is_known_when_any_source_tells_it() -> None:
    """Last.fm tells no release, Spotify does."""
    undated = {**track(1, 1, rank=1, source="lastfm")}
    undated.pop("release_date", None)
    dated = {**undated, "source": "spotify", "release_date": "1994"}
    for order in ((undated, dated), (dated, undated)):
        assert list(_weights(*order)["era"]) == ["e1|1990s"]


def test_a_track_without_a_date_has_no_decade() -> None:
    """An unreadable date is no date."""
    assert "era" not in _weights(track(1, 1, release_date="soon"))


def test_a_profile_keeps_its_strongest_features() -> None:
    """A bound on what one person can cost, of every kind."""
    n = max(MAX_FEATURES.values()) + 20
    weights = _weights(
        *(artist(i, plays=n - i, genres={f"tone{i % 90}": 1}) for i in range(n)),
        *(track(i, 1, plays=n - i) for i in range(n)),
    )
    assert len(weights["artist"]) == MAX_FEATURES["artist"]
    assert len(weights["track"]) == MAX_FEATURES["track"]
    assert len(weights["genre"]) == MAX_FEATURES["genre"]
    assert len(weights["era"]) <= MAX_FEATURES["era"]
    assert next(iter(weights["artist"])) == "a1|nova0"
    assert f"a1|nova{n - 1}" not in weights["artist"]


def test_of_very_long_lists_of_likes_everybody_keeps_the_same_part() -> None:
    """Whatever the names begin with: most of what two share stays shared."""
    n = MAX_FEATURES["artist"]
    shared = [TopItem(kind="artist", name=f"zeta {i}") for i in range(4 * n)]
    one, other = (
        feature_weights(
            [*shared, *(TopItem(kind="artist", name=f"{own} {i}") for i in range(n))]
        )["artist"]
        for own in ("aaa", "bbb")
    )
    assert len(one) == len(other) == n
    both = one.keys() & other.keys()
    assert len(both) / len(one.keys() | other.keys()) == pytest.approx(4 / 6, abs=0.1)


@pytest.mark.parametrize(
    "dates", [("1969", "2019"), (None, "1994-05-01"), ("-", "1994")]
)
def test_mentions_of_a_track_are_put_together_in_any_order(
    dates: tuple[str | None, str | None],
) -> None:
    """The most artists and the earliest era, whichever source is asked first."""
    one = TopItem(kind="track", name="X", artists=("A", "B"), release_date=dates[0])
    other = TopItem(
        kind="track", name="X", artists=("A",), release_date=dates[1], source="lastfm"
    )
    weights = feature_weights([one, other])
    assert weights == feature_weights([other, one])
    assert weights["artist"].keys() == {"a1|a", "a1|b"}
    assert weights["era"] == {"e1|1960s" if dates[0] == "1969" else "e1|1990s": 1.0}


def test_the_smallest_share_still_counts() -> None:
    """One play beside a billion is a millionth, not nothing."""
    block = _weights(artist(1, plays=10**9), artist(2, plays=1))["artist"]
    assert block == {"a1|nova1": 1.0, "a1|nova2": 1e-6}
