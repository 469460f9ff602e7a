"""Which tags are genres."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from backend.dev_server.demo.catalogue import demo_catalogue
from backend.sources.lastfm.tags import (
    ALIASES,
    genre_of,
    listed_genres,
    read_genres,
)
from backend.taste_profile.feature_keys import genre_key

LISTED_KEYS = {genre_key(genre) for genre in listed_genres()}


def toptags(*tags: tuple[object, object]) -> dict[str, Any]:
    rows = [{"name": name, "count": count, "url": "x"} for name, count in tags]
    return {"toptags": {"tag": rows, "@attr": {"artist": "A"}}}


def test_the_list_is_large_and_says_nothing_twice() -> None:
    """Two spellings of one key would be one genre."""
    counts = Counter(map(genre_key, listed_genres()))
    assert len(counts) > 800
    assert [key for key, n in counts.items() if n > 1] == []
    assert all(len(genre) <= 40 for genre in listed_genres())


def test_aliases_lead_to_listed_genres_and_are_needed() -> None:
    """Folding already meets spellings, so an alias is another word."""
    for word, genre in ALIASES.items():
        assert genre in listed_genres(), genre
        assert genre_key(word) != genre_key(genre), word
        assert genre_key(word) not in LISTED_KEYS, word
    assert len({genre_key(word) for word in ALIASES}) == len(ALIASES)


@pytest.mark.parametrize(
    ("tag", "genre"),
    [
        ("Hip-Hop", "hip hop"),
        ("hiphop", "hip hop"),
        ("rap", "hip hop"),
        ("Electronica", "electronic"),
        ("trip-hop", "trip hop"),
        ("Drum n Bass", "drum and bass"),
        ("dnb", "drum and bass"),
        ("rnb", "r&b"),
        ("Rhythm and Blues", "r&b"),
        ("synthpop", "synth-pop"),
        ("post rock", "post-rock"),
        ("prog rock", "progressive rock"),
        ("kpop", "k-pop"),
        ("NWOBHM", "new wave of british heavy metal"),
        ("tropicalia", "tropicália"),
    ],
)
def test_spellings_and_other_words_meet(tag: str, genre: str) -> None:
    """In the way we write it."""
    assert genre_of(tag) == genre


@pytest.mark.parametrize(
    "tag",
    [
        "seen live",
        "favorites",
        "favourite artists",
        "awesome",
        "beautiful",
        "love",
        "sexy",
        "chill",
        "female vocalists",
        "male vocalists",
        "guitar",
        "80s",
        "90s",
        "00s",
        "2010s",
        "1994",
        "american",
        "british",
        "swedish",
        "UK",
        "USA",
        "japanese",
        "Radiohead",
        "Chris Cornell",
        "Supergroup",
        "albums I own",
        "spotify",
        "under 2000 listeners",
        "",
        " ",
        "\u200b",
    ],
)
def test_what_else_people_write_is_no_genre(tag: str) -> None:
    """Moods, decades, countries, names, jokes."""
    assert genre_of(tag) is None


def test_most_genres_of_the_demo_catalogue_are_known() -> None:
    """It was tagged by other hands, with a few words of its own."""
    tagged = {genre for artist in demo_catalogue().artists for genre in artist.genres}
    unknown = {genre for genre in tagged if genre_of(genre) is None}
    assert len(unknown) <= len(tagged) // 20, unknown


def test_counts_become_weights_and_noise_goes() -> None:
    """Strongest first."""
    answer = toptags(
        ("seen live", 100), ("Grunge", 41), ("rock", 99), ("Audioslave", 8)
    )
    assert list(read_genres(answer).items()) == [("rock", 99.0), ("grunge", 41.0)]


def test_several_words_for_one_genre_count_once() -> None:
    """The highest count stands, or three spellings would outweigh anything."""
    answer = toptags(("rap", 60), ("Hip-Hop", 100), ("hip hop", 80))
    assert read_genres(answer) == {"hip hop": 100.0}


def test_at_most_eight_genres_are_kept() -> None:
    """The strongest, not the first."""
    tags = [(genre, place) for place, genre in enumerate(listed_genres()[:20], 1)]
    kept = read_genres(toptags(*tags))
    assert list(kept.values()) == [20, 19, 18, 17, 16, 15, 14, 13]


@pytest.mark.parametrize(
    ("count", "weight"),
    [(7, 7.0), ("08", 8.0), (100, 100.0), (250, 100.0)],
)
def test_a_count_is_at_most_a_hundred(count: object, weight: float) -> None:
    """Number or text."""
    assert read_genres(toptags(("rock", count))) == {"rock": weight}


@pytest.mark.parametrize("count", [0, "00", None, "", -3, "many", True, 1.5])
def test_a_tag_that_counts_nothing_is_left_out(count: object) -> None:
    """Last.fm lists some with 0."""
    assert read_genres(toptags(("rock", count))) == {}


def test_a_single_tag_may_come_without_a_list() -> None:
    """As with every list of Last.fm's."""
    assert read_genres({"toptags": {"tag": {"name": "rock", "count": 100}}}) == {
        "rock": 100.0
    }


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        {},
        {"toptags": []},
        {"toptags": {"tag": None}},
        {"toptags": {"tag": [None, 7, {}, {"name": 7, "count": 9}]}},
        {"error": 6, "message": "The artist you supplied could not be found"},
    ],
)
def test_whatever_else_comes_gives_no_genres(answer: object) -> None:
    """Genres are a bonus, never an obstacle."""
    assert read_genres(answer) == {}
