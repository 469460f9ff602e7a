"""Reads all files that a person gives, of whatever services, into one aggregate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from io import SEEK_END
from pathlib import Path
from typing import BinaryIO

from backend.sources.history._archives import (
    MAX_BYTES,
    begins_as_zip,
    open_archive,
    path_of,
    read_member,
)
from backend.sources.history._ledger import Ledger
from backend.sources.history._member_names import (
    ignored_by_name,
    ignored_in_zip,
    is_zip,
)
from backend.sources.history._tables import table_of
from backend.sources.history.aggregate import Aggregate
from backend.sources.history.audit import Audit
from backend.sources.history.errors import NothingLeftError, RefusedFileError

Progress = Callable[[int, int], None]
"""Called with how many bytes of how many, as the files lie there, have been read."""


@dataclass(frozen=True, slots=True)
class HistoryFile:
    """A file that a person gives; ``open`` may be called more than once."""

    name: str
    open: Callable[[], BinaryIO]

    @classmethod
    def at(cls, path: Path) -> HistoryFile:
        """Return the file at a path."""

        def open_path() -> BinaryIO:
            return path.open("rb")

        return cls(path.name, open_path)


@dataclass(frozen=True, slots=True)
class History:
    """What a person listened to, and how it was found out."""

    aggregate: Aggregate
    audit: Audit


def read_history(
    files: Iterable[HistoryFile], progress: Progress = lambda done, of: None
) -> History:
    """Read files of one person, zips or loose, of one or several services.

    A file that is refused does not sink the others; the audit names it.

    Raises:
        NothingLeftError: There is no play in any of them.

    Cost:
        One file, or member of a zip, is in memory at a time, and 25 bytes a play.
    """
    given = [(file, _size(file)) for file in files]
    total, done = sum(size for _, size in given), 0
    ledger = Ledger()
    for file, size in given:
        read = 0
        for packed in _read(file, size, ledger):
            read += packed
            progress(done + min(read, size), total)
        done += size
        progress(done, total)
    plays = ledger.close()
    if plays.aggregate is None:
        raise NothingLeftError(ledger.first_refusal or "no_plays", plays.audit)
    return History(plays.aggregate, plays.audit)


def _size(file: HistoryFile) -> int:
    with file.open() as stream:
        return stream.seek(0, SEEK_END)


def _read(file: HistoryFile, size: int, ledger: Ledger) -> Iterator[int]:
    """Read one file, yielding how many bytes of it each step took."""
    if ignored := ignored_by_name(file.name):
        ledger.ignore(file.name, ignored)
        return
    with file.open() as stream:
        if begins_as_zip(stream):
            try:
                yield from _read_zip(file.name, stream, ledger)
            except RefusedFileError as refusal:
                ledger.refuse(file.name, refusal.code)
        elif size > MAX_BYTES:
            ledger.refuse(file.name, "too_large")
        else:
            _enter(file.name, stream.read, ledger)


def _read_zip(name: str, stream: BinaryIO, ledger: Ledger) -> Iterator[int]:
    archive, members = open_archive(stream)
    for member in members:
        path = path_of(member)
        where = f"{name}/{path}"
        if is_zip(path):
            ledger.refuse(where, "nested")
        elif ignored := ignored_in_zip(path):
            ledger.ignore(where, ignored)
        else:
            _enter(where, partial(read_member, archive, member), ledger)
        yield member.compress_size


def _enter(name: str, read: Callable[[], bytes], ledger: Ledger) -> None:
    try:
        table = table_of(read())
        if table is None:
            ledger.ignore(name, "empty")
        else:
            ledger.enter(name, table)
    except RefusedFileError as refusal:
        ledger.refuse(name, refusal.code)
