"""Zips, honest and hostile, the same bytes every time."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Iterable

Members = Iterable[tuple[str, bytes]]

_LOCAL, _CENTRAL = b"PK\x03\x04", b"PK\x01\x02"
_FLAGS = {_LOCAL: 6, _CENTRAL: 8}
_CRC = {_LOCAL: 14, _CENTRAL: 16}
_SIZE = {_LOCAL: 22, _CENTRAL: 24}
_END_SIZE = 22


def zipped(members: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of members, whose names may be hostile or repeated."""
    file = io.BytesIO()
    with warnings.catch_warnings():
        # zipfile warns of names that come twice; here they are meant.
        warnings.simplefilter("ignore", UserWarning)
        with zipfile.ZipFile(file, "w", method) as archive:
            for name, content in members:
                member = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
                member.compress_type = method
                archive.writestr(member, content)
    return file.getvalue()


def encrypted(archive: bytes) -> bytes:
    """Return the zip with every member marked as encrypted."""
    return _patched(archive, _FLAGS, b"\x01\x00")


def declaring(archive: bytes, size: int) -> bytes:
    """Return the zip with every member declared to be of another size."""
    return _patched(archive, _SIZE, size.to_bytes(4, "little"))


def with_wrong_checksum(archive: bytes) -> bytes:
    """Return the zip with the checksum of nothing that is in it."""
    return _patched(archive, _CRC, b"\x01\x02\x03\x04")


def declaring_in_zip64(member: tuple[str, bytes], size: int) -> bytes:
    """Return a zip of one member, declared in 64 bits to be of another size."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        name, content = member
        archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)
        archive.infolist()[0].file_size = size
    return file.getvalue()


def in_zip64(archive: bytes, *, shift: int = 0) -> bytes:
    """Return the zip with its end in 64 bits; its directory ``shift`` bytes elsewhere.

    The records are those of APPNOTE.TXT, sections 4.3.14 to 4.3.16.
    """
    body, end = archive[:-_END_SIZE], archive[-_END_SIZE:]
    members, size, offset = struct.unpack("<10xHLL2x", end)
    version = 45
    end64 = struct.pack(
        "<4sQHHLLQQQQ",
        b"PK\x06\x06",
        44,
        version,
        version,
        0,
        0,
        members,
        members,
        size,
        offset + shift,
    )
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(body), 1)
    return body + end64 + locator + end[:8] + b"\xff" * 12 + end[20:]


def with_broken_data(archive: bytes) -> bytes:
    """Return the zip with a whole directory, but its first data overwritten."""
    name, extra = archive[26:28], archive[28:30]
    start = 30 + int.from_bytes(name, "little") + int.from_bytes(extra, "little")
    return archive[:start] + b"\xff" * 8 + archive[start + 8 :]


def _patched(archive: bytes, offsets: dict[bytes, int], value: bytes) -> bytes:
    patched = bytearray(archive)
    for signature, offset in offsets.items():
        at = patched.find(signature)
        while at >= 0:
            patched[at + offset : at + offset + len(value)] = value
            at = patched.find(signature, at + 4)
    return bytes(patched)
