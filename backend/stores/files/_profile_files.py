"""Reading one profile file, and telling ours from foreign ones."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from backend.stores.files._folder_listing import Stamp
from backend.taste_profile import TimeRange
from backend.taste_profile.top_items import ItemKind
from backend.use_cases.profiles.profile import (
    MAX_ITEM_BYTES,
    ProfileHead,
    ProfileItem,
    ProfileOutline,
)
from backend.use_cases.profiles.record import (
    UnreadableRecordError,
    from_record,
    head_from_record,
    outline_from_record,
)

HeadT = TypeVar("HeadT", bound=ProfileHead)

_FOREIGN_ERRNOS = frozenset({errno.ELOOP, errno.EACCES, errno.EPERM, errno.ENXIO})
# Neither follow a symlink nor wait for a writer of a pipe.
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class ForeignFileError(Exception):
    """The file is not one that this product wrote, or no longer whole."""


class HeadRecord(msgspec.Struct):
    """What of a record ``read_head`` reads; the rest is skipped."""

    user_id: str
    schema: int
    visibility: str
    is_verified: bool
    revision: int
    updated_at: str
    display_name: str | None = None
    named_artists: list[str] = []
    sources: list[dict[str, Any]] = []
    refresh_source: str | None = None
    refresh_user_name: str | None = None
    refresh_tried_at: str | None = None
    refresh_misses: int = 0
    more_refreshes: list[dict[str, Any]] = []
    muted: dict[str, list[str]] = {}


class _ListedItem(msgspec.Struct, gc=False):
    """What of a top item ``read_outline`` reads."""

    kind: ItemKind
    name: str
    time_range: TimeRange
    source: str
    artists: tuple[str, ...] = ()
    rank: int | None = None
    plays: int | None = None
    genres: dict[str, float] = {}
    release_date: str | None = None


class _ListedTaste(msgspec.Struct):
    """The top items of an outline."""

    top_items: tuple[_ListedItem, ...]


class _OutlineRecord(HeadRecord, kw_only=True):
    """What of a record ``read_outline`` reads."""

    profile: _ListedTaste


_HEADS = msgspec.json.Decoder(HeadRecord)
_OUTLINES = msgspec.json.Decoder(_OutlineRecord)


def read_item(path: Path, user_id: str) -> ProfileItem | None:
    """Return the item that the file keeps for the user; ``None`` without a file.

    Raises:
        ForeignFileError: It is no regular file, may not be read, is damaged, of an
            unknown schema, larger than an item can be, or another user's.
        OSError: The operating system cannot tell just now.
    """
    content = read_content(path)
    return None if content is None else _theirs(_item(content), user_id)


def read_head(path: Path, user_id: str) -> ProfileHead | None:
    """Return the item without its top items; ``None`` without a file.

    Raises:
        ForeignFileError: As for ``read_item``, as far as the file is looked at.
        OSError: The operating system cannot tell just now.
    """
    content = read_content(path)
    return None if content is None else _theirs(_head(content), user_id)


def read_stamp(path: Path) -> Stamp | None:
    """Return what differs after each change of a file; ``None`` without a file."""
    try:
        found = os.stat(path, follow_symlinks=False)
    except FileNotFoundError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def read_outline(path: Path, user_id: str) -> ProfileOutline | None:
    """Return the item with what counts of its top items; ``None`` without a file.

    Raises:
        ForeignFileError: As for ``read_item``, as far as the file is looked at.
        OSError: The operating system cannot tell just now.
    """
    content = read_content(path)
    return None if content is None else _theirs(_outline(content), user_id)


def read_content(path: Path) -> bytes | None:
    """Return what is in the file; ``None`` without one.

    Raises:
        ForeignFileError: It is no regular file, may not be read, or is too large.
        OSError: The operating system cannot tell just now.
    """
    try:
        descriptor = os.open(path, _FLAGS)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno in _FOREIGN_ERRNOS:
            raise ForeignFileError(error.strerror) from error
        raise
    try:
        _check_kind(os.fstat(descriptor))
        content = b""
        while part := os.read(descriptor, MAX_ITEM_BYTES + 1):
            content = content + part if content else part
        return content
    finally:
        os.close(descriptor)


def _theirs(kept: HeadT, user_id: str) -> HeadT:
    if kept.user_id != user_id:
        raise ForeignFileError("the user_id inside is not the file's name")
    return kept


def _check_kind(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise ForeignFileError("not a regular file")
    if found.st_size > MAX_ITEM_BYTES:
        raise ForeignFileError(f"larger than {MAX_ITEM_BYTES} bytes")


def _item(content: bytes) -> ProfileItem:
    with _foreign_when_unreadable():
        return from_record(msgspec.json.decode(content))


def _head(content: bytes) -> ProfileHead:
    with _foreign_when_unreadable():
        record = _HEADS.decode(content)
        return head_from_record(msgspec.structs.asdict(record))


def _outline(content: bytes) -> ProfileOutline:
    with _foreign_when_unreadable():
        record = _OUTLINES.decode(content)
        return outline_from_record(
            msgspec.structs.asdict(record), record.profile.top_items
        )


@contextmanager
def _foreign_when_unreadable() -> Iterator[None]:
    try:
        yield
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ForeignFileError("not JSON in UTF-8, or cut off") from error
    except UnreadableRecordError as error:
        raise ForeignFileError("not a profile item of a known schema") from error
