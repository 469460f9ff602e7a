"""Files that are there whole or not at all, written by one writer at a time."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from backend.use_cases.errors import StoreUnavailableError

LOCK_NAME = ".lock"
TEMPORARY_NAME = ".saving.tmp"
OWN_NAMES = frozenset({LOCK_NAME, TEMPORARY_NAME})
_DECIDED = ".together"
_UNDECIDED = ".together.tmp"


@contextmanager
def unavailable_on_os_error() -> Iterator[None]:
    """Turn what the operating system refuses into ``StoreUnavailableError``."""
    try:
        yield
    except OSError as error:
        raise StoreUnavailableError(str(error)) from error


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold the folder as its only writer, among threads and processes alike.

    The kernel drops the lock with the process, however that ends. Not reentrant.
    The holder clears away what a killed writer left behind.
    """
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        sync_folder(folder.parent)
    # A lock belongs to the open file, so every holder opens its own.
    lock = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        (folder / TEMPORARY_NAME).unlink(missing_ok=True)
        yield
    finally:
        # Said aloud, for a forked child may still hold the same open file.
        fcntl.flock(lock, fcntl.LOCK_UN)
        os.close(lock)


def write_whole(path: Path, content: bytes) -> None:
    """Put the content under the path, durably; on any error the old file stays.

    The caller holds the folder, so one temporary name is enough. The time stamp
    comes from the fine clock: the kernel's own ticks every few milliseconds, and
    two saves within one tick could look alike.
    """
    temporary = path.with_name(TEMPORARY_NAME)
    try:
        _write_new(temporary, content)
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_together(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Put several files into the folder, durably: all or none, whatever happens.

    The new files are made in a folder beside the old ones. The moment at which that
    folder gets its final name decides: from then on ``finish_together`` puts them in
    place, here or wherever the folder is used next. On an error before it, all old
    files stay; after it, what remains is renaming, which needs no room on the disk.

    The caller holds the folder, and has called ``finish_together``.

    Args:
        folder: Holds the files.
        contents: By file name; empty content removes the file.
    """
    new = folder / _UNDECIDED
    shutil.rmtree(new, ignore_errors=True)
    try:
        new.mkdir(mode=0o700)
        for name, content in contents.items():
            _write_new(new / name, content)
        sync_folder(new)
        os.rename(new, folder / _DECIDED)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    sync_folder(folder)
    finish_together(folder)


def is_unfinished(folder: str) -> bool:
    """Return whether files of the folder are being put in place, or wait for it."""
    return os.path.exists(f"{folder}/{_DECIDED}")


def finish_together(folder: Path) -> None:
    """Put in place what ``write_together`` decided; the caller holds the folder."""
    decided = folder / _DECIDED
    if not decided.exists():
        return
    for file in decided.iterdir():
        if file.stat().st_size:
            os.replace(file, folder / file.name)
        else:
            (folder / file.name).unlink(missing_ok=True)
            file.unlink()
    sync_folder(folder)
    decided.rmdir()
    sync_folder(folder)


def _write_new(path: Path, content: bytes) -> None:
    with open(path, "xb", opener=_private) as file:
        file.write(content)
        file.flush()
        now = time.time_ns()
        os.utime(file.fileno(), ns=(now, now))
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the folder's names survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_CLOEXEC, 0o600)
