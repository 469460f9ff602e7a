"""The stand-in's Web API, through spotipy and against Spotify's own description."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests
import spotipy

from tests.dev_server.open_spotify import OpenSpotify, open_spotify
from tests.dev_server.spotify_schema import assert_described, document, operations

UNKNOWN_ID = "4LEiUm1SRbFMgfqnQTwUbQ"


@pytest.fixture(scope="module")
def running() -> Iterator[OpenSpotify]:
    with open_spotify() as opened:
        yield opened


@pytest.fixture
def spotify(running: OpenSpotify) -> Iterator[OpenSpotify]:
    yield running
    running.switch_all_off()


def client(spotify: OpenSpotify, person_id: str, **changes: str) -> Any:
    """Return spotipy's client with a token of the person's."""
    api = spotipy.Spotify(
        auth=spotify.tokens(person_id, **changes)["access_token"],
        requests_session=requests.Session(),
    )
    api.prefix = f"{spotify.url}/v1/"
    return api


@pytest.fixture
def ana(spotify: OpenSpotify) -> Any:
    return client(spotify, "ana")


@pytest.fixture
def ben(spotify: OpenSpotify) -> Any:
    return client(spotify, "ben")


def ask(
    spotify: OpenSpotify, path: str, method: str = "GET", **changes: str
) -> requests.Response:
    """Call the Web API without any client in between."""
    token = spotify.tokens("ana", **changes)["access_token"]
    return requests.request(
        method,
        f"{spotify.url}/v1{path}",
        headers={"Authorization": f"Bearer {token}"},
        timeout=120,
    )


def refused(call: Any, *arguments: Any, **options: Any) -> spotipy.SpotifyException:
    """Make a call that has to fail and return spotipy's error."""
    with pytest.raises(spotipy.SpotifyException) as caught:
        call(*arguments, **options)
    return caught.value


def test_the_profile_is_todays(ana: Any) -> None:
    """An account id, and no e-mail, country or subscription."""
    profile = ana.current_user()
    assert_described(profile, "OnePrivateUser")
    assert profile["account_id"] != profile["id"]
    assert profile["display_name"] == "Ana"


@pytest.mark.parametrize("time_range", ["short_term", "medium_term", "long_term"])
def test_top_lists_are_what_spotify_describes(ben: Any, time_range: str) -> None:
    """Fifty at most, whatever more the person likes."""
    artists = ben.current_user_top_artists(limit=50, time_range=time_range)
    tracks = ben.current_user_top_tracks(limit=50, time_range=time_range)
    assert_described(artists, "PagingArtistObject")
    assert_described(tracks, "PagingTrackObject")
    assert artists["total"] == tracks["total"] == 50
    assert artists["next"] is None


def test_genres_are_known_empty_null_or_missing(ben: Any) -> None:
    """All four have been seen."""
    artists = ben.current_user_top_artists(limit=50)["items"]
    seen = {str(artist.get("genres", "missing")) for artist in artists}
    assert {"['rock']", "[]", "None", "missing"} == seen


def test_pages_lead_from_one_to_the_next(ben: Any) -> None:
    """By address, as spotipy follows them."""
    page, names = ben.current_user_top_artists(limit=20), []
    while page:
        names += [artist["name"] for artist in page["items"]]
        page = ben.next(page)
    assert names == [f"Band {number}" for number in range(50)]


def test_beyond_the_fiftieth_there_is_nothing(ben: Any) -> None:
    """Design for fifty."""
    assert ben.current_user_top_artists(limit=50, offset=50)["items"] == []


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/me/top/artists?limit=51", "Invalid limit"),
        ("/me/top/artists?limit=0", "Invalid limit"),
        ("/me/top/artists?limit=many", "Invalid limit"),
        ("/me/top/artists?offset=-1", "Invalid offset"),
        ("/me/top/artists?time_range=ever", "Invalid time range"),
        ("/search?q=low&type=track&limit=11", "Invalid limit"),
        ("/search?q=low&type=track&offset=1001", "Invalid offset"),
        ("/search?type=track", "No search query"),
        ("/search?q=low&type=smell", "Bad search type field smell"),
        (f"/artists/{UNKNOWN_ID}/albums?limit=11", "Invalid limit"),
        ("/tracks/short", "Invalid base62 id"),
    ],
)
def test_limits_are_spotifys(spotify: OpenSpotify, path: str, message: str) -> None:
    """In the shape of every error: status and message."""
    answer = ask(spotify, path)
    assert answer.status_code == 400
    assert answer.json() == {"error": {"status": 400, "message": message}}


