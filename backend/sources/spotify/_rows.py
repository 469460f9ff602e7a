"""One row of a Spotify list as a top item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from backend.sources._plain_values import mapping, shown_name
from backend.taste_profile import InvalidTasteError, TopItem
from backend.taste_profile.top_items import (
    MAX_ARTISTS,
    MAX_GENRES,
    MAX_LINK_LENGTH,
    ItemKind,
    TimeRange,
)

SOURCE = "spotify"

_DATE = re.compile(
    r"(?!0000)([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?"
)
_DATE_LENGTHS = {"year": 4, "month": 7, "day": 10}
_LINK = "https://open.spotify.com/"
_ISRC = re.compile(r"[A-Za-z]{2}-?[A-Za-z0-9]{3}-?[0-9]{2}-?[0-9]{5}")


def read_row(
    given: Mapping[str, Any],
    kind: ItemKind,
    time_range: TimeRange,
    rank: int,
    fetched_at: str,
) -> TopItem | None:
    """Return the row as a top item, or ``None`` if it is of another kind or nameless.

    ``rank`` counts from 1. The main artist of a track without artists of its own is
    its album's.
    """
    if given.get("type", kind) not in (kind, None):
        return None
    album = mapping(given.get("album"))
    artists = _artists(given.get("artists")) or _artists(album.get("artists"))
    try:
        return TopItem(
            kind=kind,
            name=shown_name(given.get("name")),
            artists=artists if kind == "track" else (),
            time_range=time_range,
            rank=rank,
            genres=dict.fromkeys(_genres(given.get("genres")), 1.0),
            release_date=_release_date(album) if kind == "track" else None,
            links=_links(given, kind),
            source=SOURCE,
            fetched_at=fetched_at,
        )
    except InvalidTasteError:
        return None


def _artists(given: object) -> tuple[str, ...]:
    names = (shown_name(mapping(artist).get("name")) for artist in _list(given))
    return tuple(name for name in names if name)[:MAX_ARTISTS]


def _genres(given: object) -> list[str]:
    names = dict.fromkeys(shown_name(genre) for genre in _list(given))
    return [name for name in names if name][:MAX_GENRES]


def _release_date(album: Mapping[str, Any]) -> str | None:
    """Return no more of the date than is known of it."""
    date, precision = album.get("release_date"), album.get("release_date_precision")
    if not isinstance(date, str):
        return None
    length = _DATE_LENGTHS.get(precision, 10) if isinstance(precision, str) else 10
    found = _DATE.match(date[:length])
    return found.group() if found else None


def _links(given: Mapping[str, Any], kind: ItemKind) -> dict[str, str]:
    links = dict(_possible_links(given, kind))
    return {name: link for name, link in links.items() if len(link) <= MAX_LINK_LENGTH}


def _possible_links(
    given: Mapping[str, Any], kind: ItemKind
) -> Iterator[tuple[str, str]]:
    url = mapping(given.get("external_urls")).get("spotify")
    if isinstance(url, str) and url.startswith(_LINK):
        yield "spotify", url
    uri = given.get("uri")
    # The uri of a local file is made of its names, and leads nowhere.
    if isinstance(uri, str) and uri.startswith(f"spotify:{kind}:"):
        yield "spotify_uri", uri
    isrc = mapping(given.get("external_ids")).get("isrc")
    if isinstance(isrc, str) and _ISRC.fullmatch(isrc):
        yield "isrc", isrc.replace("-", "").upper()


def _list(given: object) -> list[Any]:
    return given if isinstance(given, list) else []
