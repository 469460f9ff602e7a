"""The exact index in one file that is mapped into memory, not read."""

from __future__ import annotations

import logging
import mmap
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import numpy as np

from backend.stores.files._atomic_files import (
    TEMPORARY_NAME,
    exclusive,
    sync_folder,
    unavailable_on_os_error,
)
from backend.taste_profile import Statistics
from backend.taste_profile.exact_index import ExactIndex, Kernels

_MAGIC = b"SOULIX03"
_ALIGNMENT = 64

Stamp = tuple[int, int, int]
"""Time of the change in ns, size in bytes, inode."""

_log = logging.getLogger(__name__)


class _ArrayHeader(msgspec.Struct):
    name: str
    dtype: str
    shape: list[int]
    start: int


class DamagedIndexError(ValueError):
    """A file is not an index, or not all of one."""


class IndexFile:
    """``index/exact.index``: eight letters, the header's length, a header, arrays.

    Derived data: a process that cannot load it builds the index from the profiles. A
    save is whole or not at all; a process keeps the older file that it mapped. Pages
    are read when a query touches them, and shared by all processes that map them.

    Args:
        folder: Holds ``index/``; made at the first save.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "index" / "exact.index"

    def save(self, index: ExactIndex) -> Stamp:
        """Keep the index as it is now; the caller is its writer, or has stopped it.

        Returns:
            What ``stamp`` says of the file that was written.
        """
        arrays = index.to_arrays()
        with unavailable_on_os_error(), exclusive(self._path.parent):
            temporary = self._path.with_name(TEMPORARY_NAME)
            with open(temporary, "xb", opener=_private) as file:
                _write(file, arrays)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, self._path)
            sync_folder(self._path.parent)
            return self.stamp()

    def stamp(self) -> Stamp:
        """Tell the file from every other one that takes its place.

        Raises:
            OSError: There is none, or it cannot be looked at.
        """
        found = os.stat(self._path)
        return (found.st_mtime_ns, found.st_size, found.st_ino)

    def load(
        self, statistics: Statistics, kernels: Kernels | None = None
    ) -> ExactIndex | None:
        """Return the kept index; ``None`` if there is none for these statistics."""
        with unavailable_on_os_error():
            try:
                arrays = _mapped(self._path)
                return ExactIndex.from_arrays(statistics, arrays, kernels)
            except FileNotFoundError:
                return None
            except (ValueError, KeyError) as error:
                _log.warning("no index in %a: %s", str(self._path), error)
                return None


def _write(file: BinaryIO, arrays: Mapping[str, np.ndarray[Any, Any]]) -> None:
    headers, start = [], 0
    for name, array in arrays.items():
        shape = list(array.shape)
        headers.append(_ArrayHeader(name, array.dtype.str, shape, start))
        start += _aligned(array.nbytes)
    header = msgspec.json.encode(headers)
    file.write(_MAGIC + len(header).to_bytes(8, "little") + header)
    for array in arrays.values():
        file.write(b"\0" * (_aligned(file.tell()) - file.tell()))
        file.write(np.ascontiguousarray(array).data)
    file.write(b"\0" * (_aligned(file.tell()) - file.tell()))


def _mapped(path: Path) -> dict[str, np.ndarray[Any, Any]]:
    with open(path, "rb") as file:
        if os.fstat(file.fileno()).st_size < 16 or file.read(8) != _MAGIC:
            raise DamagedIndexError("not an index")
        length = int.from_bytes(file.read(8), "little")
        kept = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    try:
        headers = msgspec.json.decode(kept[16 : 16 + length], type=list[_ArrayHeader])
    except msgspec.DecodeError as error:
        raise DamagedIndexError("its header cannot be read") from error
    return dict(_arrays(kept, headers, _aligned(16 + length)))


def _arrays(
    kept: mmap.mmap, headers: list[_ArrayHeader], first: int
) -> Iterator[tuple[str, np.ndarray[Any, Any]]]:
    for header in headers:
        try:
            dtype, start = np.dtype(header.dtype), first + header.start
            array = np.ndarray(header.shape, dtype, kept, start)
        except TypeError as error:
            raise DamagedIndexError("it is cut off or changed") from error
        yield header.name, array


def _aligned(size: int) -> int:
    return -(-size // _ALIGNMENT) * _ALIGNMENT


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_CLOEXEC, 0o600)
