"""What is known about music itself: tags of artists, years of recordings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, jsonify, request

from backend.dev_server.demo.listenbrainz.ids import mbid
from backend.dev_server.demo.listenbrainz.people import KnownArtist, Recording
from backend.dev_server.demo.listenbrainz.refusals import bad_request

MAX_ITEMS_PER_GET = 1_000
_INCS = frozenset({"artist", "tag", "release", "recording", "release_group"})
_MOST_VOTES = 12


class KnownMusic:
    """The artists and recordings that MusicBrainz knows, by MBID."""

    def __init__(self, artists: Iterable[KnownArtist]) -> None:
        self._listed = tuple(artists)

    @cached_property
    def artists(self) -> dict[str, KnownArtist]:
        """Artists by MBID."""
        return {mbid("artist", artist.name): artist for artist in self._listed}

    @cached_property
    def recordings(self) -> dict[str, Recording]:
        """Recordings by MBID."""
        return {
            mbid("recording", track.artists[0], track.title): track
            for artist in self._listed
            for track in artist.tracks
        }

    @cached_property
    def albums(self) -> dict[tuple[str, str], str]:
        """Names of albums, by main artist and title."""
        tracks = self.recordings.values()
        return {(track.artists[0], track.title): track.album for track in tracks}


def metadata_api(music: KnownMusic) -> Blueprint:
    """Return the operations about music; what is unknown is left out of answers."""
    blueprint = Blueprint("metadata_api", __name__, url_prefix="/1/metadata")

    @blueprint.get("/artist/")
    def artists() -> Response:
        incs = _incs(request.args.get("inc"))
        asked = request.args.get("artist_mbids")
        if asked is None:
            raise bad_request("artist_mbids argument must be present")
        mbids = sorted(set(_mbids(asked.split(","), "artist")))
        known = [key for key in mbids if key in music.artists]
        return jsonify([_artist(key, music.artists[key], incs) for key in known])

    @blueprint.post("/recording/")
    def recordings() -> Response:
        body = request.get_json(silent=True)
        if not isinstance(body, dict) or not isinstance(
            asked := body.get("recording_mbids"), list
        ):
            raise bad_request("recording_mbids JSON element must be present")
        incs = _incs(body.get("inc"))
        if not 0 < len(asked) <= MAX_ITEMS_PER_GET:
            raise bad_request("between 1 and 1000 recording_mbids must be present")
        mbids = _mbids(asked, "recording_mbid")
        known = [key for key in mbids if key in music.recordings]
        return jsonify({key: _recording(music.recordings[key], incs) for key in known})

    return blueprint


def _artist(key: str, artist: KnownArtist, incs: Sequence[str]) -> dict[str, Any]:
    written: dict[str, Any] = {"artist_mbid": key, "mbid": key, "name": artist.name}
    if "tag" in incs:
        written["tag"] = {"artist": list(_tags(key, artist.genres))}
    return written


def _tags(key: str, genres: Sequence[str]) -> Iterable[dict[str, Any]]:
    """Yield genres, and what else people type: spellings that are none, and noise."""
    for place, genre in enumerate(genres):
        tag = {"artist_mbid": key, "count": max(1, _MOST_VOTES - 3 * place)}
        yield {**tag, "genre_mbid": mbid("genre", genre), "tag": genre}
    yield {"artist_mbid": key, "count": 4, "tag": "seen live"}


def _recording(track: Recording, incs: Sequence[str]) -> dict[str, Any]:
    written: dict[str, Any] = {"recording": {"name": track.title, "rels": []}}
    if "release" in incs:
        written["release"] = {
            "album_artist_name": track.artists[0],
            "mbid": mbid("release", track.artists[0], track.album),
            "name": track.album,
            "year": track.year,
        }
    return written


def _incs(given: object) -> list[str]:
    incs = given.split() if isinstance(given, str) else []
    for inc in incs:
        if inc not in _INCS:
            raise bad_request(f"invalid inc argument '{inc}'.")
    return incs


def _mbids(given: Iterable[object], what: str) -> list[str]:
    found = []
    for text in given:
        try:
            found.append(str(UUID(str(text).strip())))
        except ValueError:
            raise bad_request(f"{what} mbid {text} is not valid.") from None
    return found
