"""Rows as the services write them, personal fields included."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

Row = dict[str, Any]


def account_row(time: str, artist: str | None, track: str, ms: int) -> Row:
    """Return a row of Spotify's account data."""
    return {
        "endTime": time,
        "artistName": artist,
        "trackName": track,
        "msPlayed": ms,
    }


def extended_row(time: str | None, artist: str, track: str, ms: Any, **odd: Any) -> Row:
    """Return a row of Spotify's extended streaming history, all 23 keys."""
    row: Row = {
        "ts": time,
        "platform": "an invented player",
        "ms_played": ms,
        "conn_country": "ZZ",
        "ip_addr": "192.0.2.7",
        "master_metadata_track_name": track,
        "master_metadata_album_artist_name": artist,
        "master_metadata_album_album_name": "An Invented Album",
        "spotify_track_uri": "spotify:track:0000000000000000000000",
        "episode_name": None,
        "episode_show_name": None,
        "spotify_episode_uri": None,
        "audiobook_title": None,
        "audiobook_uri": None,
        "audiobook_chapter_uri": None,
        "audiobook_chapter_title": None,
        "reason_start": "trackdone",
        "reason_end": "trackdone",
        "shuffle": False,
        "skipped": False,
        "offline": False,
        "offline_timestamp": None,
        "incognito_mode": False,
    }
    return {**row, **odd}


def older_extended_row(time: str, artist: str, track: str, ms: int) -> Row:
    """Return a row of the generation that came in files named endsong."""
    return extended_row(
        time,
        artist,
        track,
        ms,
        username="invented_person",
        ip_addr_decrypted="192.0.2.7",
        user_agent_decrypted="unknown",
        skipped=None,
        offline_timestamp=0,
    )


def without_track(time: str, **what: Any) -> Row:
    """Return an extended row of a podcast's episode or an audiobook's chapter."""
    nothing: dict[str, Any] = {
        "master_metadata_track_name": None,
        "master_metadata_album_artist_name": None,
        "master_metadata_album_album_name": None,
        "spotify_track_uri": None,
    }
    return extended_row(time, "", "", 1_800_000, **nothing | what)


def listen(time: Any, artist: str, track: str, **additional_info: Any) -> Row:
    """Return one listen as ListenBrainz exports it."""
    return {
        "listened_at": time,
        "user_name": "invented_person",
        "track_metadata": {
            "artist_name": artist,
            "track_name": track,
            "release_name": "An Invented Album",
            "additional_info": additional_info,
        },
    }


def scrobble(time: Any, artist: str | None, track: str | None) -> Row:
    """Return one scrobble as lastfmstats writes it."""
    return {"track": track, "artist": artist, "album": "An Album", "date": time}


def json_file(rows: Any) -> bytes:
    """Return rows as a JSON file, indented as Spotify's are."""
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()


def json_lines(rows: Iterable[Row]) -> bytes:
    """Return rows as JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def escaped_json_file(rows: Any) -> bytes:
    """Return rows as a JSON file in which everything beyond ASCII is escaped."""
    return json.dumps(rows).encode()
