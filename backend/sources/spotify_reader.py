"""Spotify's answers as top items: pure, and patient with what may be missing.

Only names are needed. Anything else may be absent, null, empty or of another shape
than documented; a row that names nothing is left out and the rest is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backend.taste_profile import InvalidTasteError, TopItem
from backend.taste_profile.feature_keys import clean_name
from backend.taste_profile.top_items import (
    MAX_ARTISTS,
    MAX_COUNT,
    MAX_GENRES,
    MAX_LINK_LENGTH,
    MAX_NAME_LENGTH,
    ItemKind,
    TimeRange,
)
from backend.use_cases.source_errors import (
    SourceAccountUnknownError,
    SourceUnavailableError,
)

SOURCE = "spotify"

_DATE = re.compile(
    r"(?!0000)([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?"
)
_DATE_LENGTHS = {"year": 4, "month": 7, "day": 10}
_LINK = "https://open.spotify.com/"
_ISRC = re.compile(r"[A-Za-z]{2}-?[A-Za-z0-9]{3}-?[0-9]{2}-?[0-9]{5}")
_MAX_ACCOUNT_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Identity:
    """Who signed in: the lasting ``account_id``, and the name if one is shown."""

    account: str
    display_name: str | None


def read_identity(answer: object) -> Identity:
    """Read the answer of ``GET /me``.

    ``id`` is not taken for ``account_id``: Spotify asks to link accounts by the
    latter, and the former may change.

    Raises:
        SourceUnavailableError: It is no object.
        SourceAccountUnknownError: It has no ``account_id``.
    """
    if not isinstance(answer, Mapping):
        raise SourceUnavailableError(SOURCE, "broken_answer")
    account = answer.get("account_id")
    if not isinstance(account, str) or not 0 < len(account) <= _MAX_ACCOUNT_LENGTH:
        raise SourceAccountUnknownError(SOURCE)
    return Identity(account, _name(answer.get("display_name")) or None)


def read_top_items(
    answer: object, *, kind: ItemKind, time_range: TimeRange, fetched_at: str
) -> tuple[TopItem, ...]:
    """Read one list: a page, a page inside its kind (``tracks``), or bare rows.

    Rows may be objects or hold one (``track`` or ``item``, as in playlists and
    histories). Other kinds (episodes) are left out. A row's rank is its place in the
    list, counted from the page's offset, whatever is left out before it.

    Returns:
        Top items in the list's order; empty when the list is.

    Raises:
        SourceUnavailableError: It is no list of any of these shapes.
    """
    rows, offset = _page(answer, kind)
    found = (
        _top_item(_object(row), kind, time_range, offset + place, fetched_at)
        for place, row in enumerate(rows, start=1)
    )
    return tuple(item for item in found if item is not None)


def _page(answer: object, kind: ItemKind) -> tuple[list[Any], int]:
    offset: object = 0
    if isinstance(answer, Mapping):
        page = answer.get(f"{kind}s", answer)
        page = page if isinstance(page, Mapping) else {"items": page}
        answer, offset = page.get("items"), page.get("offset")
    if not isinstance(answer, list):
        raise SourceUnavailableError(SOURCE, "broken_answer")
    is_sane = type(offset) is int and 0 <= offset < MAX_COUNT - len(answer)
    return answer, offset if is_sane and isinstance(offset, int) else 0


def _object(row: object) -> Mapping[str, Any]:
    """Unwrap a row of a playlist or history; what is no object becomes an empty one."""
    if not isinstance(row, Mapping):
        return {}
    for wrapper in ("item", "track"):
        if wrapper in row and "name" not in row:
            wrapped = row[wrapper]
            return wrapped if isinstance(wrapped, Mapping) else {}
    return row


def _top_item(
    given: Mapping[str, Any],
    kind: ItemKind,
    time_range: TimeRange,
    rank: int,
    fetched_at: str,
) -> TopItem | None:
    if given.get("type", kind) not in (kind, None):
        return None
    album = _mapping(given.get("album"))
    artists = _artists(given.get("artists")) or _artists(album.get("artists"))
    try:
        return TopItem(
            kind=kind,
            name=_name(given.get("name")),
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
    names = (_name(_mapping(artist).get("name")) for artist in _list(given))
    return tuple(name for name in names if name)[:MAX_ARTISTS]


def _genres(given: object) -> list[str]:
    names = dict.fromkeys(_name(genre) for genre in _list(given))
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
    url = _mapping(given.get("external_urls")).get("spotify")
    if isinstance(url, str) and url.startswith(_LINK):
        yield "spotify", url
    uri = given.get("uri")
    # The uri of a local file is made of its names, and leads nowhere.
    if isinstance(uri, str) and uri.startswith(f"spotify:{kind}:"):
        yield "spotify_uri", uri
    isrc = _mapping(given.get("external_ids")).get("isrc")
    if isinstance(isrc, str) and _ISRC.fullmatch(isrc):
        yield "isrc", isrc.replace("-", "").upper()


def _name(given: object) -> str:
    return clean_name(given)[:MAX_NAME_LENGTH] if isinstance(given, str) else ""


def _mapping(given: object) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) else {}


def _list(given: object) -> list[Any]:
    return given if isinstance(given, list) else []
