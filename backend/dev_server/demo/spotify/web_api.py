"""The Web API as a new app has it: profile, top lists, history, search, catalogue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, g, jsonify, request

from backend.dev_server.demo.spotify import history, objects
from backend.dev_server.demo.spotify.bearer import require_scope, signed_in
from backend.dev_server.demo.spotify.ids import is_base62
from backend.dev_server.demo.spotify.paging import asked_page, page
from backend.dev_server.demo.spotify.refusals import bad_request, not_found
from backend.dev_server.demo.spotify.state import StandIn
from backend.taste_profile import TopItem
from backend.taste_profile.top_items import TIME_RANGES

MAX_TOP_ITEMS = 50
_SEARCHED = ("album", "artist", "playlist", "track", "show", "episode", "audiobook")

Answer = dict[str, Any]


def web_api(stand_in: StandIn) -> Blueprint:
    """Return the operations about the person and the catalogue."""
    blueprint = Blueprint("web_api", __name__, url_prefix="/v1")
    catalogue = stand_in.catalogue

    @blueprint.get("/me")
    def profile() -> Answer:
        return objects.user(signed_in(), g.trouble)

    @blueprint.get("/me/top/artists")
    def top_artists() -> Answer:
        items = _top_items("artist")
        return page(
            items,
            asked_page(),
            lambda item: objects.artist(catalogue.artist(item.name), g.trouble),
        )

    @blueprint.get("/me/top/tracks")
    def top_tracks() -> Answer:
        items = _top_items("track")
        return page(
            items, asked_page(), lambda item: objects.track(catalogue.track(item))
        )

    @blueprint.get("/me/player/recently-played")
    def recently_played() -> Answer:
        require_scope("user-read-recently-played")
        heard = [] if g.trouble == "empty_account" else _tracks_of_the_month()
        return history.recently_played(heard, catalogue, stand_in.now())

    @blueprint.get("/search")
    def search() -> Answer:
        return _search(stand_in)

    @blueprint.get("/artists/<artist_id>")
    def artist(artist_id: str) -> Answer:
        return objects.artist(_known(catalogue.artists, artist_id), g.trouble)

    @blueprint.get("/artists/<artist_id>/albums")
    def artist_albums(artist_id: str) -> Answer:
        asked = asked_page(default=5, most=10)
        found = catalogue.albums_of(_known(catalogue.artists, artist_id).artist_id)
        return page(found, asked, objects.album)

    @blueprint.get("/tracks/<track_id>")
    def track(track_id: str) -> Answer:
        return objects.track(_known(catalogue.tracks, track_id))

    @blueprint.get("/albums/<album_id>")
    def album(album_id: str) -> Answer:
        return objects.full_album(_known(catalogue.albums, album_id))

    @blueprint.get("/albums/<album_id>/tracks")
    def album_tracks(album_id: str) -> Answer:
        found = _known(catalogue.albums, album_id)
        return page(found.tracks, asked_page(), objects.simple_track)

    return blueprint


def _top_items(kind: str) -> list[TopItem]:
    require_scope("user-top-read")
    time_range = request.args.get("time_range") or "medium_term"
    if time_range not in TIME_RANGES:
        raise bad_request("Invalid time range")
    if g.trouble == "empty_account":
        return []
    listed = [
        item
        for item in signed_in().top_items
        if item.kind == kind and item.time_range == time_range
    ]
    return listed[:MAX_TOP_ITEMS]


def _tracks_of_the_month() -> list[TopItem]:
    items = [item for item in signed_in().top_items if item.kind == "track"]
    return [item for item in items if item.time_range == "short_term"] or items


def _search(stand_in: StandIn) -> Answer:
    query = request.args.get("q", "").strip()
    kinds = request.args.get("type", "").split(",")
    if not query:
        raise bad_request("No search query")
    if not all(kind in _SEARCHED for kind in kinds):
        raise bad_request(f"Bad search type field {request.args.get('type', '')}")
    asked = asked_page(default=5, most=10, last_offset=1_000)
    found: dict[str, Callable[[], Answer]] = {
        "artist": lambda: page(
            stand_in.catalogue.find_artists(query), asked, objects.artist
        ),
        "track": lambda: page(
            stand_in.catalogue.find_tracks(query), asked, objects.track
        ),
        "album": lambda: page(
            stand_in.catalogue.find_albums(query), asked, objects.album
        ),
    }
    nothing: list[object] = []
    return {
        f"{kind}s": found[kind]() if kind in found else page(nothing, asked, jsonify)
        for kind in kinds
    }


def _known(kept: dict[str, Any], object_id: str) -> Any:
    if not is_base62(object_id):
        raise bad_request("Invalid base62 id")
    if object_id not in kept:
        raise not_found()
    return kept[object_id]
