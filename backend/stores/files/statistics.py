"""Statistics as compressed JSON files, for one machine."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec

from backend.stores._item_limits import CURRENT, is_version
from backend.stores._packed_statistics import DamagedStatisticsError, pack, unpack
from backend.stores.files._atomic_files import (
    exclusive,
    unavailable_on_os_error,
    write_whole,
)
from backend.taste_profile import Statistics

_log = logging.getLogger(__name__)


class JsonStatisticsStore:
    """``statistics/<version>.json.gz``, and ``current.json``, which names one of them.

    Each file is written whole or not at all, the pointer last, so a reader in any
    process finds the old statistics or the new ones. A version names its content:
    publishing it again writes the same bytes. Statistics that cannot be read are
    warned of once and count as none; publishing them again mends them.

    Args:
        folder: Holds ``statistics/``; made at the first publication.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "statistics"
        self._pointer = self._folder / f"{CURRENT}.json"
        self._newest: Statistics | None = None
        self._reported: set[str] = set()

    def current(self) -> Statistics | None:
        """Return the published statistics; read again only when the pointer moved."""
        with unavailable_on_os_error():
            try:
                version = self._current_version()
                newest = self._newest
                if newest is None or newest.version != version:
                    self._newest = newest = self._read(version)
                return newest
            except FileNotFoundError:
                return None
            except DamagedStatisticsError as damage:
                self._report(damage)
                return None

    def publish(self, statistics: Statistics) -> None:
        """Keep the statistics, point to them, and drop those before.

        Statistics hold a sample of people: who has left since must not stay in them.
        """
        packed = pack(statistics)
        pointer = msgspec.json.encode({"version": statistics.version})
        with unavailable_on_os_error(), exclusive(self._folder):
            write_whole(self._path(statistics.version), packed)
            write_whole(self._pointer, pointer)
            for file in self._folder.glob("*.json.gz"):
                if file != self._path(statistics.version):
                    file.unlink(missing_ok=True)
        self._reported.clear()

    def _path(self, version: str) -> Path:
        return self._folder / f"{version}.json.gz"

    def _current_version(self) -> str:
        content = self._pointer.read_bytes()
        try:
            version = msgspec.json.decode(content)["version"]
            if is_version(version):
                return str(version)
        except (ValueError, KeyError, TypeError, RecursionError):
            pass
        raise DamagedStatisticsError(CURRENT, "does not name a version")

    def _read(self, version: str) -> Statistics:
        try:
            return unpack(self._path(version).read_bytes(), version)
        except FileNotFoundError as error:
            raise DamagedStatisticsError(version, "missing") from error

    def _report(self, damage: DamagedStatisticsError) -> None:
        if str(damage) not in self._reported:
            self._reported.add(str(damage))
            _log.warning("no statistics in %a: %s", str(self._folder), damage)
