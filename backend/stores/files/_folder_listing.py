"""The profile files of a folder with their stamps, read again only after a change."""

from __future__ import annotations

import os
import stat
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from backend.stores._item_limits import is_user_id
from backend.stores.files._atomic_files import OWN_NAMES

SUFFIX = ".json"
SETTLED_NS = 100_000_000
"""A folder's own time stamp ticks in milliseconds, so for this long after a change a
second one may leave it as it is."""

Stamp = tuple[int, int, int]
"""Time of the change in ns, size in bytes, inode."""

_NOBODY: Mapping[str, Stamp] = MappingProxyType({})


class FolderListing:
    """Lists ``<user_id>.json`` files; one listing may serve many threads.

    Every save renames a file into the folder, which changes the folder's own stamp:
    while that stands still, the last listing is true and costs one ``stat``. A file
    rewritten in place by another program is therefore noticed at the next save only.

    Args:
        folder: May be missing, and then has no files.
        report_foreign: Called with the names of what is no profile file.
    """

    def __init__(
        self, folder: Path, report_foreign: Callable[[list[str]], None]
    ) -> None:
        self._folder = folder
        self._report_foreign = report_foreign
        self._one_at_a_time = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._stamps = _NOBODY

    def stamps(self) -> Mapping[str, Stamp]:
        """Return user_id to stamp; the same object as long as nothing changed."""
        with self._one_at_a_time:
            now = time.time_ns()
            try:
                found = os.stat(self._folder)
            except FileNotFoundError:
                self._seen, self._stamps = None, _NOBODY
                return _NOBODY
            seen = (found.st_ino, found.st_mtime_ns)
            if seen != self._seen:
                stamps = self._list()
                if stamps != self._stamps:
                    self._stamps = MappingProxyType(stamps)
                self._seen = seen if now - found.st_mtime_ns > SETTLED_NS else None
            return self._stamps

    def _list(self) -> dict[str, Stamp]:
        stamps: dict[str, Stamp] = {}
        foreign: list[str] = []
        with os.scandir(self._folder) as entries:
            for entry in entries:
                user_id = entry.name.removesuffix(SUFFIX)
                if user_id == entry.name or not is_user_id(user_id):
                    foreign.append(entry.name)
                    continue
                try:
                    found = entry.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue
                if stat.S_ISREG(found.st_mode):
                    stamps[user_id] = (found.st_mtime_ns, found.st_size, found.st_ino)
                else:
                    foreign.append(entry.name)
        foreign = [name for name in foreign if name not in OWN_NAMES]
        if foreign:
            self._report_foreign(foreign)
        return stamps
