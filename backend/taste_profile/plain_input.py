"""Top items from plain lists and dicts, for people who use the core as a library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from backend.taste_profile.errors import InvalidTopItemError
from backend.taste_profile.top_items import ItemKind, TopItem

PlainItem = str | tuple[str, str] | Mapping[str, Any]
PlainList = Sequence[PlainItem] | Mapping[str, int] | Set[str]
PlainTopItems = Iterable[TopItem] | Mapping[str, Any]

_KINDS: Mapping[str, ItemKind] = {"artists": "artist", "tracks": "track"}


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
        items = tuple(given)
        for place, item in enumerate(items):
            if not isinstance(item, TopItem):
                raise InvalidTopItemError(f"top_items[{place}]", "is not a TopItem")
        return items
    unknown = sorted(set(given) - set(_KINDS))
    if unknown:
        raise InvalidTopItemError(unknown[0], "is not known; use artists and tracks")
    return tuple(
        item
        for name, kind in _KINDS.items()
        for item in _items_of_list(given.get(name, ()), kind, name)
    )


def _items_of_list(given: PlainList, kind: ItemKind, name: str) -> Iterable[TopItem]:
    if isinstance(given, Mapping):
        for key, plays in given.items():
            yield _item(kind, key, f"{name}[{key!r}]", {"plays": plays})
    elif isinstance(given, Set):
        for key in sorted(given):
            yield _item(kind, key, f"{name}[{key!r}]", {})
    elif isinstance(given, str):
        raise InvalidTopItemError(name, "must be a list, not one text")
    else:
        for place, item in enumerate(given):
            yield _item(kind, item, f"{name}[{place}]", {"rank": place + 1})


def _item(
    kind: ItemKind, given: PlainItem, where: str, place: Mapping[str, Any]
) -> TopItem:
    try:
        if isinstance(given, Mapping):
            return TopItem(kind=kind, **_named_fields(given))
        if isinstance(given, str) and kind == "artist":
            return TopItem(kind=kind, name=given, **place)
        if isinstance(given, tuple) and kind == "track":
            artist, title = given
            return TopItem(kind=kind, name=title, artists=(artist,), **place)
    except InvalidTopItemError as error:
        raise InvalidTopItemError(f"{where}.{error.where}", error.reason) from None
    except (TypeError, ValueError) as error:
        raise InvalidTopItemError(where, str(error)) from None
    expected = "a name" if kind == "artist" else "an (artist, title) pair"
    raise InvalidTopItemError(where, f"must be {expected} or a dict")


def _named_fields(given: Mapping[str, Any]) -> dict[str, Any]:
    """Allow what people write: one ``artist``, genres as a list, lists for tuples."""
    fields = dict(given)
    artist = fields.pop("artist", None)
    if artist is not None:
        fields["artists"] = (artist,)
    fields["artists"] = tuple(fields.get("artists") or ())
    genres = fields.get("genres")
    if genres is not None and not isinstance(genres, Mapping):
        fields["genres"] = dict.fromkeys(genres, 1.0)
    return {key: value for key, value in fields.items() if value is not None}
