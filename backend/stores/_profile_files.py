"""Reading one profile file, and telling ours from foreign ones."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import msgspec

from backend.use_cases.ports import MAX_ITEM_BYTES, ProfileItem
from backend.use_cases.records import UnreadableRecordError, from_record

_FOREIGN_ERRNOS = frozenset({errno.ELOOP, errno.EACCES, errno.EPERM, errno.ENXIO})
# Neither follow a symlink nor wait for somebody to write into a pipe.
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class ForeignFileError(Exception):
    """The file is not one that this product wrote, or no longer whole."""


def read_item(path: Path, user_id: str) -> ProfileItem | None:
    """Return the item that the file keeps for the user; ``None`` without a file.

    Raises:
        ForeignFileError: It is no regular file, may not be read, is damaged, of an
            unknown schema, larger than an item can be, or somebody else's.
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
        with open(descriptor, "rb", closefd=False) as file:
            content = file.read()
    finally:
        os.close(descriptor)
    item = _item(content)
    if item.user_id != user_id:
        raise ForeignFileError("the user_id inside is not the file's name")
    return item


def _check_kind(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise ForeignFileError("not a regular file")
    if found.st_size > MAX_ITEM_BYTES:
        raise ForeignFileError(f"larger than {MAX_ITEM_BYTES} bytes")


def _item(content: bytes) -> ProfileItem:
    try:
        return from_record(msgspec.json.decode(content))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ForeignFileError("not JSON in UTF-8, or cut off") from error
    except UnreadableRecordError as error:
        raise ForeignFileError("not a profile item of a known schema") from error
