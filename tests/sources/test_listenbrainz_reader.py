"""ListenBrainz's answers, whole and with everything missing that may be missing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.sources.listenbrainz.reader import (
    MAX_GENRES_READ,
    read_genres,
    read_listen_count,
    read_page,
    read_release_years,
    read_token_owner,
    read_top_items,
)
from backend.taste_profile import TopItem
from backend.taste_profile.top_items import ItemKind
from backend.use_cases.listening.errors import (
    SourceAccountUnknownError,
    SourceError,
    SourceSignInExpiredError,
    SourceUnavailableError,
)

LOW = "92ecbfb3-1d3b-4b1c-8d5e-2f6f3e1a4c55"
SONG = "e97f805a-ab48-4c52-855e-07049142113d"
GENRE = "45eb1d9c-588c-4dc8-9394-a14b7c8f02bc"
FETCHED_AT = "2026-11-20T12:00:00Z"
ARTIST: dict[str, Any] = {
    "artist_mbid": LOW,
    "artist_name": "Low",
    "listen_count": 385,
}
TRACK: dict[str, Any] = {
    "artist_mbids": [LOW, "5adcb9d9-5ea2-428d-af46-ef626966e106"],
    "artist_name": "Low feat. Dirty Three",
    "artists": [
        {"artist_credit_name": "Low", "artist_mbid": LOW, "join_phrase": " feat. "},
        {
            "artist_credit_name": "Dirty Three",
            "artist_mbid": "5adcb9d9-5ea2-428d-af46-ef626966e106",
            "join_phrase": "",
        },
    ],
    "caa_id": None,
    "caa_release_mbid": None,
    "listen_count": 25,
    "recording_mbid": SONG,
    "release_mbid": "de97ca87-36c4-4995-a5c9-540e35944352",
    "release_name": "In the Fishtank 7",
    "track_name": "Down by the River",
}
# Various Artists, [unknown]
NOBODIES = (
    "89ad4ac3-39f7-470e-963a-56509c546377",
    "125ec42a-7229-4250-afc5-e057484327fe",
)


def read(*rows: object, kind: ItemKind = "artist") -> tuple[TopItem, ...]:
    return read_top_items(
        rows, kind=kind, time_range="short_term", fetched_at=FETCHED_AT
    )


def artist_with(**changes: Any) -> tuple[TopItem, ...]:
    return read({**ARTIST, **changes})


def track_with(**changes: Any) -> tuple[TopItem, ...]:
    return read({**TRACK, **changes}, kind="track")


def test_reads_an_artist() -> None:
    """With plays and rank, and an MBID that leads to a page."""
    assert read(ARTIST) == (
        TopItem(
            kind="artist",
            name="Low",
            time_range="short_term",
            rank=1,
            plays=385,
            links={
                "mbid": LOW,
                "listenbrainz": f"https://listenbrainz.org/artist/{LOW}/",
            },
            source="listenbrainz",
            fetched_at=FETCHED_AT,
        ),
    )


def test_reads_a_recording_with_the_artists_of_its_credit() -> None:
    """In their order, one by one."""
    [item] = track_with()
    assert (item.name, item.artists) == ("Down by the River", ("Low", "Dirty Three"))
    assert (item.plays, item.rank) == (25, 1)
    assert item.links == {
        "mbid": SONG,
        "listenbrainz": f"https://listenbrainz.org/track/{SONG}/",
    }


@pytest.mark.parametrize(
    "artists", [None, [], "Low", [None, 7], [{"artist_credit_name": ""}], {}]
)
def test_without_a_credit_the_name_of_all_is_one_artist(artists: object) -> None:
    """As the player wrote it: taking names apart would break Simon & Garfunkel."""
    [item] = track_with(artists=artists)
    assert item.artists == ("Low feat. Dirty Three",)


def test_an_artist_without_an_mbid_keeps_the_name_as_given() -> None:
    """A credit of several that is matched with nobody."""
    [item] = artist_with(artist_mbid=None, artist_name="Low & Dirty Three")
    assert (item.name, item.links) == ("Low & Dirty Three", {})


@pytest.mark.parametrize("mbid", [None, "", 7, "no mbid", f"{LOW}/../x", [LOW]])
def test_an_odd_mbid_is_none(mbid: object) -> None:
    """It becomes part of an address later."""
    [item] = artist_with(artist_mbid=mbid)
    assert item.links == {}


@pytest.mark.parametrize(
    ("count", "plays"),
    [
        ("385", 385),
        (385.0, 385),
        (None, None),
        ("many", None),
        ("", None),
        (-3, None),
        (True, None),
        (2**70, None),
        (1.5, None),
        (float("nan"), None),
        (float("inf"), None),
        ([1], None),
    ],
)
def test_a_count_is_read_in_every_form(count: object, plays: int | None) -> None:
    """What is no count leaves the rank to speak."""
    [item] = artist_with(listen_count=count)
    assert (item.plays, item.rank) == (plays, 1)


@pytest.mark.parametrize(
    "row",
    [
        None,
        7,
        "Low",
        [],
        {},
        {**ARTIST, "artist_name": None},
        {**ARTIST, "artist_name": " \u200b\n"},
        {**ARTIST, "artist_name": 7},
        {**ARTIST, "listen_count": 0},
        {**ARTIST, "artist_mbid": NOBODIES[0]},
        {**ARTIST, "artist_mbid": NOBODIES[1].upper()},
        {**ARTIST, "artist_mbid": None, "artist_name": "Various Artists"},
        {**ARTIST, "artist_mbid": None, "artist_name": "[Unknown]"},
    ],
)
def test_a_row_that_names_no_artist_is_left_out(row: object) -> None:
    """And the next one keeps its rank."""
    [item] = read(row, ARTIST)
    assert (item.name, item.rank) == ("Low", 2)


def test_a_band_may_be_called_like_nobody() -> None:
    """Who has an MBID of their own is somebody."""
    [item] = artist_with(artist_name="Unknown Artist")
    assert item.name == "Unknown Artist"


@pytest.mark.parametrize(
    "changes",
    [
        {"track_name": ""},
        {"track_name": None},
        {"artists": None, "artist_name": None},
        {"artists": None, "artist_name": "Various Artists"},
        {
            "artists": [
                {"artist_credit_name": "Various", "artist_mbid": NOBODIES[0]},
            ]
        },
    ],
)
def test_a_recording_of_nobody_is_left_out(changes: dict[str, Any]) -> None:
    """It would make a soulmate of everybody with compilations."""
    assert track_with(**changes) == ()


def test_names_are_cut_to_what_is_kept() -> None:
    """A very long title is still a favourite."""
    [item] = track_with(
        track_name="la " * 400,
        artists=[{"artist_credit_name": f"Singer {n} " + "x" * 600} for n in range(30)],
    )
    assert len(item.name) <= 500
    assert len(item.artists) == 20


@pytest.mark.parametrize("kind", ["artist", "track"])
@pytest.mark.parametrize(
    "answer",
    [
        None,
        7,
        [],
        {},
        {"payload": None},
        {"payload": []},
        {"payload": {}},
        {"payload": {"artists": None, "recordings": {}}},
        {"code": 200, "error": "none"},
    ],
)
def test_what_is_no_list_is_a_broken_answer(answer: object, kind: ItemKind) -> None:
    """It must not pass for somebody who never listens."""
    with pytest.raises(SourceUnavailableError) as caught:
        read_page(answer, kind)
    assert caught.value.reason == "broken_answer"


def test_a_page_gives_its_rows_as_they_came() -> None:
    """An empty one is one, too."""
    assert read_page({"payload": {"artists": [ARTIST, None]}}, "artist") == [
        ARTIST,
        None,
    ]
    assert read_page({"payload": {"recordings": []}}, "track") == []


def test_the_token_tells_whose_it_is() -> None:
    """The name as it is written there."""
    answer = {"code": 200, "message": "Token valid.", "valid": True, "user_name": "Ana"}
    assert read_token_owner(answer) == "Ana"


def test_an_invalid_token_is_told_with_a_200() -> None:
    """So the status alone says nothing."""
    answer = {"code": 200, "message": "Token invalid.", "valid": False}
    with pytest.raises(SourceSignInExpiredError):
        read_token_owner(answer)


@pytest.mark.parametrize("name", [None, "", 7, ["Ana"]])
def test_a_token_of_no_name_links_nobody(name: object) -> None:
    """There is nothing else to know them by."""
    with pytest.raises(SourceAccountUnknownError):
        read_token_owner({"valid": True, "user_name": name})


@pytest.mark.parametrize("answer", [None, [], {}, {"valid": "true"}, {"valid": None}])
def test_an_answer_without_a_verdict_is_broken(answer: object) -> None:
    """Neither valid nor invalid."""
    with pytest.raises(SourceUnavailableError):
        read_token_owner(answer)


def test_the_listen_count_is_a_number() -> None:
    """Also as a text."""
    assert read_listen_count({"payload": {"count": "12"}}) == 12
    for odd in (None, {}, {"payload": {"count": None}}):
        with pytest.raises(SourceUnavailableError):
            read_listen_count(odd)


def tag(name: object, count: object, genre_mbid: object = GENRE) -> dict[str, object]:
    return {
        "artist_mbid": LOW,
        "count": count,
        "genre_mbid": genre_mbid,
        "tag": name,
    }


def genres_of(*tags: object) -> dict[str, float]:
    [genres] = read_genres(
        [{"artist_mbid": LOW, "tag": {"artist": list(tags)}}]
    ).values()
    return genres


def test_reads_the_genres_of_the_servers_own_example() -> None:
    """Only what has a ``genre_mbid``: "trip-hop" is a spelling, not a genre."""
    portishead = "8f6bd1e4-fbe1-4f50-aa9b-94c450ec0f11"
    downtempo = "cc38aba3-48ed-439a-83b9-f81a34a66598"
    answer = [
        {
            "artist_mbid": portishead,
            "name": "Portishead",
            "rels": {"wikidata": "https://www.wikidata.org/wiki/Q191352"},
            "tag": {
                "artist": [
                    {"count": 6, "genre_mbid": downtempo, "tag": "downtempo"},
                    {"count": 13, "genre_mbid": GENRE, "tag": "trip hop"},
                    {"count": 7, "tag": "trip-hop"},
                ]
            },
        }
    ]
    found = read_genres(answer)
    assert found == {portishead: {"trip hop": 13.0, "downtempo": 6.0}}
    assert list(found[portishead]) == ["trip hop", "downtempo"]


def test_at_most_ten_genres_are_read_the_most_agreed_first() -> None:
    """Ties go by name, so that the same answer gives the same profile."""
    tags = [tag(f"genre {n:02}", 1 + n // 2) for n in range(30)]
    assert list(genres_of(*tags))[:3] == [
        "genre 28",
        "genre 29",
        "genre 26",
    ]
    assert len(genres_of(*tags)) == MAX_GENRES_READ


@pytest.mark.parametrize(
    "odd",
    [
        None,
        "rock",
        tag("rock", 0),
        tag("rock", -1),
        tag("rock", None),
        tag("rock", 3, None),
        tag("rock", 3, ""),
        tag("", 3),
        tag(None, 3),
        tag("x" * 61, 3),
        {},
    ],
)
def test_what_is_no_agreed_genre_is_left_out(odd: object) -> None:
    """The others of the artist stay."""
    assert _read_both(odd) == {"slowcore": 2.0}


def _read_both(odd: object) -> dict[str, float]:
    answer = [{"artist_mbid": LOW, "tag": {"artist": [odd, tag("slowcore", "2")]}}]
    return read_genres(answer)[LOW]


@pytest.mark.parametrize("tags", [None, [], "rock", {}, {"artist": None}])
def test_an_artist_may_have_no_genres(tags: object) -> None:
    """That is an answer, too."""
    assert read_genres([{"artist_mbid": LOW, "tag": tags}]) == {LOW: {}}


@pytest.mark.parametrize("answer", [None, {}, "text", 7])
def test_metadata_that_is_no_list_is_broken(answer: object) -> None:
    """Rows that are none are passed over."""
    with pytest.raises(SourceUnavailableError):
        read_genres(answer)
    assert read_genres([None, {}, {"artist_mbid": 7}]) == {}


def test_reads_the_year_of_a_recordings_release() -> None:
    """As in the server's own example; whatever is no year is none."""
    answer = {
        SONG: {"recording": {"rels": []}, "release": {"name": "Dummy", "year": 1994}},
        LOW: {"release": {"year": 0}},
        GENRE: {"release": None},
        "no mbid": {"release": {"year": 1994}},
    }
    assert read_release_years(answer) == {SONG: "1994"}
    oddities: tuple[object, ...] = (None, [], "text")
    for odd in oddities:
        with pytest.raises(SourceUnavailableError):
            read_release_years(odd)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from([*TRACK, *ARTIST, "payload", "artist", "tag", "release"]),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)


@given(odd=_JSON)
def test_no_json_is_too_odd(odd: object) -> None:
    """Anything but one of our errors would be a crash in front of a person."""
    for kind, row in (("artist", ARTIST), ("track", TRACK)):
        changed = dict.fromkeys(row, odd)
        for rows in ([odd, row], [changed], [{**row, "artists": [odd]}]):
            found = read_top_items(
                rows,
                kind="artist" if kind == "artist" else "track",
                time_range="long_term",
                fetched_at=FETCHED_AT,
            )
            assert all(item.name for item in found)
    for reader in (read_genres, read_release_years, read_token_owner):
        for answer in (odd, [odd], {SONG: odd}, [{"artist_mbid": LOW, "tag": odd}]):
            try:
                reader(answer)
            except SourceError:
                continue
