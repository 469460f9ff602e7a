"""Tables in JSON and JSON lines; every field not named here is dropped unread."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn, TypeVar

import msgspec
from msgspec import UNSET, Struct, field

from backend.sources.history._rows import NO_ROW, Row, Table
from backend.sources.history.errors import RefusedFileError

MAX_DEPTH = 100

# What may stand where an object is expected.
_Other = str | int | float | bool | list[Any] | None
_T = TypeVar("_T")

_BEGINS_ARRAY = re.compile(rb"\s*\[")
_TEXT = re.compile(rb'"[^"]*"')
_ALL_BUT_NESTING = bytes(set(range(256)) - set(b'[]{}"'))


class _Length(Struct):
    ms_played: Any = None
    duration_ms: Any = None
    duration: Any = None


class _TrackMetadata(Struct):
    artist_name: Any = None
    track_name: Any = None
    additional_info: _Length | _Other = None


class _JsonRow(Struct):
    """The fields of all kinds; which are there tells the kind."""

    ts: Any = UNSET
    ms_played: Any = UNSET
    master_metadata_track_name: Any = None
    master_metadata_album_artist_name: Any = None
    spotify_track_uri: Any = None
    incognito_mode: Any = None
    end_time: Any = field(default=UNSET, name="endTime")
    artist_name: Any = field(default=None, name="artistName")
    track_name: Any = field(default=None, name="trackName")
    account_ms_played: Any = field(default=UNSET, name="msPlayed")
    listened_at: Any = None
    track_metadata: _TrackMetadata | _Other | msgspec.UnsetType = UNSET
    scrobbles: msgspec.Raw | msgspec.UnsetType = UNSET


class _Scrobble(Struct):
    track: Any = None
    artist: Any = None
    date: Any = None


class _Scrobbles(Struct):
    scrobbles: list[_Scrobble | _Other]


_rows_decoder = msgspec.json.Decoder(list[_JsonRow | _Other])
_row_decoder = msgspec.json.Decoder(_JsonRow | _Other)
_scrobbles_decoder = msgspec.json.Decoder(_Scrobbles)


def json_table(content: bytes) -> Table | None:
    """Return the table of a JSON text in UTF-8; ``None`` for an empty array.

    Raises:
        RefusedFileError: ``unknown_format``; for JSON lines also later, while rows
            are read.
    """
    _check_depth(content)
    if _BEGINS_ARRAY.match(content):
        rows = _decoded(_rows_decoder, content)
        return _table(rows) if rows else None
    if _is_row(next(_lines(content), b"")):
        return _table([_decoded(_row_decoder, line) for line in _lines(content)])
    scrobbles = _decoded(_scrobbles_decoder, content).scrobbles
    return Table("lastfm_json", map(_scrobble_row, scrobbles))


def _table(rows: Sequence[_JsonRow | _Other]) -> Table:
    for row in rows:
        if not isinstance(row, _JsonRow):
            continue
        if row.ts is not UNSET and row.ms_played is not UNSET:
            return Table("spotify_extended", map(_extended_row, rows))
        if row.end_time is not UNSET and row.account_ms_played is not UNSET:
            return Table("spotify_account", map(_account_row, rows))
        if row.track_metadata is not UNSET:
            return Table("listenbrainz", map(_listenbrainz_row, rows))
    raise RefusedFileError("unknown_format")


def _lines(content: bytes) -> Iterator[bytes]:
    return (
        line for found in re.finditer(rb"[^\n]+", content) if (line := found[0].strip())
    )


def _is_row(line: bytes) -> bool:
    """Tell a whole row on one line from the beginning of something longer."""
    try:
        row = _decoded(_row_decoder, line)
    except RefusedFileError:
        return False
    return isinstance(row, _JsonRow) and row.scrobbles is UNSET


def _extended_row(row: _JsonRow | _Other) -> Row:
    if not isinstance(row, _JsonRow) or not row.spotify_track_uri:
        return NO_ROW
    return Row(
        row.master_metadata_album_artist_name,
        row.master_metadata_track_name,
        row.ts,
        row.ms_played,
        row.incognito_mode is True,
    )


def _account_row(row: _JsonRow | _Other) -> Row:
    if not isinstance(row, _JsonRow):
        return NO_ROW
    return Row(row.artist_name, row.track_name, row.end_time, row.account_ms_played)


def _listenbrainz_row(row: _JsonRow | _Other) -> Row:
    if not isinstance(row, _JsonRow):
        return NO_ROW
    listened = row.track_metadata
    if not isinstance(listened, _TrackMetadata):
        return NO_ROW
    return Row(
        listened.artist_name,
        listened.track_name,
        row.listened_at,
        _length_ms(listened.additional_info),
    )


def _length_ms(info: _Length | _Other) -> object:
    """Return how long it was played, as imports of histories say, or could be."""
    if not isinstance(info, _Length):
        return None
    if info.ms_played is not None:
        return info.ms_played
    seconds = info.duration
    is_number = isinstance(seconds, (int, float)) and not isinstance(seconds, bool)
    if info.duration_ms is None and is_number:
        return seconds * 1_000
    return info.duration_ms


def _scrobble_row(row: _Scrobble | _Other) -> Row:
    if not isinstance(row, _Scrobble):
        return NO_ROW
    return Row(row.artist, row.track, row.date)


def _decoded(decoder: msgspec.json.Decoder[_T], content: bytes) -> _T:
    try:
        return decoder.decode(content)
    except msgspec.DecodeError:
        pass
    # Python's own decoder takes half a surrogate pair and 1e999, as browsers do.
    try:
        value = json.loads(content, parse_constant=_refuse)
        return msgspec.convert(value, decoder.type)
    except (ValueError, msgspec.ValidationError):
        raise RefusedFileError("unknown_format") from None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _check_depth(content: bytes) -> None:
    """Refuse what is nested so deep that no decoder should have to follow."""
    nesting = content.replace(rb"\\", b"").replace(rb"\"", b"")
    nesting = nesting.translate(None, _ALL_BUT_NESTING).replace(b'""', b"")
    nesting = _TEXT.sub(b"", nesting)
    for _ in range(MAX_DEPTH):
        if not nesting:
            return
        nesting = nesting.replace(b"{}", b"").replace(b"[]", b"")
    if nesting:
        raise RefusedFileError("unknown_format")
