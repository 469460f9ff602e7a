"""Top items: what a source said, kept as the truth that everything derives from."""

from __future__ import annotations

import copyreg
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from numbers import Real
from types import MappingProxyType
from typing import Any, Literal, Protocol, get_args

from backend.taste_profile.errors import InvalidTopItemError
from backend.taste_profile.feature_keys import clean_name

ItemKind = Literal["artist", "track"]
ITEM_KINDS: tuple[ItemKind, ...] = get_args(ItemKind)
TimeRange = Literal["short_term", "medium_term", "long_term"]
TIME_RANGES: tuple[TimeRange, ...] = get_args(TimeRange)

MAX_TOP_ITEMS = 2_000
MAX_NAME_LENGTH = 500
MAX_GENRES = 50
MAX_ARTISTS = 20
MAX_LINKS = 8
MAX_LINK_LENGTH = 300
MAX_COUNT = 1_000_000_000
MIN_GENRE_WEIGHT = 1e-9
MAX_GENRE_WEIGHT = 1e9
MAX_DATE_LENGTH = 32


def _read_only(kept: dict[str, Any]) -> MappingProxyType[str, Any]:
    return MappingProxyType(kept)


# Without it no profile could travel to another process.
copyreg.pickle(MappingProxyType, lambda kept: (_read_only, (dict(kept),)))

_NOTHING: Mapping[str, float] = MappingProxyType({})
_NO_LINKS: Mapping[str, str] = MappingProxyType({})


