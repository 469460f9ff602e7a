"""Records about people as JSON files, for one machine."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import msgspec

from backend.stores.files._atomic_files import (
    exclusive,
    finish_together,
    is_unfinished,
    sync_folder,
    unavailable_on_os_error,
    write_together,
    write_whole,
)
from backend.use_cases.accounts.record_store import (
    PLACE,
    Change,
    Put,
    Record,
    Remove,
    check_together,
)
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
        self._name = str(self._people)

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
        self._finish()
        with unavailable_on_os_error():
            names = [path.stem for path in self._people.glob("*.json")]
        yield from names

    def put(self, owner: str, kind: str, record: Record) -> None:
        """Keep a record in place of any other."""
        with self._changing(owner) as kept:
            kept[owner][_checked(kind)] = dict(record)

    def claim(self, owner: str, kind: str, record: Record) -> Record:
        """Keep a record unless one is kept already; return the kept one."""
        with self._changing(owner) as kept:
            return kept[owner].setdefault(_checked(kind), dict(record))

    def remove(self, owner: str, kind: str) -> bool:
        """Remove a record; tell whether this call did."""
        with self._changing(owner) as kept:
            return kept[owner].pop(kind, None) is not None

    def remove_all(self, owner: str) -> None:
        """Remove all records of an owner."""
        with self._changing(owner) as kept:
            kept[owner].clear()

    def change_together(self, changes: Sequence[Change]) -> bool:
        """Make all the changes, or none; what a killed process decided is made, too."""
        check_together(changes)
        with self._changing(*{change.owner for change in changes}) as kept:
            for change in changes:
                is_there = _checked(change.kind) in kept[change.owner]
                if change.when is not None and (change.when == "present") != is_there:
                    return False
            for change in changes:
                if isinstance(change, Put):
                    kept[change.owner][change.kind] = dict(change.record)
                elif isinstance(change, Remove):
                    kept[change.owner].pop(change.kind, None)
        return True

    def forget_expired(self, now: datetime) -> int:
        """Remove records whose time is over, of everybody; return how many."""
        seconds, gone = now.timestamp(), 0
        for owner in self.owners():
            # A damaged file stays as it is; a warning was logged.
            with suppress(StoreUnavailableError):
                gone += self._forget_expired(owner, seconds)
        return gone

    def _forget_expired(self, owner: str, seconds: float) -> int:
        if not any(_is_over(record, seconds) for record in self._read(owner).values()):
            return 0
        with self._changing(owner) as kept:
            records = kept[owner]
            over = [kind for kind, one in records.items() if _is_over(one, seconds)]
            for kind in over:
                del records[kind]
        return len(over)

    def _read(self, owner: str) -> _Records:
        self._finish()
        return self._read_file(owner)

    def _finish(self) -> None:
        """Let no reader see some of the files that change together, and not others."""
        if is_unfinished(self._name):
            with unavailable_on_os_error(), exclusive(self._people):
                finish_together(self._people)

    def _read_file(self, owner: str) -> _Records:
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
    def _changing(self, *owners: str) -> Iterator[dict[str, _Records]]:
        """Give owners' records to change; whatever they are then is kept, or none."""
        paths = {owner: self._path(owner) for owner in owners}
        with unavailable_on_os_error(), exclusive(self._people):
            finish_together(self._people)
            before = {owner: self._read_file(owner) for owner in owners}
            kept = {owner: dict(records) for owner, records in before.items()}
            yield kept
            changed = [owner for owner in owners if kept[owner] != before[owner]]
            contents = {paths[o].name: _content(kept[o]) for o in changed}
            if len(contents) > 1:
                write_together(self._people, contents)
            else:
                for owner in changed:
                    self._write(paths[owner], contents[paths[owner].name])

    def _write(self, path: Path, content: bytes) -> None:
        if content:
            write_whole(path, content)
        else:
            path.unlink()
            sync_folder(self._people)

    def _path(self, owner: str) -> Path:
        return self._people / f"{_checked(owner)}.json"


def _content(records: _Records) -> bytes:
    """Return what the file holds; nothing when it goes."""
    return msgspec.json.encode(records) if records else b""


def _is_over(record: Record, seconds: float) -> bool:
    return "expires_at" in record and int(record["expires_at"]) <= seconds


def _checked(place: str) -> str:
    if not PLACE.fullmatch(place):
        raise ValueError(f"{place!r} cannot name a record")
    return place
