"""Artists, tracks, albums and users as the Web API writes them today.

Without what is gone (popularity, followers, markets, labels, e-mail, country), and
with genres as they are now: often empty, sometimes null or not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import request

from backend.dev_server.demo.spotify.catalogue import Album, Artist, Track
from backend.dev_server.demo.spotify.ids import draw, spotify_id
from backend.dev_server.demo.spotify.people import InventedPerson
from backend.dev_server.demo.spotify.troubles import Trouble

_PRECISIONS = {4: "year", 7: "month", 10: "day"}


def account_id(person: InventedPerson) -> str:
    """Return the lasting id of the person's account."""
    return spotify_id("account", person.person_id)[:10]


def user_id(person: InventedPerson) -> str:
    """Return the older id, which accounts are no longer to be linked by."""
    return spotify_id("user", person.person_id).lower()


def user(person: InventedPerson, trouble: Trouble | None) -> dict[str, Any]:
    """Return the answer of ``GET /me``."""
    profile: dict[str, Any] = {
        **_public_user(person),
        "account_id": account_id(person),
        "display_name": None if trouble == "no_display_name" else person.name,
        "images": [],
    }
    if trouble == "no_account_id":
        del profile["account_id"]
    return profile


def owner(person: InventedPerson) -> dict[str, Any]:
    """Return a person as the owner of a playlist."""
    return {**_public_user(person), "display_name": person.name}


def artist(given: Artist, trouble: Trouble | None = None) -> dict[str, Any]:
    """Return an artist in full."""
    written = {**simple_artist(given), "images": [], "genres": list(given.genres)}
    # By the shares seen in recorded answers: more than a third say nothing.
    share = draw("genres", given.name) % 16
    if share < 6 or trouble == "no_genres":
        written["genres"] = []
    if share == 0:
        written["genres"] = None
    elif share == 1:
        del written["genres"]
    return written


def simple_artist(given: Artist) -> dict[str, Any]:
    """Return an artist inside a track or album."""
    return {**_identity("artist", given.artist_id), "name": given.name}


def track(given: Track) -> dict[str, Any]:
    """Return a track in full."""
    return {
        **simple_track(given),
        "album": album(given.album),
        "external_ids": {"isrc": given.isrc},
    }


def simple_track(given: Track) -> dict[str, Any]:
    """Return a track inside its album."""
    return {
        **_identity("track", given.track_id),
        "artists": [simple_artist(artist) for artist in given.artists],
        "disc_number": 1,
        "duration_ms": 120_000 + draw("duration", given.track_id) % 240_000,
        "explicit": False,
        "is_local": False,
        "name": given.title,
        "preview_url": None,
        "track_number": given.number,
    }


def album(given: Album) -> dict[str, Any]:
    """Return an album inside a track or a list."""
    date = given.release_date
    return {
        **_identity("album", given.album_id),
        "album_type": "single" if given.is_single else "album",
        "artists": [simple_artist(given.artist)],
        "images": [],
        "name": given.name,
        "release_date": date,
        "release_date_precision": _PRECISIONS.get(len(date), "day"),
        "total_tracks": len(given.tracks),
    }


def full_album(given: Album) -> dict[str, Any]:
    """Return an album with its tracks."""
    rows = [simple_track(track) for track in given.tracks]
    return {
        **album(given),
        "copyrights": [],
        "external_ids": {},
        "genres": [],
        "tracks": _one_page(rows, f"albums/{given.album_id}/tracks"),
    }


def local_track(uri: str) -> dict[str, Any]:
    """Return a file of the person's own, which Spotify knows by its names only.

    Args:
        uri: ``spotify:local:ARTIST:ALBUM:TITLE:SECONDS``, blanks as plus signs.
    """
    artist_name, _, title, _ = uri.replace("+", " ").split(":")[2:]
    nowhere: dict[str, Any] = {"external_urls": {}, "href": None, "id": None}
    singer = {**nowhere, "name": artist_name, "type": "artist", "uri": None}
    record = {
        **nowhere,
        "album_type": None,
        "artists": [],
        "images": [],
        "name": "",
        "release_date": None,
        "release_date_precision": None,
        "type": "album",
        "uri": None,
    }
    return {
        **nowhere,
        "album": record,
        "artists": [singer],
        "disc_number": 0,
        "duration_ms": 200_000,
        "explicit": False,
        "external_ids": {},
        "is_local": True,
        "name": title,
        "preview_url": None,
        "track_number": 0,
        "type": "track",
        "uri": uri,
    }


def _identity(kind: str, object_id: str) -> dict[str, Any]:
    return {
        "external_urls": {"spotify": f"https://open.spotify.com/{kind}/{object_id}"},
        "href": f"{request.host_url}v1/{kind}s/{object_id}",
        "id": object_id,
        "type": kind,
        "uri": f"spotify:{kind}:{object_id}",
    }


def _public_user(person: InventedPerson) -> dict[str, Any]:
    return _identity("user", user_id(person))


def _one_page(rows: Sequence[object], path: str) -> dict[str, Any]:
    return {
        "href": f"{request.host_url}v1/{path}?offset=0&limit=50",
        "items": list(rows),
        "limit": 50,
        "next": None,
        "offset": 0,
        "previous": None,
        "total": len(rows),
    }