def test_recently_played_are_at_most_fifty_with_cursors(ana: Any) -> None:
    """Newest first, and the cursor leads further back."""
    page = ana.current_user_recently_played(limit=20)
    assert_described(page, "CursorPagedPlayHistory")
    times = [row["played_at"] for row in page["items"]]
    assert times == sorted(times, reverse=True)
    older = ana.current_user_recently_played(limit=50, before=page["cursors"]["before"])
    assert len(page["items"]) + len(older["items"]) == 50
    assert older["items"][0]["played_at"] < times[-1]


@pytest.mark.usefixtures("ben")
def test_search_finds_artists_tracks_and_albums(ana: Any) -> None:
    """Five of each unless asked for up to ten; accents make no difference."""
    found = ana.search("bjork", type="artist,track,album,playlist", limit=10)
    assert_described(found, "SearchItems")
    assert [artist["name"] for artist in found["artists"]["items"]] == ["Björk"]
    assert [track["name"] for track in found["tracks"]["items"]] == ["Song of Björk"]
    assert found["playlists"]["items"] == []
    assert len(ana.search("band", type="track", limit=5)["tracks"]["items"]) == 5


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ("artist:Low song", 1),
        ("album:unheard", 2),
        ("artist:slowdive year:1995", 2),
        ('artist:"Band 7" track:song', 1),
        ("band year:1990-1999", 0),
        ("band year:2001", 70),
        ("genre:rock band", 70),
        ("isrc:ZZDEM0199999", 0),
    ],
)
@pytest.mark.usefixtures("ana")
def test_search_knows_field_filters(ben: Any, query: str, n: int) -> None:
    """As playlists are put together with."""
    assert ben.search(query, type="track")["tracks"]["total"] == n


def test_a_track_leads_to_its_album_and_artist(ana: Any) -> None:
    """All single look-ups that a new app has."""
    track = ana.current_user_top_tracks(limit=1)["items"][0]
    artist = ana.artist(track["artists"][0]["id"])
    album = ana.album(track["album"]["id"])
    albums = ana.artist_albums(artist["id"], limit=10)
    tracks = ana.album_tracks(album["id"])
    assert_described(ana.track(track["id"]), "OneTrack")
    assert_described(artist, "OneArtist")
    assert_described(album, "OneAlbum")
    assert_described(tracks, "PagingSimplifiedTrackObject")
    assert album["id"] in [found["id"] for found in albums["items"]]
    assert tracks["items"][0]["id"] == track["id"]
    assert track["external_ids"]["isrc"].startswith("ZZ")


def test_an_album_holds_its_tracks_in_order(ana: Any) -> None:
    """Whether or not anybody listens to them."""
    [album] = ana.search("unheard", type="album")["albums"]["items"]
    assert (album["album_type"], album["total_tracks"]) == ("album", 2)
    tracks = ana.album_tracks(album["id"], limit=1, offset=1)["items"]
    assert [(track["name"], track["track_number"]) for track in tracks] == [
        ("Unheard Two", 2)
    ]


@pytest.mark.parametrize("kind", ["artist", "track", "album", "playlist"])
def test_an_unknown_id_is_not_found(ana: Any, kind: str) -> None:
    """A well-formed id of nothing."""
    assert refused(getattr(ana, kind), UNKNOWN_ID).http_status == 404


def test_a_playlist_is_made_filled_and_emptied(ana: Any) -> None:
    """Every safe method of spotipy on playlists."""
    tracks = ana.current_user_top_tracks(limit=4)["items"]
    uris = [track["uri"] for track in tracks]
    made = ana.current_user_playlist_create("Ours", description="for two")
    assert_described(made, "OnePlaylist")
    playlist_id = made["id"]

    def order() -> list[str]:
        page = ana.playlist_items(playlist_id)
        assert_described(page, "PagingPlaylistTrackObject")
        return [row["item"]["uri"] for row in page["items"]]

    first = ana.playlist_add_items(playlist_id, uris[:2])
    ana.playlist_add_items(playlist_id, uris[2:], position=0)
    assert order() == [*uris[2:], *uris[:2]]
    ana.playlist_reorder_items(playlist_id, range_start=0, insert_before=4)
    assert order() == [uris[3], uris[0], uris[1], uris[2]]
    ana.playlist_reorder_items(
        playlist_id, range_start=2, insert_before=0, range_length=2
    )
    assert order() == [uris[1], uris[2], uris[3], uris[0]]
    ana.playlist_remove_all_occurrences_of_items(playlist_id, uris[:1])
    assert order() == [uris[1], uris[2], uris[3]]
    last = ana.playlist_replace_items(playlist_id, uris)
    assert order() == uris
    assert first["snapshot_id"] != last["snapshot_id"]
    ana.playlist_change_details(playlist_id, name="Still ours")
    assert ana.playlist(playlist_id)["name"] == "Still ours"


