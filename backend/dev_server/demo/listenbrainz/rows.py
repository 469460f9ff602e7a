"""A top item as a row of ListenBrainz's statistics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.dev_server.demo.listenbrainz.ids import is_mapped, mbid
from backend.dev_server.demo.listening import plays_at
from backend.taste_profile import TopItem


def row(item: TopItem, albums: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    """Return an object of ``artists`` or ``recordings``.

    What could not be matched with MusicBrainz has no MBIDs, and one name for all of
    its artists.
    """
    plays = plays_at(item.rank or 1, item.time_range)
    if item.kind == "artist":
        known = is_mapped("artist", item.name)
        return {
            "artist_mbid": mbid("artist", item.name) if known else None,
            "artist_name": item.name,
            "listen_count": plays,
        }
    main = item.artists[0]
    album = albums.get((main, item.name))
    recording = "recording", main, item.name
    known = is_mapped(*recording)
    credit = _credit(item.artists)
    return {
        "artist_mbids": [c["artist_mbid"] for c in credit] if known else [],
        "artist_name": "".join(
            f"{c['artist_credit_name']}{c['join_phrase']}" for c in credit
        ),
        "artists": credit if known else None,
        "caa_id": None,
        "caa_release_mbid": None,
        "listen_count": plays,
        "recording_mbid": mbid(*recording) if known else None,
        "release_mbid": mbid("release", main, album) if known and album else None,
        "release_name": album,
        "track_name": item.name,
    }


def _credit(artists: tuple[str, ...]) -> list[dict[str, str]]:
    """Join the main artist with guests: "A feat. B & C"."""
    last = len(artists) - 1
    return [
        {
            "artist_credit_name": name,
            "artist_mbid": mbid("artist", name),
            "join_phrase": "" if place == last else " & " if place else " feat. ",
        }
        for place, name in enumerate(artists)
    ]
