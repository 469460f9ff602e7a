"""Top items from plain lists and dicts, for people who use the core as a library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import fields
from typing import Any

from backend.taste_profile.errors import InvalidTopItemError
from backend.taste_profile.top_items import ItemKind, TopItem

PlainItem = str | tuple[str, str] | Mapping[str, Any]
PlainList = Sequence[PlainItem] | Mapping[str, int] | Set[str]
PlainTopItems = Iterable[TopItem] | Mapping[str, Any]

_KINDS: Mapping[str, ItemKind] = {"artists": "artist", "tracks": "track"}
_FIELDS = {field.name for field in fields(TopItem)} - {"kind"} | {"artist"}


def top_items_from(given: PlainTopItems) -> tuple[TopItem, ...]:
    """Return top items from objects or plain data, in the order given.

    A list of names is ordered: the first has rank 1. A mapping of names gives plays.
    A set gives likes without order. Dicts say themselves what they know. A track is
    ``(artist, title)``, or a dict with ``name`` and ``artist`` or ``artists``.

    Raises:
        InvalidTopItemError: Something is neither of these; ``where`` names it.

    Examples:
        >>> [(i.name, i.rank) for i in top_items_from({"artists": ["Low", "Ride"]})]
        [('Low', 1), ('Ride', 2)]
        >>> top_items_from({"tracks": [("Radiohead", "Creep")]})[0].artists
        ('Radiohead',)
    """
    if not isinstance(given, Mapping):
        return tuple(_top_items(given))
    for name in given:
        if name not in _KINDS:
            raise InvalidTopItemError(str(name), "is not known; use artists and tracks")
    return tuple(
        item
        for name, kind in _KINDS.items()
        for item in _items_of_list(given.get(name, ()), kind, name)
    )


def _top_items(given: Iterable[TopItem]) -> Iterator[TopItem]:
    for place, item in enumerate(_members(given, "top_items")):
        if not isinstance(item, TopItem):
            raise InvalidTopItemError(f"top_items[{place}]", "is not a TopItem")
        yield item


def _items_of_list(given: PlainList, kind: ItemKind, name: str) -> Iterator[TopItem]:
    if isinstance(given, Mapping):
        for key, plays in given.items():
            yield _item(kind, key, f"{name}[{key!r}]", {"plays": plays})
    elif isinstance(given, Set):
        for key in sorted(given, key=str):
            yield _item(kind, key, f"{name}[{key!r}]", {})
    else:
        for place, item in enumerate(_members(given, name)):
            yield _item(kind, item, f"{name}[{place}]", {"rank": place + 1})


def _members(given: Any, where: str) -> Iterable[Any]:
    """Refuse what is no list; text would be taken for a list of its letters."""
    if isinstance(given, (str, bytes)):
        raise InvalidTopItemError(where, "must be a list, not one text")
    if not isinstance(given, Iterable):
        raise InvalidTopItemError(where, "must be a list")
    return given


def _item(kind: ItemKind, given: Any, where: str, place: Mapping[str, Any]) -> TopItem:
    try:
        if isinstance(given, Mapping):
            return TopItem(kind=kind, **_named_fields(given))
        if isinstance(given, str) and kind == "artist":
            return TopItem(kind=kind, name=given, **place)
        if isinstance(given, tuple) and len(given) == 2 and kind == "track":
            artist, title = given
            return TopItem(kind=kind, name=title, artists=(artist,), **place)
    except InvalidTopItemError as error:
        raise InvalidTopItemError(f"{where}.{error.where}", error.reason) from None
    expected = "a name" if kind == "artist" else "an (artist, title) pair"
    raise InvalidTopItemError(where, f"must be {expected} or a dict")


def _named_fields(given: Mapping[str, Any]) -> dict[str, Any]:
    """Allow what people write: one ``artist``, genres as a list, lists for tuples."""
    named = {key: value for key, value in given.items() if value is not None}
    for key in named:
        if key not in _FIELDS:
            raise InvalidTopItemError(str(key), "is not known")
    if "name" not in named:
        raise InvalidTopItemError("name", "is missing")
    if "artist" in named:
        named["artists"] = (named.pop("artist"),)
    genres = named.get("genres", {})
    if not isinstance(genres, Mapping):
        names = list(_members(genres, "genres"))
        if not all(isinstance(name, str) for name in names):
            raise InvalidTopItemError("genres", "must be names")
        named["genres"] = dict.fromkeys(names, 1.0)
    return named
