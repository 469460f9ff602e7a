"""One row of a Last.fm list as a top item, and the oddities of its JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from backend.sources._plain_values import (
    mapping,
    read_mbid,
    shown_name,
    whole_number,
)
from backend.taste_profile import InvalidTasteError, TopItem
from backend.taste_profile.top_items import MAX_LINK_LENGTH, ItemKind, TimeRange

SOURCE = "lastfm"

_PAGE = re.compile(rf"(?=.{{1,{MAX_LINK_LENGTH}}}$)https://www\.last\.fm/[\x21-\x7e]*")
_NOBODIES = frozenset({"[unknown]", "unknown artist", "various artists"})


def read_row(
    given: object, kind: ItemKind, time_range: TimeRange, rank: int, fetched_at: str
) -> TopItem | None:
    """Return the row as a top item, or ``None`` if it names nothing or nobody.

    A row without a readable count keeps its rank; one that was never played goes.
    Neither genres nor dates are in it, and a track has one artist.

    Args:
        given: An object of ``artist`` or ``track``.
        kind: Which of the two.
        time_range: Ours.
        rank: The row's place in the list, from 1.
        fetched_at: As ISO 8601 in UTC.
    """
    row = mapping(given)
    name, plays = shown_name(row.get("name")), whole_number(row.get("playcount"))
    artist = _artist_of(row) if kind == "track" else name
    if plays == 0 or is_nobody(name) or is_nobody(artist):
        return None
    try:
        return TopItem(
            kind=kind,
            name=name,
            artists=(artist,) if kind == "track" else (),
            time_range=time_range,
            rank=rank,
            plays=plays,
            links=_links(row),
            source=SOURCE,
            fetched_at=fetched_at,
        )
    except InvalidTasteError:
        return None


def is_nobody(name: str) -> bool:
    """Return whether a name is empty or stands where no name is known."""
    return not name or name.casefold() in _NOBODIES


def rows_of(given: object) -> list[Any]:
    """Return a list's rows: JSON made from XML writes a single one without a list."""
    if isinstance(given, Mapping):
        return [given]
    return given if isinstance(given, list) else []


def _artist_of(row: Mapping[str, Any]) -> str:
    artist = row.get("artist")
    if isinstance(artist, Mapping):
        # Some methods of Last.fm put a name under the name of XML's text.
        artist = artist.get("name", artist.get("#text"))
    return shown_name(artist)


def _links(row: Mapping[str, Any]) -> dict[str, str]:
    links = {}
    mbid, page = read_mbid(row.get("mbid")), row.get("url")
    if mbid is not None:
        links["mbid"] = mbid
    if isinstance(page, str) and _PAGE.fullmatch(page):
        links[SOURCE] = page
    return links