class ListedItem(Protocol):
    """What a taste is made of; see ``TopItem``, which is one that was checked."""

    @property
    def kind(self) -> ItemKind:
        """``artist`` or ``track``."""

    @property
    def name(self) -> str:
        """The artist's name or the track's title."""

    @property
    def artists(self) -> tuple[str, ...]:
        """The track's artists, main artist first."""

    @property
    def time_range(self) -> TimeRange:
        """Of which time the list is."""

    @property
    def rank(self) -> int | None:
        """1 is the most played."""

    @property
    def plays(self) -> int | None:
        """Plays in the time range."""

    @property
    def genres(self) -> Mapping[str, float]:
        """Genre name to weight."""

    @property
    def release_date(self) -> str | None:
        """As the source gave it."""

    @property
    def source(self) -> str:
        """Where it came from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopItem:
    """An artist or track with its place in a list, as a source gave it.

    Names are made safe to show (no control or bidirectional characters) when the
    item is built; everything else is kept as it came.

    Args:
        kind: ``artist`` or ``track``.
        name: The artist's name or the track's title, 1 to 500 characters.
        artists: The track's artists, main artist first; empty for an artist.
        time_range: ``short_term`` is about 4 weeks, ``medium_term`` about 6 months,
            ``long_term`` a year or more.
        rank: 1 is the most played; ``None`` when unknown.
        plays: Plays in the time range, at least 1; ``None`` when unknown.
        genres: Genre name to weight (1e-9 to 1e9, on any scale of the item's own).
        release_date: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
        links: Source or alias name to address or id, for example ``mbid``.
        source: Where the item came from, for example ``top_items``.
        fetched_at: When, as ISO 8601 in UTC.

    Raises:
        InvalidTopItemError: A field is outside the bounds above.

    Examples:
        >>> TopItem(kind="artist", name="Low", rank=1).name
        'Low'
    """

    kind: ItemKind
    name: str
    artists: tuple[str, ...] = ()
    time_range: TimeRange = "long_term"
    rank: int | None = None
    plays: int | None = None
    genres: Mapping[str, float] = field(default_factory=lambda: _NOTHING)
    release_date: str | None = None
    links: Mapping[str, str] = field(default_factory=lambda: _NO_LINKS)
    source: str = "top_items"
    fetched_at: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", _checked_name(self.name, "name"))
        # Profiles are read by the thousand: what is absent is not looked at.
        if self.artists != ():
            object.__setattr__(self, "artists", _checked_artists(self.artists))
        if self.genres is not _NOTHING:
            object.__setattr__(self, "genres", _checked_genres(self.genres))
        if self.rank is not None:
            object.__setattr__(self, "rank", _checked_count(self.rank, "rank"))
        if self.plays is not None:
            object.__setattr__(self, "plays", _checked_count(self.plays, "plays"))
        if self.kind not in ITEM_KINDS:
            raise InvalidTopItemError("kind", "must be artist or track")
        if self.time_range not in TIME_RANGES:
            ranges = ", ".join(TIME_RANGES)
            raise InvalidTopItemError("time_range", f"must be one of {ranges}")
        if self.kind == "track" and not self.artists:
            raise InvalidTopItemError("artists", "a track needs at least one artist")
        _check_text(self.source, "source")
        if self.release_date is not None:
            _check_text(self.release_date, "release_date")
        if self.fetched_at is not None:
            _check_text(self.fetched_at, "fetched_at")
        if self.links is not _NO_LINKS:
            _check_links(self.links)
        if self.release_date is not None and len(self.release_date) > MAX_DATE_LENGTH:
            raise InvalidTopItemError("release_date", "is no date")


def _check_text(text: object, where: str) -> None:
    if not isinstance(text, str):
        raise InvalidTopItemError(where, "must be text")


def _checked_name(name: str, where: str) -> str:
    _check_text(name, where)
    cleaned = clean_name(name)
    if not cleaned:
        raise InvalidTopItemError(where, "is empty")
    if len(cleaned) > MAX_NAME_LENGTH:
        raise InvalidTopItemError(where, f"is longer than {MAX_NAME_LENGTH} characters")
    return cleaned


def _checked_artists(artists: Sequence[str]) -> tuple[str, ...]:
    if not isinstance(artists, (tuple, list)):
        raise InvalidTopItemError("artists", "must be a list of names")
    if len(artists) > MAX_ARTISTS:
        raise InvalidTopItemError("artists", f"at most {MAX_ARTISTS}")
    return tuple(_checked_name(name, "artists") for name in artists)


def _checked_genres(genres: Mapping[str, float]) -> Mapping[str, float]:
    if not isinstance(genres, Mapping):
        raise InvalidTopItemError("genres", "must be names, or names with weights")
    if len(genres) > MAX_GENRES:
        raise InvalidTopItemError("genres", f"at most {MAX_GENRES}")
    checked: dict[str, float] = {}
    for name, weight in genres.items():
        # Numbers of numpy are Real too, but no JSON.
        is_plain = type(weight) in (int, float)
        is_number = is_plain or isinstance(weight, Real)
        if not is_number or not MIN_GENRE_WEIGHT <= weight <= MAX_GENRE_WEIGHT:
            bounds = f"{MIN_GENRE_WEIGHT:g} and {MAX_GENRE_WEIGHT:g}"
            raise InvalidTopItemError("genres", f"weights must be between {bounds}")
        checked[_checked_name(name, "genres")] = weight if is_plain else float(weight)
    return MappingProxyType(checked) if checked else _NOTHING


def _checked_count(count: float, where: str) -> int:
    """Return a count as an int, also one that pandas or numpy made a float."""
    if type(count) is int and 1 <= count <= MAX_COUNT:
        return count
    if not isinstance(count, Real) or isinstance(count, bool):
        raise InvalidTopItemError(where, "must be a whole number")
    if not 1 <= count <= MAX_COUNT:
        raise InvalidTopItemError(where, f"must be between 1 and {MAX_COUNT}")
    if count != int(count):
        raise InvalidTopItemError(where, "must be a whole number")
    return int(count)


def _check_links(links: Mapping[str, str]) -> None:
    if not isinstance(links, Mapping):
        raise InvalidTopItemError("links", "must be names with addresses or ids")
    if len(links) > MAX_LINKS:
        raise InvalidTopItemError("links", f"at most {MAX_LINKS}")
    for name, link in links.items():
        _check_text(name, "links")
        _check_text(link, "links")
        if len(name) > MAX_LINK_LENGTH or len(link) > MAX_LINK_LENGTH:
            raise InvalidTopItemError("links", f"longer than {MAX_LINK_LENGTH}")
