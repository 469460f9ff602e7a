"""Tables in CSV: with a header, or as Last.fm's exporters write them without one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from backend.sources.history._rows import Row, Table
from backend.sources.history._times import time_of
from backend.sources.history.errors import RefusedFileError

_DELIMITERS = ",;\t"
_ARTIST = ("artist", "artist_name")
_TRACK = ("track", "title", "track_name")
_TIME = (
    "played_at",
    "listened_at",
    "timestamp",
    "uts",
    "utc_time",
    "date",
    "time",
)
_MS = ("ms_played",)
_LOOKED_AT = 5
_MOST_DIGITS = 16
_END = "\0"


def csv_table(content: bytes) -> Table:
    """Return the table of a CSV in UTF-8.

    Raises:
        RefusedFileError: ``not_text`` or ``unknown_format``, also later, while rows
            are read.
    """
    for delimiter in _DELIMITERS:
        lines = _lines(content, delimiter)
        columns = _columns(next(lines, []))
        if columns is not None:
            return Table("csv", _rows_by_header(lines, columns))
    first = list(islice(_lines(content, ","), _LOOKED_AT))
    if any(len(line) == 4 and time_of(line[3]) is not None for line in first):
        return Table("lastfm_csv", _rows_of_lastfm(_lines(content, ",")))
    raise RefusedFileError("unknown_format")


def _lines(content: bytes, delimiter: str) -> Iterator[list[str]]:
    """Yield all lines that hold something."""
    text = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", newline="")
    # A quote that is never closed swallows all that follows, the end as well.
    marked = chain(text, ("\n", _END))
    line: list[str] = []
    try:
        for line in csv.reader(marked, delimiter=delimiter):
            if line and line != [""] and line != [_END]:
                yield line
    except UnicodeDecodeError:
        raise RefusedFileError("not_text") from None
    except csv.Error:
        raise RefusedFileError("unknown_format") from None
    if line != [_END]:
        raise RefusedFileError("unknown_format")


def _columns(header: Sequence[str]) -> tuple[int, int, int, int | None] | None:
    names = [name.strip().lower() for name in header]
    artist, track, time = (_first(names, of) for of in (_ARTIST, _TRACK, _TIME))
    if artist is None or track is None or time is None:
        return None
    return artist, track, time, _first(names, _MS)


def _first(names: Sequence[str], wanted: Iterable[str]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _rows_by_header(
    lines: Iterable[list[str]], columns: tuple[int, int, int, int | None]
) -> Iterator[Row]:
    artist, track, time, ms = columns
    last = max(artist, track, time, ms or 0)
    for line in lines:
        line += [""] * (last + 1 - len(line))
        said = None if ms is None else _number(line[ms].strip())
        yield Row(line[artist], line[track], line[time], said)


def _number(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return int(text) if is_number else None


def _rows_of_lastfm(lines: Iterable[list[str]]) -> Iterator[Row]:
    for line in lines:
        artist, _, track, time, *_ = [*line, "", "", "", ""]
        yield Row(artist, track, time)