def test_a_playlist_lists_among_ones_own(ana: Any) -> None:
    """Newest first, in the short form."""
    made = ana.current_user_playlist_create("Newest")
    page = ana.current_user_playlists()
    assert_described(page, "PagedPlaylists")
    assert page["items"][0]["id"] == made["id"]
    assert page["items"][0]["items"]["total"] == 0


def test_items_go_in_as_an_object_too(spotify: OpenSpotify, ana: Any) -> None:
    """The documented body; spotipy sends a bare array."""
    uri = ana.current_user_top_tracks(limit=1)["items"][0]["uri"]
    made = ana.current_user_playlist_create("Object")
    added = ana._post(
        f"playlists/{made['id']}/items", payload={"uris": [uri, uri], "position": 0}
    )
    assert added["snapshot_id"]
    assert ana.playlist_items(made["id"])["total"] == 2


def test_a_playlist_that_was_asked_to_be_private_is_public(ana: Any) -> None:
    """As seen at Spotify: the field is no lock."""
    assert ana.current_user_playlist_create("Secret", public=False)["public"] is True


def test_old_favourites_end_with_what_readers_stumble_over(ana: Any) -> None:
    """A file of one's own and something that was taken down."""
    [favourites] = [
        playlist
        for playlist in ana.current_user_playlists()["items"]
        if playlist["name"] == "Old favourites"
    ]
    *_, local, nothing = ana.playlist_items(favourites["id"])["items"]
    assert local["is_local"]
    assert local["item"]["id"] is None
    assert local["item"]["uri"].startswith("spotify:local:")
    assert nothing["item"] is None


def test_somebody_elses_playlist_keeps_its_items(ana: Any, ben: Any) -> None:
    """Its description can be read, its items neither read nor changed."""
    made = ben.current_user_playlist_create("Ben's")
    assert "items" not in ana.playlist(made["id"])["items"]
    for call in (
        lambda: ana.playlist_items(made["id"]),
        lambda: ana.playlist_add_items(made["id"], []),
        lambda: ana.playlist_change_details(made["id"], name="Mine"),
    ):
        error = refused(call)
        assert (error.http_status, "own" in error.msg) == (403, True)


@pytest.mark.parametrize(
    ("uris", "message"),
    [
        (["spotify:track:" + UNKNOWN_ID] * 101, "maximum of 100"),
        (["spotify:track:" + UNKNOWN_ID], "non-existing ID"),
        (["spotify:artist:" + UNKNOWN_ID], "Invalid track uri"),
        (["spotify:track:short"], "Invalid base62 id"),
    ],
)
def test_what_cannot_be_played_cannot_be_added(
    ana: Any, uris: list[str], message: str
) -> None:
    """And nothing of the rest is added."""
    made = ana.current_user_playlist_create("Odd")
    error = refused(ana._post, f"playlists/{made['id']}/items", payload={"uris": uris})
    assert error.http_status == 400
    assert message in error.msg
    assert ana.playlist_items(made["id"])["total"] == 0


@pytest.mark.parametrize(
    ("path", "scope"),
    [
        ("/me/top/artists", "user-read-recently-played"),
        ("/me/player/recently-played", "user-top-read"),
        ("/me/playlists", "user-top-read"),
    ],
)
def test_a_missing_scope_is_told(spotify: OpenSpotify, path: str, scope: str) -> None:
    """Each list needs its own."""
    answer = ask(spotify, path, scope=scope)
    assert answer.status_code == 403
    assert answer.json()["error"]["message"] == "Insufficient client scope"


@pytest.mark.parametrize(
    ("header", "status", "message"),
    [
        (None, 401, "No token provided"),
        ("Basic abc", 400, "Only valid bearer authentication supported"),
        ("Bearer ", 400, "Only valid bearer authentication supported"),
        ("Bearer made-up", 401, "Invalid access token"),
    ],
)
def test_without_a_valid_token_nothing_is_told(
    spotify: OpenSpotify, header: str | None, status: int, message: str
) -> None:
    """Not even whether a path exists."""
    headers = {"Authorization": header} if header else {}
    answer = requests.get(f"{spotify.url}/v1/nowhere", headers=headers, timeout=120)
    assert answer.status_code == status
    assert answer.json()["error"]["message"] == message


