"""Comparisons: what both have, what one has, what each could bring."""

from __future__ import annotations

import pytest
from hypothesis import given

from backend.taste_profile import (
    Comparison,
    PlacedItem,
    Statistics,
    TasteProfile,
    TasteVectorizer,
    TopItem,
    build_taste_profile,
    compare_profiles,
)
from backend.taste_profile.feature_keys import artist_key, genre_key
from backend.taste_profile.item_lists import item_key
from tests.examples import examples
from tests.taste_profile.strategies import groups


def _compare(you: TasteProfile, them: TasteProfile) -> Comparison:
    vectorizer = TasteVectorizer(Statistics())
    your, their = (vectorizer.vector(p.user_id, p.weights) for p in (you, them))
    return compare_profiles(you, them, your, their)


def _keys(items: tuple[PlacedItem, ...]) -> list[str]:
    return [item_key(placed.item) for placed in items]


def _known(profile: TasteProfile) -> set[str]:
    """Every artist and track that the score may know of somebody."""
    artists = {artist_key(name) for i in profile.top_items for name in i.artists}
    return artists | {item_key(item) for item in profile.top_items}


@examples(40)
@given(groups(2, 2))
def test_everything_is_shared_or_on_one_side(profiles: list[TasteProfile]) -> None:
    """Each artist and track once, artists first, and nothing is lost."""
    you, them = profiles
    found = _compare(you, them)
    yours, theirs = (_known(p) for p in profiles)
    mine, other = (tuple(pair[side] for pair in found.shared) for side in (0, 1))
    assert sorted(_keys(mine)) == sorted(yours & theirs)
    assert _keys(mine) == _keys(other)
    assert sorted(_keys(found.only_you)) == sorted(yours - theirs)
    assert sorted(_keys(found.only_them)) == sorted(theirs - yours)
    for items in (found.only_you, found.only_them, mine):
        kinds = [placed.item.kind for placed in items]
        assert kinds == sorted(kinds)


@examples(40)
@given(groups(2, 2))
def test_the_other_side_sees_the_mirror(profiles: list[TasteProfile]) -> None:
    """Yours are theirs and theirs are yours."""
    you, them = profiles
    found, mirrored = _compare(you, them), _compare(them, you)
    assert mirrored.shared == tuple((b, a) for a, b in found.shared)
    assert (mirrored.only_you, mirrored.only_them) == (found.only_them, found.only_you)
    assert mirrored.discoveries_for_them == found.discoveries_for_you
    assert mirrored.discoveries_for_you == found.discoveries_for_them


@examples(40)
@given(groups(2, 2))
def test_discoveries_are_the_other_s_own_with_reasons(
    profiles: list[TasteProfile],
) -> None:
    """Every place once per kind; named genres are the item's and the listener's."""
    you, them = profiles
    found = _compare(you, them)
    listened = you.weights.get("genre", {})
    discoveries = found.discoveries_for_you
    assert {item_key(d.item) for d in discoveries} == set(_keys(found.only_them))
    places = [(d.item.kind, d.place) for d in discoveries]
    assert len(set(places)) == len(places)
    for discovery in discoveries:
        assert 1 <= discovery.place <= len(_known(them))
        assert len(discovery.shared_genres) <= 3
        for genre in discovery.shared_genres:
            assert genre in discovery.item.genres
            assert genre_key(genre) in listened


ANA = build_taste_profile(
    "ana",
    {"artists": [{"name": "Low", "plays": 90, "genres": ["Slowcore", "Hip-Hop"]}]},
)


def test_what_is_dear_and_fitting_comes_first() -> None:
    """Of two artists alike, the one whose genres the listener knows."""
    ben = build_taste_profile(
        "ben",
        {
            "artists": [
                {"name": "Abba", "plays": 50, "genres": ["Pop"]},
                {"name": "Codeine", "plays": 50, "genres": ["slowcore"]},
                {"name": "Bodeine", "plays": 40},
            ]
        },
    )
    found = _compare(ANA, ben).discoveries_for_you
    told = [(d.item.name, d.place, d.shared_genres) for d in found]
    assert told == [
        ("Codeine", 2, ("slowcore",)),
        ("Abba", 1, ()),
        ("Bodeine", 3, ()),
    ]


def test_genres_are_named_once_the_listener_s_strongest_first() -> None:
    """Two spellings of one genre are one reason; at most three are given."""
    tags = {"Rock": 1, "Jazz": 2, "Pop": 3, "Folk": 4}
    ana = build_taste_profile(
        "ana", {"artists": [{"name": "Low", "plays": 9, "genres": tags}]}
    )
    tagged = {"hip hop": 1, "Rock": 1, "Hip-Hop": 1, "Jazz": 1, "pop": 1, "Folk": 1}
    ben = build_taste_profile("ben", {"artists": [{"name": "Ride", "genres": tagged}]})
    (discovery,) = _compare(ana, ben).discoveries_for_you
    assert discovery.shared_genres == ("Folk", "pop", "Jazz")
    (other,) = _compare(ANA, ben).discoveries_for_you
    assert other.shared_genres == ("Hip-Hop",)


def test_an_item_listed_twice_is_shown_with_most_plays_or_the_best_rank() -> None:
    """One artist is one line, however many lists name it."""
    items = [
        TopItem(kind="artist", name="Low", rank=4),
        TopItem(kind="artist", name="LOW", rank=2),
        TopItem(kind="artist", name="Ride", plays=3),
        TopItem(kind="artist", name="RIDE", plays=5, time_range="short_term"),
    ]
    both = build_taste_profile("ben", items)
    found = _compare(build_taste_profile("cem", {"artists": ["Slint"]}), both)
    assert {placed.item.name for placed in found.only_them} == {"LOW", "RIDE"}


def test_tracks_come_after_artists_with_places_of_their_own() -> None:
    """A first track is a first track, whatever artists there are."""
    ben = build_taste_profile(
        "ben", {"artists": ["Ride", "Slint"], "tracks": [("Codeine", "D")]}
    )
    found = _compare(ANA, ben).discoveries_for_you
    assert [(d.item.name, d.place) for d in found] == [
        ("Ride", 1),
        ("Slint", 2),
        ("Codeine", 3),
        ("D", 1),
    ]


@pytest.mark.parametrize("weight", [1e-9, 1e9])
def test_genre_weights_of_any_size_give_a_fit(weight: float) -> None:
    """Sums of the largest and the smallest weights stay numbers."""
    genres = {"Slowcore": weight, "Hip-Hop": weight}
    ben = build_taste_profile("ben", {"artists": [{"name": "Ride", "genres": genres}]})
    (discovery,) = _compare(ANA, ben).discoveries_for_you
    assert set(discovery.shared_genres) == {"Slowcore", "Hip-Hop"}


def test_what_the_score_shares_is_shared_here() -> None:
    """An artist known from a track alone is nobody's discovery."""
    ben = build_taste_profile("ben", {"tracks": [("Low", "Words")]})
    found = _compare(ANA, ben)
    [(mine, theirs)] = found.shared
    assert (mine.item.name, theirs.item.name) == ("Low", "Low")
    assert (mine.place, theirs.place) == (1, 1)
    assert [placed.item.name for placed in found.only_them] == ["Words"]
    assert [d.item.name for d in found.discoveries_for_you] == ["Words"]
