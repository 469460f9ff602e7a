"""The community as it was last known, so that a start need not read everybody."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import msgspec

from backend.stores.files._atomic_files import (
    exclusive,
    unavailable_on_os_error,
    write_whole,
)
from backend.stores.files._index_files import IndexFile, Stamp
from backend.taste_profile import Statistics
from backend.taste_profile.exact_index import ExactIndex, Kernels
from backend.use_cases.community.appearance import Appearance

_log = logging.getLogger(__name__)


class _Known(msgspec.Struct):
    """As of which changes the index beside it is; ``index`` says which index."""

    version: str
    index: Stamp
    stamps: dict[str, Stamp]
    appearances: dict[str, Appearance]


class JsonCommunityMemory:
    """``index/exact.index`` and ``index/known.json`` beside it.

    Derived data: what is missing, damaged or of other statistics is not recalled, and
    then everybody is read anew.

    Args:
        folder: Holds ``index/``; made when something is first remembered.
        kernels: Innermost loops of an index that is recalled; numpy's when ``None``.
    """

    def __init__(self, folder: Path, kernels: Kernels | None = None) -> None:
        self._kernels = kernels
        self._index_file = IndexFile(folder)
        self._index = folder / "index" / "exact.index"
        self._known = folder / "index" / "known.json"
        self._writers = folder / "index" / "writer"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be the one writer among all processes; waits until nobody else is.

        The kernel ends it with the process, however that ends. Where nothing can be
        locked, nothing can be remembered either, and each is on its own.
        """
        with ExitStack() as held:
            try:
                self._writers.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                held.enter_context(exclusive(self._writers))
            except OSError as error:
                _log.warning("%a cannot be locked: %s", str(self._writers), error)
            yield

    def remember(
        self,
        index: ExactIndex,
        stamps: Mapping[str, Any],
        appearances: Mapping[str, Appearance],
    ) -> None:
        """Keep the index and how much of the store it has seen."""
        known = _Known(
            index.statistics.version,
            self._index_file.save(index),
            dict(stamps),
            dict(appearances),
        )
        with unavailable_on_os_error(), exclusive(self._known.parent):
            write_whole(self._known, msgspec.json.encode(known))

    def forget(self) -> None:
        """Remove both files: a person in them must not be found anywhere any more."""
        with unavailable_on_os_error():
            self._known.unlink(missing_ok=True)
            self._index.unlink(missing_ok=True)

    def recall(
        self, statistics: Statistics
    ) -> tuple[ExactIndex, dict[str, Stamp], dict[str, Appearance]] | None:
        """Return what was remembered under these statistics, if anything was."""
        try:
            known = msgspec.json.decode(self._known.read_bytes(), type=_Known)
            is_current = known.version == statistics.version
            if not is_current or known.index != self._index_file.stamp():
                return None
            index = self._index_file.load(statistics, self._kernels)
            if index is None or known.index != self._index_file.stamp():
                # Replaced at this very moment: what is known is of another one.
                return None
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError) as error:
            _log.warning("%a cannot be used: %s", str(self._known), error)
            return None
        return index, known.stamps, known.appearances
