"""Reading of a profile file only what weights are made of, several times as quick."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from backend.stores.files._profile_files import HeadRecord
from backend.taste_profile import ListedItem, clean_name
from backend.taste_profile.top_items import (
    MAX_ARTISTS,
    MAX_COUNT,
    MAX_DATE_LENGTH,
    MAX_GENRE_WEIGHT,
    MAX_GENRES,
    MAX_LINK_LENGTH,
    MAX_LINKS,
    MAX_NAME_LENGTH,
    MAX_TOP_ITEMS,
    MIN_GENRE_WEIGHT,
    ItemKind,
    TimeRange,
)
from backend.use_cases.profiles.profile import ProfileHead
from backend.use_cases.profiles.record import UnreadableRecordError, head_from_record

_Name = Annotated[str, Meta(max_length=MAX_NAME_LENGTH)]
_Count = Annotated[int, Meta(ge=1, le=MAX_COUNT)]
_GenreWeight = Annotated[float, Meta(ge=MIN_GENRE_WEIGHT, le=MAX_GENRE_WEIGHT)]
_Link = Annotated[str, Meta(max_length=MAX_LINK_LENGTH)]


class _ListedRecord(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """A top item's record; its bounds are those of ``TopItem``."""

    kind: ItemKind
    name: _Name
    artists: Annotated[tuple[_Name, ...], Meta(max_length=MAX_ARTISTS)] = ()
    time_range: TimeRange = "long_term"
    rank: _Count | None = None
    plays: _Count | None = None
    genres: Annotated[dict[_Name, _GenreWeight], Meta(max_length=MAX_GENRES)] = {}
    release_date: Annotated[str, Meta(max_length=MAX_DATE_LENGTH)] | None = None
    links: Annotated[dict[_Link, _Link], Meta(max_length=MAX_LINKS)] = {}
    source: str = "top_items"
    fetched_at: str | None = None


class _Taste(msgspec.Struct, gc=False):
    top_items: Annotated[list[_ListedRecord], Meta(max_length=MAX_TOP_ITEMS)]


class _ListedProfile(HeadRecord, kw_only=True):
    profile: _Taste


_DECODER = msgspec.json.Decoder(_ListedProfile)


def read_listed(content: bytes) -> tuple[ProfileHead, Sequence[ListedItem]] | None:
    """Return a profile's head and the items that count, as they stand in the file.

    Returns:
        ``None`` where anything is unusual: a name not yet safe to show, a user who
        mutes something, a damaged file. Reading the item whole then shows what it is.
    """
    try:
        record = _DECODER.decode(content)
        head = head_from_record(msgspec.structs.asdict(record))
    except (ValueError, RecursionError, UnreadableRecordError):
        return None
    items = record.profile.top_items
    is_plain = all(item.artists or item.kind == "artist" for item in items)
    return (head, items) if is_plain and not head.muted and _are_clean(items) else None


_clean = set[str]()
"""Names that were found safe to show; looked up a profile at a time."""
_MAX_CLEAN = 131_072


def _are_clean(items: Sequence[_ListedRecord]) -> bool:
    names = {item.name for item in items}
    names.update(*(item.artists for item in items))
    names.update(*(item.genres for item in items))
    unknown = names - _clean
    if not all(name and clean_name(name) == name for name in unknown):
        return False
    if len(_clean) > _MAX_CLEAN:
        _clean.clear()
    _clean.update(unknown)
    return True
