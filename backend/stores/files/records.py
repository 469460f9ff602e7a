"""Records about people as JSON files, for one machine."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import msgspec

from backend.stores.files._atomic_files import (
    exclusive,
    sync_folder,
    unavailable_on_os_error,
    write_whole,
)
from backend.use_cases.accounts.record_store import PLACE, Record
from backend.use_cases.errors import StoreUnavailableError

_Records = dict[str, dict[str, str | int | bool]]
_log = logging.getLogger(__name__)


class JsonRecordStore:
    """One file per owner, ``people/<owner>.json``, for threads and processes.

    Args:
        folder: Holds the folder of the records; made at the first one.
        name: What that folder is called.
    """

    def __init__(self, folder: Path, name: str = "people") -> None:
        self._people = folder / name

    def get(self, owner: str, kind: str) -> Record | None:
        """Return the newest record, or ``None``."""
        return self._read(owner).get(kind)

    def records(self, owner: str, word: str | None = None) -> Mapping[str, Record]:
        """Return an owner's records, of one word or all, by kind, in order."""
        kept = self._read(owner)
        begins = "" if word is None else f"{word}#"
        return {k: kept[k] for k in sorted(kept) if k.startswith(begins)}

    def owners(self) -> Iterator[str]:
        """Yield every owner of a record once, in no order."""
        with unavailable_on_os_error():
            names = [path.stem for path in self._people.glob("*.json")]
        yield from names

    def put(self, owner: str, kind: str, record: Record) -> None:
        """Keep a record in place of any other."""
        with self._changing(owner) as kept:
            kept[_checked(kind)] = dict(record)

    def claim(self, owner: str, kind: str, record: Record) -> Record:
        """Keep a record unless one is kept already; return the kept one."""
        with self._changing(owner) as kept:
            return kept.setdefault(_checked(kind), dict(record))

    def remove(self, owner: str, kind: str) -> bool:
        """Remove a record; tell whether this call did."""
        with self._changing(owner) as kept:
            return kept.pop(kind, None) is not None

    def remove_all(self, owner: str) -> None:
        """Remove all records of an owner."""
        with self._changing(owner) as kept:
            kept.clear()

    def forget_expired(self, now: datetime) -> int:
        """Remove records whose time is over, of everybody; return how many."""
        seconds, gone = now.timestamp(), 0
        for owner in self.owners():
            # A damaged file stays as it is, and has been told of.
            with suppress(StoreUnavailableError):
                gone += self._forget_expired(owner, seconds)
        return gone

    def _forget_expired(self, owner: str, seconds: float) -> int:
        if not any(_is_over(record, seconds) for record in self._read(owner).values()):
            return 0
        with self._changing(owner) as kept:
            over = [kind for kind, record in kept.items() if _is_over(record, seconds)]
            for kind in over:
                del kept[kind]
        return len(over)

    def _read(self, owner: str) -> _Records:
        path = self._path(owner)
        with unavailable_on_os_error():
            try:
                content = path.read_bytes()
            except FileNotFoundError:
                return {}
        try:
            return msgspec.json.decode(content, type=_Records)
        except msgspec.DecodeError as error:
            # Begun anew, it would split one person into two, or forget a block.
            _log.warning("%a is damaged: %s", str(path), error)
            raise StoreUnavailableError("a record about people is damaged") from error

    @contextmanager
    def _changing(self, owner: str) -> Iterator[_Records]:
        """Give an owner's records to change; whatever they are then is kept."""
        path = self._path(owner)
        with unavailable_on_os_error(), exclusive(self._people):
            before = self._read(owner)
            kept = {kind: dict(record) for kind, record in before.items()}
            yield kept
            if kept == before:
                return
            if kept:
                write_whole(path, msgspec.json.encode(kept))
            else:
                path.unlink()
                sync_folder(self._people)

    def _path(self, owner: str) -> Path:
        return self._people / f"{_checked(owner)}.json"


def _is_over(record: Record, seconds: float) -> bool:
    return "expires_at" in record and int(record["expires_at"]) <= seconds


def _checked(place: str) -> str:
    if not PLACE.fullmatch(place):
        raise ValueError(f"{place!r} cannot name a record")
    return place
