"""The kept item as plain JSON-able data: one shape for every store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from typing import Any

from backend.taste_profile import (
    InvalidTasteError,
    ListedItem,
    Muted,
    TopItem,
    Visibility,
    is_visibility,
)
from backend.use_cases.profiles.profile import (
    ITEM_SCHEMA,
    ProfileHead,
    ProfileItem,
    ProfileOutline,
    Refresh,
    SavedSource,
)

REFRESH_FIELDS = tuple(field.name for field in fields(Refresh))


class UnreadableRecordError(ValueError):
    """The record is not an item of this product, or not of a known schema."""


_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, InvalidTasteError)


def to_record(item: ProfileItem) -> dict[str, Any]:
    """Return the item as dicts, lists, strings, numbers and booleans.

    Fields that say nothing (``None``, empty) are left out, so that a record stays
    small. ``from_record`` gives back an equal item.
    """
    record: dict[str, Any] = {
        "user_id": item.user_id,
        "profile": {"top_items": [top_item_record(top) for top in item.top_items]},
        "schema": ITEM_SCHEMA,
        "visibility": item.visibility,
        "is_verified": item.is_verified,
        "revision": item.revision,
        "updated_at": item.updated_at,
    }
    if item.display_name is not None:
        record["display_name"] = item.display_name
    if item.named_artists:
        record["named_artists"] = list(item.named_artists)
    if item.sources:
        record["sources"] = [_source_record(source) for source in item.sources]
    if item.refresh is not None:
        # An index of a table stands on one pair at the top: whose turn comes first.
        first = _refresh_record(item.refresh)
        record |= {f"refresh_{key}": value for key, value in first.items()}
    if item.muted:
        muted = asdict(item.muted).items()
        record["muted"] = {what: list(names) for what, names in muted if names}
    if item.expires_at is not None:
        # For an index, like the first refresh; what counts stands with the sources.
        record |= {"expires": "source", "source_expires_at": item.expires_at}
    if more := item.refreshes[1:]:
        record["more_refreshes"] = [_refresh_record(refresh) for refresh in more]
    return record


def from_record(record: Mapping[str, Any]) -> ProfileItem:
    """Rebuild an item from what ``to_record`` made.

    Raises:
        UnreadableRecordError: Anything is missing, of another type or schema.
    """
    try:
        return ProfileItem(
            top_items=tuple(_top_item(top) for top in record["profile"]["top_items"]),
            **_head(record),
        )
    except _UNREADABLE as error:
        raise UnreadableRecordError(f"not a profile item: {error}") from error


def head_from_record(record: Mapping[str, Any]) -> ProfileHead:
    """Rebuild an item without its top items, which may be absent.

    Raises:
        UnreadableRecordError: Anything of it is missing, or of another type or schema.
    """
    try:
        return ProfileHead(**_head(record))
    except _UNREADABLE as error:
        raise UnreadableRecordError(f"not a profile item: {error}") from error


def outline_from_record(
    record: Mapping[str, Any], listed_items: tuple[ListedItem, ...]
) -> ProfileOutline:
    """Rebuild an item with as much of its top items as was read.

    Raises:
        UnreadableRecordError: Anything else is missing, or of another type or schema.
    """
    try:
        return ProfileOutline(listed_items=listed_items, **_head(record))
    except _UNREADABLE as error:
        raise UnreadableRecordError(f"not a profile item: {error}") from error


def _head(record: Mapping[str, Any]) -> dict[str, Any]:
    if record["schema"] != ITEM_SCHEMA:
        raise UnreadableRecordError(f"schema {record['schema']!r} is not known")
    display_name = record.get("display_name")
    return {
        "user_id": _text(record["user_id"]),
        "visibility": _visibility(record["visibility"]),
        "display_name": None if display_name is None else _text(display_name),
        "named_artists": tuple(map(_text, record.get("named_artists", ()))),
        "is_verified": record["is_verified"] is True,
        "sources": tuple(map(_source, record.get("sources", ()))),
        "revision": _revision(record["revision"]),
        "updated_at": _text(record["updated_at"]),
        "refreshes": tuple(_refreshes(record)),
        "muted": _muted(record.get("muted", {})),
    }


def _muted(record: Mapping[str, Any]) -> Muted:
    return Muted(**{what: tuple(map(_text, names)) for what, names in record.items()})


def _source_record(source: SavedSource) -> dict[str, Any]:
    record = asdict(source)
    if not source.is_invented:
        del record["is_invented"]
    if source.expires_at is None:
        del record["expires_at"]
    return record


def _source(record: Mapping[str, Any]) -> SavedSource:
    return SavedSource(
        source=_text(record["source"]),
        is_verified=record["is_verified"] is True,
        saved_at=_text(record["saved_at"]),
        is_invented=record.get("is_invented") is True,
        expires_at=_optional_text(record.get("expires_at")),
    )


def _optional_text(value: object) -> str | None:
    return None if value is None else _text(value)


def _refresh_record(refresh: Refresh) -> dict[str, Any]:
    return {key: value for key, value in asdict(refresh).items() if value}


def _refreshes(record: Mapping[str, Any]) -> Iterator[Refresh]:
    """Read all agreements: the one at the top, then the others."""
    if record.get("refresh_source") is not None:
        yield _refresh({key: record.get(f"refresh_{key}") for key in REFRESH_FIELDS})
    yield from map(_refresh, record.get("more_refreshes", ()))


def _refresh(record: Mapping[str, Any]) -> Refresh:
    return Refresh(
        source=_text(record["source"]),
        user_name=_text(record["user_name"]),
        tried_at=_text(record["tried_at"]),
        misses=int(record.get("misses") or 0),
    )


def top_item_record(item: TopItem) -> dict[str, Any]:
    """Return one top item as it stands in a record."""
    record: dict[str, Any] = {
        "kind": item.kind,
        "name": item.name,
        "time_range": item.time_range,
        "source": item.source,
    }
    optional: dict[str, Any] = {
        "artists": list(item.artists),
        "rank": item.rank,
        "plays": item.plays,
        "genres": dict(item.genres),
        "release_date": item.release_date,
        "links": dict(item.links),
        "fetched_at": item.fetched_at,
    }
    record.update({key: value for key, value in optional.items() if value})
    return record


def _top_item(record: Mapping[str, Any]) -> TopItem:
    known = dict(record)
    if "artists" in known:
        known["artists"] = tuple(known["artists"])
    if "genres" in known:
        # A store may give 3.0 back as 3; both doors shall say the same.
        genres = known["genres"].items()
        known["genres"] = {name: float(weight) for name, weight in genres}
    return TopItem(**known)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise UnreadableRecordError(f"{value!r} is not a text")
    return value


def _revision(value: object) -> int:
    if type(value) is not int or value < 1:
        raise UnreadableRecordError(f"{value!r} is not a revision")
    return value


def _visibility(value: object) -> Visibility:
    if not is_visibility(value):
        raise UnreadableRecordError(f"visibility {value!r} is not known")
    return value