def test_a_token_ends_after_an_hour(spotify: OpenSpotify) -> None:
    """By the clock that the stand-in was given."""
    api = client(spotify, "ana")
    spotify.wait(hours=1)
    error = refused(api.me)
    assert (error.http_status, "expired" in error.msg) == (401, True)


@pytest.mark.parametrize("trouble", ["rate_limit", "quota"])
def test_spotipy_hears_both_kinds_of_429(
    spotify: OpenSpotify, ana: Any, trouble: str
) -> None:
    """With a session of one's own: at once, with header and reason."""
    spotify.switch(trouble, seconds=48_925)
    error = refused(ana.me)
    assert error.http_status == 429
    assert error.headers["Retry-After"] == "48925"
    assert error.reason == ("QUOTA_EXCEEDED" if trouble == "quota" else None)


def test_a_new_account_has_empty_lists(spotify: OpenSpotify) -> None:
    """It is no error."""
    api = client(spotify, "new")
    assert api.current_user_top_artists()["items"] == []
    assert api.current_user_recently_played()["items"] == []
    assert api.current_user_recently_played()["cursors"] is None


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/artists?ids=a", 403),
        ("GET", "/tracks/?ids=a", 403),
        ("GET", f"/artists/{UNKNOWN_ID}/top-tracks", 403),
        ("GET", "/browse/new-releases", 403),
        ("GET", "/users/ana", 403),
        ("POST", "/users/ana/playlists", 403),
        ("GET", f"/playlists/{UNKNOWN_ID}/tracks", 403),
        ("DELETE", f"/playlists/{UNKNOWN_ID}/followers", 403),
        ("PUT", "/me/tracks", 403),
        ("GET", f"/artists/{UNKNOWN_ID}/related-artists", 404),
        ("GET", "/recommendations?seed_genres=rock", 404),
        ("GET", "/nowhere", 404),
        ("PUT", "/me/library?uris=x", 501),
    ],
)
def test_what_is_gone_is_refused(
    spotify: OpenSpotify, method: str, path: str, status: int
) -> None:
    """A client that relies on it has to notice here."""
    answer = ask(spotify, path, method)
    assert answer.status_code == status
    assert answer.json()["error"]["status"] == status


def test_a_field_that_is_gone_or_odd_is_noticed(ana: Any) -> None:
    """The description is watchful, or the other tests would prove nothing."""
    document()
    profile = ana.current_user()
    for odd in ({"popularity": 1}, {"images": "none"}):
        with pytest.raises(AssertionError):
            assert_described({**profile, **odd}, "OnePrivateUser")


def test_every_described_operation_is_answered_or_refused(spotify: OpenSpotify) -> None:
    """None falls through to an answer that Spotify would never give."""
    answered = set()
    for method, path in operations():
        answer = ask(spotify, path, method)
        assert "error" not in answer.text or answer.json()["error"]["status"] >= 400
        if answer.status_code not in (403, 501):
            answered.add((method, path.replace(UNKNOWN_ID, "ID"), answer.status_code))
    unknown = {(m, p) for m, p, status in answered if status in (404, 400)}
    assert unknown == {
        ("GET", "/albums/ID"),
        ("GET", "/albums/ID/tracks"),
        ("GET", "/artists/ID"),
        ("GET", "/artists/ID/albums"),
        ("GET", "/artists/ID/related-artists"),
        ("GET", "/browse/categories/ID/playlists"),
        ("GET", "/browse/featured-playlists"),
        ("GET", "/playlists/ID"),
        ("GET", "/playlists/ID/items"),
        ("GET", "/recommendations"),
        ("GET", "/recommendations/available-genre-seeds"),
        ("GET", "/search"),
        ("GET", "/tracks/ID"),
        ("POST", "/me/playlists"),
        ("POST", "/playlists/ID/items"),
        ("PUT", "/playlists/ID"),
        ("PUT", "/playlists/ID/items"),
        ("DELETE", "/playlists/ID/items"),
    }
    assert {(m, p) for m, p, status in answered if status == 200} == {
        ("GET", "/me"),
        ("GET", "/me/player/recently-played"),
        ("GET", "/me/playlists"),
        ("GET", "/me/top/artists"),
        ("GET", "/me/top/tracks"),
    }
