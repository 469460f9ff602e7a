"""Where files go that are in the way: kept, out of sight, and spoken of once."""

from __future__ import annotations

import itertools
import logging
import os
from pathlib import Path

from backend.stores.files._atomic_files import sync_folder

_LONGEST_NAME = 200

_log = logging.getLogger(__name__)


class SetAsideFolder:
    """Takes in foreign and damaged files under names of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stuck: set[Path] = set()

    def take_in(self, path: Path, reason: str) -> None:
        """Move the file here and warn, naming both places.

        The caller holds the folder that the file is in. What cannot be moved is
        warned of once, and stays.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            place = self._free_place(path.name)
            os.rename(path, place)
            sync_folder(self._folder)
        except FileNotFoundError:
            return
        except OSError as error:
            if path not in self._stuck:
                self._stuck.add(path)
                told = "%a cannot be set aside (%s): %s"
                _log.warning(told, str(path), error.strerror, reason)
            return
        _log.warning("%a is set aside as %a: %s", str(path), str(place), reason)

    def forget(self, file_name: str) -> None:
        """Remove every file that came in under this name; folders stay."""
        for place in self._folder.glob(f"{file_name}*"):
            if place.is_symlink() or not place.is_dir():
                place.unlink(missing_ok=True)

    def _free_place(self, name: str) -> Path:
        stem = os.fsdecode(os.fsencode(name)[:_LONGEST_NAME])
        places = (self._folder / f"{stem}.{n}" for n in itertools.count(1))
        return next(place for place in places if not os.path.lexists(place))
