"""The Web API's operations on playlists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, request

from backend.dev_server.demo.spotify import objects
from backend.dev_server.demo.spotify.bearer import require_scope, signed_in
from backend.dev_server.demo.spotify.catalogue import Catalogue
from backend.dev_server.demo.spotify.ids import is_base62
from backend.dev_server.demo.spotify.paging import Asked, asked_page, page
from backend.dev_server.demo.spotify.playlists import (
    MAX_ITEMS_A_CALL,
    Playlist,
)
from backend.dev_server.demo.spotify.refusals import RefusalError, bad_request
from backend.dev_server.demo.spotify.state import StandIn

_CHANGE = ("playlist-modify-public", "playlist-modify-private")
_TRACK = "spotify:track:"
_LOCAL = "spotify:local:"
# Not written by anybody: a playlist just has to say when a row was added.
_ADDED_AT = "2026-01-01T12:00:00Z"

Answer = dict[str, Any]


def playlist_api(stand_in: StandIn) -> Blueprint:
    """Return the operations on playlists."""
    blueprint = Blueprint("playlists", __name__, url_prefix="/v1")
    playlists, catalogue = stand_in.playlists, stand_in.catalogue

    @blueprint.get("/me/playlists")
    def own_playlists() -> Answer:
        require_scope("playlist-read-private")
        return page(playlists.of(signed_in()), asked_page(), _summary)

    @blueprint.post("/me/playlists")
    def create() -> tuple[Answer, int]:
        require_scope(*_CHANGE)
        wanted = _body()
        name = wanted.get("name")
        if not isinstance(name, str) or not name.strip():
            raise bad_request("Missing required field: name")
        playlist = playlists.create(signed_in(), name)
        _describe(playlist, wanted)
        return _in_full(playlist, catalogue), 201

    @blueprint.get("/playlists/<playlist_id>")
    def playlist(playlist_id: str) -> Answer:
        found = playlists.get(playlist_id)
        is_own = found.owner is signed_in()
        return _in_full(found, catalogue) if is_own else _summary(found)

    @blueprint.put("/playlists/<playlist_id>")
    def change(playlist_id: str) -> tuple[str, int]:
        require_scope(*_CHANGE)
        _describe(playlists.own(playlist_id, signed_in()), _body())
        return "", 200

    @blueprint.get("/playlists/<playlist_id>/items")
    def items(playlist_id: str) -> Answer:
        require_scope("playlist-read-private")
        found = playlists.own(playlist_id, signed_in())
        return page(found.uris, asked_page(default=50), _row(found, catalogue))

    @blueprint.post("/playlists/<playlist_id>/items")
    def add(playlist_id: str) -> tuple[Answer, int]:
        require_scope(*_CHANGE)
        with playlists.lock:
            found = playlists.own(playlist_id, signed_in())
            found.insert(_given_uris(catalogue), _position())
        return {"snapshot_id": found.snapshot_id}, 201

    @blueprint.put("/playlists/<playlist_id>/items")
    def replace_or_move(playlist_id: str) -> Answer:
        require_scope(*_CHANGE)
        wanted = _body()
        with playlists.lock:
            found = playlists.own(playlist_id, signed_in())
            if "range_start" in wanted:
                found.move(
                    _number(wanted, "range_start"),
                    _number(wanted, "range_length", 1),
                    _number(wanted, "insert_before"),
                )
            else:
                found.replace(_given_uris(catalogue))
        return {"snapshot_id": found.snapshot_id}

    @blueprint.delete("/playlists/<playlist_id>/items")
    def remove(playlist_id: str) -> Answer:
        require_scope(*_CHANGE)
        rows = _body().get("items")
        if not isinstance(rows, list):
            raise bad_request("Missing required field: items")
        uris = [row.get("uri") if isinstance(row, dict) else None for row in rows]
        with playlists.lock:
            found = playlists.own(playlist_id, signed_in())
            found.remove(_checked(uris, catalogue))
        return {"snapshot_id": found.snapshot_id}

    return blueprint


def _describe(playlist: Playlist, wanted: Mapping[str, Any]) -> None:
    if wanted.get("collaborative") and wanted.get("public", True):
        raise bad_request("Collaborative playlists can only be private.")
    playlist.name = str(wanted.get("name") or playlist.name)
    playlist.description = str(wanted.get("description") or playlist.description)
    playlist.is_collaborative = bool(wanted.get("collaborative"))


def _summary(playlist: Playlist) -> Answer:
    base = f"{request.host_url}v1/playlists/{playlist.playlist_id}"
    link = f"https://open.spotify.com/playlist/{playlist.playlist_id}"
    return {
        "collaborative": playlist.is_collaborative,
        "description": playlist.description,
        "external_urls": {"spotify": link},
        "href": base,
        "id": playlist.playlist_id,
        "images": [],
        "items": {"href": f"{base}/items", "total": len(playlist.uris)},
        "name": playlist.name,
        "owner": objects.owner(playlist.owner),
        # As seen at Spotify: sent as false, it comes back true. It is no lock.
        "public": not playlist.is_collaborative,
        "snapshot_id": playlist.snapshot_id,
        "type": "playlist",
        "uri": f"spotify:playlist:{playlist.playlist_id}",
    }


def _in_full(playlist: Playlist, catalogue: Catalogue) -> Answer:
    rows = page(playlist.uris, Asked(100, 0), _row(playlist, catalogue))
    summary = _summary(playlist)
    return {**summary, "items": {**rows, "href": summary["items"]["href"]}}


def _row(playlist: Playlist, catalogue: Catalogue) -> Callable[[str | None], Answer]:
    def written(uri: str | None) -> Answer:
        item: Answer | None = None
        if uri is not None and uri.startswith(_LOCAL):
            item = objects.local_track(uri)
        elif uri is not None:
            item = objects.track(catalogue.tracks[uri.removeprefix(_TRACK)])
        return {
            "added_at": _ADDED_AT,
            "added_by": objects.owner(playlist.owner),
            "is_local": bool(item and item["is_local"]),
            "item": item,
        }

    return written


def _given_uris(catalogue: Catalogue) -> list[str]:
    """Take URIs from the query, from ``{"uris": […]}`` or from a bare array."""
    body = request.get_json(force=True, silent=True)
    given = request.args.get("uris", "").split(",") if "uris" in request.args else None
    if given is None:
        given = body.get("uris") if isinstance(body, dict) else body
    if not isinstance(given, list):
        raise bad_request("No uris provided")
    return _checked(given, catalogue)


def _checked(uris: list[Any], catalogue: Catalogue) -> list[str]:
    if len(uris) > MAX_ITEMS_A_CALL:
        raise bad_request("You can add a maximum of 100 tracks per request.")
    for uri in uris:
        if not isinstance(uri, str) or not uri.startswith(_TRACK):
            raise bad_request(f"Invalid track uri: {uri}")
        if not is_base62(uri.removeprefix(_TRACK)):
            raise bad_request("Invalid base62 id")
        if uri.removeprefix(_TRACK) not in catalogue.tracks:
            raise bad_request("Payload contains a non-existing ID")
    return uris


def _position() -> int | None:
    """Take the position from the query or the body."""
    body = request.get_json(force=True, silent=True)
    given = request.args.get("position")
    if given is None and isinstance(body, dict):
        given = body.get("position")
    try:
        return None if given is None else int(given)
    except (TypeError, ValueError):
        raise bad_request("Invalid position") from None


def _body() -> Mapping[str, Any]:
    body = request.get_json(force=True, silent=True)
    if not isinstance(body, dict):
        raise RefusalError(400, "Error parsing JSON.")
    return body


def _number(wanted: Mapping[str, Any], name: str, default: int | None = None) -> int:
    number = wanted.get(name, default)
    if not isinstance(number, int):
        raise bad_request(f"Invalid {name}")
    return number
