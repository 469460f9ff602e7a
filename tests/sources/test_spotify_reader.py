"""Spotify's answers, whole and with everything missing that may be missing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.sources.spotify.reader import read_identity, read_top_items
from backend.taste_profile import TopItem
from backend.taste_profile.top_items import ItemKind
from backend.use_cases.listening.errors import (
    SourceAccountUnknownError,
    SourceUnavailableError,
)
from tests.contracts.shared_data import shared_data

ARTIST: dict[str, Any] = {
    "external_urls": {
        "spotify": "https://open.spotify.com/artist/4LEiUm1SRbFMgfqnQTwUbQ"
    },
    "genres": ["slowcore", "indie rock"],
    "id": "4LEiUm1SRbFMgfqnQTwUbQ",
    "images": [{"url": "https://i.scdn.co/image/0", "height": None, "width": None}],
    "name": "Low",
    "type": "artist",
    "uri": "spotify:artist:4LEiUm1SRbFMgfqnQTwUbQ",
}
TRACK: dict[str, Any] = {
    "album": {"release_date": "1994-02-18", "release_date_precision": "day"},
    "artists": [{"name": "Low"}, {"name": "Dirty Three"}],
    "external_ids": {"isrc": "gb-abc-94-00001"},
    "external_urls": {"spotify": "https://open.spotify.com/track/1"},
    "is_local": False,
    "name": "Words",
    "type": "track",
    "uri": "spotify:track:1",
}


def read(answer: object, kind: ItemKind = "artist") -> tuple[TopItem, ...]:
    return read_top_items(
        answer, kind=kind, time_range="short_term", fetched_at="2026-11-20T12:00:00Z"
    )


def read_one(row: object, kind: ItemKind) -> TopItem:
    [item] = read({"items": [row]}, kind)
    return item


def track_with(**changes: Any) -> TopItem:
    return read_one({**TRACK, **changes}, "track")


def test_reads_an_artist() -> None:
    """Everything that a match needs; pictures and ids are not kept."""
    assert read_one(ARTIST, "artist") == TopItem(
        kind="artist",
        name="Low",
        time_range="short_term",
        rank=1,
        genres={"slowcore": 1.0, "indie rock": 1.0},
        links={
            "spotify": "https://open.spotify.com/artist/4LEiUm1SRbFMgfqnQTwUbQ",
            "spotify_uri": "spotify:artist:4LEiUm1SRbFMgfqnQTwUbQ",
        },
        source="spotify",
        fetched_at="2026-11-20T12:00:00Z",
    )


def test_reads_a_track() -> None:
    """With its artists in order and its code in the plain form."""
    item = read_one(TRACK, "track")
    assert (item.name, item.artists) == ("Words", ("Low", "Dirty Three"))
    assert item.release_date == "1994-02-18"
    assert item.links["isrc"] == "GBABC9400001"


@pytest.mark.parametrize(
    "changes",
    [
        {"genres": None},
        {"genres": []},
        {"genres": "rock"},
        {"genres": [None, 7, "", "\u200b", {"name": "rock"}]},
        {"images": None},
        {"external_urls": None},
        {"uri": None},
        {"id": None},
        {"type": None},
        {"popularity": 50, "followers": {"total": 3}},
    ],
)
def test_an_artist_needs_no_more_than_a_name(changes: dict[str, Any]) -> None:
    """Each of these has been seen, or is announced."""
    item = read_one({**ARTIST, **changes}, "artist")
    assert item.name == "Low"
    if "genres" in changes:
        assert item.genres == {}


def test_an_artist_of_a_name_alone_is_read() -> None:
    """Every other field is gone."""
    assert read_one({"name": "Low"}, "artist").links == {}


@pytest.mark.parametrize(
    "row",
    [
        None,
        7,
        "Low",
        [],
        {},
        {**ARTIST, "name": None},
        {**ARTIST, "name": ""},
        {**ARTIST, "name": " \u200b\n"},
        {**ARTIST, "name": 7},
        {**ARTIST, "type": "user"},
    ],
)
def test_a_row_that_names_no_artist_is_left_out(row: object) -> None:
    """And the next one keeps its rank."""
    [item] = read({"items": [row, ARTIST]})
    assert (item.name, item.rank) == ("Low", 2)


@pytest.mark.parametrize(
    "row",
    [
        {**TRACK, "artists": []},
        {**TRACK, "artists": None},
        {**TRACK, "artists": [{"name": ""}, None, {"id": "x"}]},
        {"type": "episode", "name": "A podcast", "show": {"name": "A show"}},
        {"track": None},
        {"item": None, "is_local": False},
        {"item": {"type": "episode", "name": "A podcast"}},
    ],
)
def test_a_row_that_is_no_track_is_left_out(row: object) -> None:
    """Nobody sings a podcast."""
    assert read({"items": [row]}, "track") == ()


def test_a_local_file_is_a_track_without_links() -> None:
    """Its uri would only repeat the names, and leads nowhere."""
    item = track_with(is_local=True, id=None, uri="spotify:local:Low::Words:200")
    assert item.name == "Words"
    assert "spotify_uri" not in item.links


def test_the_albums_artist_stands_in_for_a_missing_one() -> None:
    """A track is filed under somebody."""
    item = track_with(artists=[], album={"artists": [{"name": "Low"}]})
    assert item.artists == ("Low",)


@pytest.mark.parametrize(
    ("date", "precision", "read_as"),
    [
        ("1994", "year", "1994"),
        ("1994-02", "month", "1994-02"),
        ("1994-02-18", "day", "1994-02-18"),
        ("1994-01-01", "year", "1994"),
        ("1994-02-18", None, "1994-02-18"),
        ("1994", "day", "1994"),
        ("1994-00-00", "day", "1994"),
        ("1994-02-00", "day", "1994-02"),
        ("1994-02-18T00:00:00Z", "day", "1994-02-18"),
        ("0000", "year", None),
        ("0000-01-01", "day", None),
        ("unknown", "day", None),
        ("", "day", None),
        (None, None, None),
        (1994, "year", None),
        ("1994", ["year"], "1994"),
    ],
)
def test_a_date_says_no_more_than_is_known(
    date: object, precision: object, read_as: str | None
) -> None:
    """An album of 1994 was not released on the first of January."""
    album = {"release_date": date, "release_date_precision": precision}
    assert track_with(album=album).release_date == read_as


@pytest.mark.parametrize("album", [None, [], "an album", {}])
def test_a_track_without_an_album_has_no_date(album: object) -> None:
    """It is a track all the same."""
    assert track_with(album=album).release_date is None


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "https://open.spotify.com.evil.example/",
        "http://open.spotify.com/track/1",
        "https://open.spotify.com/" + "x" * 400,
        None,
        7,
    ],
)
def test_a_link_that_does_not_lead_to_spotify_is_dropped(url: object) -> None:
    """It will be shown as a link to other people."""
    assert "spotify" not in track_with(external_urls={"spotify": url}).links


def test_names_are_cut_to_what_is_kept() -> None:
    """A very long title is still a favourite."""
    item = track_with(
        name="la " * 400,
        artists=[{"name": f"Singer {n} " + "x" * 600} for n in range(30)],
    )
    assert len(item.name) <= 500
    assert len(item.artists) == 20


def test_ranks_count_from_the_pages_offset() -> None:
    """The second page does not start at the top again."""
    assert read({"items": [ARTIST], "offset": 50})[0].rank == 51


@pytest.mark.parametrize("offset", [None, -1, "50", 2**70, 1.5])
def test_an_odd_offset_counts_as_none(offset: object) -> None:
    """A rank is at least 1."""
    assert read({"items": [ARTIST], "offset": offset})[0].rank == 1


@pytest.mark.parametrize(
    "answer",
    [
        {"items": [TRACK]},
        {"tracks": {"items": [TRACK]}},
        {"tracks": [TRACK]},
        [TRACK],
        TRACK,
        {"items": [{"track": TRACK, "played_at": "2026-01-01T00:00:00Z"}]},
        {"items": [{"item": TRACK, "track": None, "is_local": False}]},
        {"items": {"items": [{"item": TRACK}], "total": 1}},
        {"item": TRACK, "is_playing": True},
    ],
)
def test_reads_every_shape_a_list_comes_in(answer: object) -> None:
    """Top lists, searches, histories, playlists old and new, one track."""
    [item] = read(answer, "track")
    assert item.name == "Words"


def test_an_empty_list_is_a_list() -> None:
    """New accounts have them."""
    assert read({"items": [], "total": 0}) == ()


@pytest.mark.parametrize(
    "answer",
    [None, 7, "text", {}, {"items": None}, {"items": "text"}, {"error": {"status": 1}}],
)
def test_what_is_no_list_is_a_broken_answer(answer: object) -> None:
    """It must not pass for an empty account."""
    with pytest.raises(SourceUnavailableError) as caught:
        read(answer)
    assert caught.value.reason == "broken_answer"


def test_the_identity_is_the_account_id() -> None:
    """The older id is passed over, the name is made safe to show."""
    identity = read_identity(
        {"account_id": "aB3dE5fG7h", "id": "ana", "display_name": "\u202eAna\n"}
    )
    assert (identity.account, identity.display_name) == ("aB3dE5fG7h", "Ana")


@pytest.mark.parametrize("name", [None, "", 7, " "])
def test_a_person_may_have_no_name(name: object) -> None:
    """The field is nullable."""
    assert read_identity({"account_id": "a", "display_name": name}).display_name is None


@pytest.mark.parametrize("account", [None, "", 7, "x" * 201])
def test_an_odd_account_id_is_none(account: object) -> None:
    """An account is never made of the id instead."""
    with pytest.raises(SourceAccountUnknownError):
        read_identity({"account_id": account, "id": "ana"})


@pytest.mark.parametrize("answer", [None, [], "text"])
def test_a_profile_that_is_no_object_is_a_broken_answer(answer: object) -> None:
    """Spotipy gives ``None`` for an answer that is no JSON."""
    with pytest.raises(SourceUnavailableError):
        read_identity(answer)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from([*TRACK, "items", "offset", "track", "item", "genres"]),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)


@given(row=_JSON)
def test_no_json_is_too_odd(row: object) -> None:
    """Anything but one of our errors would be a crash in front of a person."""
    for kind in ("artist", "track"):
        for answer in (row, {"items": [row, {**TRACK, "type": kind}]}):
            try:
                found = read(answer, kind)
            except SourceUnavailableError:
                continue
            assert all(item.name for item in found)


@pytest.mark.parametrize(
    ("name", "kind", "n", "first"),
    [
        ("top_artists.scrubbed", "artist", 20, "Artist 001"),
        ("followed_artists.scrubbed", "artist", 48, "Artist 050"),
        ("top_tracks.scrubbed", "track", 20, "Track 001"),
        ("recently_played_tracks.scrubbed", "track", 20, "Track 021"),
        ("search", "track", 5, "Never Gonna Give You Up"),
        ("artist", "artist", 1, "Pitbull"),
    ],
)
def test_reads_recorded_answers(name: str, kind: ItemKind, n: int, first: str) -> None:
    """Answers of the real thing, some from before fields were taken away."""
    file = shared_data("spotify-responses") / f"{name}.json"
    found = read(json.loads(file.read_text()), kind)
    assert len(found) == n
    assert (found[0].name, found[0].rank, found[-1].rank) == (first, 1, n)
    assert all(item.links["spotify_uri"] for item in found)


@pytest.mark.parametrize("name", ["playlist_not_found", "rate_limit"])
def test_a_recorded_error_is_no_list(name: str) -> None:
    """It came with a status that says so, but a reader cannot know."""
    file = shared_data("spotify-responses") / f"{name}.json"
    with pytest.raises(SourceUnavailableError):
        read(json.loads(file.read_text()))
