"""Zips that services gave to people, or that were made to do harm."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from copy import copy
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from backend.sources.history._member_names import (
    ignored_in_zip,
    is_technical_log,
    is_zip,
)
from backend.sources.history.errors import RefusedFileError

MAX_MEMBERS = 2_000
MAX_BYTES = 1_000_000_000
MAX_MEMBER_BYTES = 64_000_000
"""Of members that shrink by more than ``MAX_RATIO``; histories shrink by 10 to 40."""
MAX_RATIO = 200

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_ROOM = 1 << 16
"""More than zipfile reads ahead, in bytes."""
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_ABSOLUTE = re.compile(r"/|[A-Za-z]:|$")
# All that zipfile raises when bytes are not what they say.
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


def begins_as_zip(stream: BinaryIO) -> bool:
    """Tell a zip by its first bytes, and go back to them."""
    magic = stream.read(4)
    stream.seek(0)
    return magic in ZIP_MAGIC


def path_of(member: ZipInfo) -> str:
    """Return the member's path with slashes."""
    return member.orig_filename.replace("\\", "/")


def open_archive(stream: BinaryIO) -> tuple[ZipFile, Sequence[ZipInfo]]:
    """Open a zip and return its members, folders left out, in the order it has them.

    Raises:
        RefusedFileError: The zip is not to be trusted, or holds no history.
    """
    try:
        archive = ZipFile(stream)
    except _BROKEN:
        raise RefusedFileError("truncated") from None
    members = archive.infolist()
    if any(member.header_offset < 0 for member in members):
        raise RefusedFileError("truncated")
    if len(members) > MAX_MEMBERS:
        raise RefusedFileError("too_large")
    paths = [path_of(member) for member in members]
    if len(set(paths)) < len(paths) or any(map(_is_unsafe, paths)):
        raise RefusedFileError("unsafe_path")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise RefusedFileError("encrypted")
    _check_wanted(members)
    return archive, [m for m in members if not path_of(m).endswith("/")]


def read_member(archive: ZipFile, member: ZipInfo) -> bytes:
    """Return the bytes of one member; what it does not declare is never unpacked.

    Raises:
        RefusedFileError: They are not what the zip says, or packed in a rare way.
    """
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise RefusedFileError("unknown_format")
    # zipfile stops where a member said it ends, and takes a longer one for damaged.
    roomy = copy(member)
    roomy.file_size += _ROOM
    try:
        with archive.open(roomy) as stream:
            content = stream.read(member.file_size + 1)
    except _BROKEN:
        raise RefusedFileError("truncated") from None
    if len(content) > member.file_size:
        raise RefusedFileError("too_large")
    if len(content) < member.file_size:
        raise RefusedFileError("truncated")
    return content


def _check_wanted(members: Iterable[ZipInfo]) -> None:
    """Refuse a zip whose history is too large, or that has none."""
    wanted = [m for m in members if ignored_in_zip(path_of(m)) is None]
    if sum(m.file_size for m in wanted) > MAX_BYTES or any(map(_is_bomb, wanted)):
        raise RefusedFileError("too_large")
    if wanted:
        return
    paths = [path_of(member) for member in members]
    if any(map(is_technical_log, paths)):
        raise RefusedFileError("technical_log")
    raise RefusedFileError("nested" if any(map(is_zip, paths)) else "unknown_format")


def _is_bomb(member: ZipInfo) -> bool:
    smallest = max(member.compress_size, 1) * MAX_RATIO
    return member.file_size > max(MAX_MEMBER_BYTES, smallest)


def _is_unsafe(path: str) -> bool:
    return ".." in path.split("/") or _ABSOLUTE.match(path) is not None
