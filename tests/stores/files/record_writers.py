"""Processes that change records together, and are killed at every step of it.

``python -m tests.stores.files.record_writers COMMAND FOLDER …``; see the functions at
the end. A promise that is broken ends the process with an ``AssertionError``.
"""

from __future__ import annotations

import itertools
import os
import resource
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from backend.stores.files.records import JsonRecordStore
from backend.use_cases.accounts.record_store import Change, Put, Record, Remove
from backend.use_cases.errors import StoreUnavailableError

ANA = "11111111-1111-4111-8111-111111111111"
BEN = "22222222-2222-4222-8222-222222222222"
LINK = "link#1"
STEPS = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.scandir")
"""What Python tells an audit hook of before it is done; ``os.replace`` is a rename."""

BEFORE: dict[str, dict[str, Record]] = {
    ANA: {"account": {"n": 1}, "wave#1": {"n": 1}},
    LINK: {"link": {"holder": ANA}},
}
AFTER: dict[str, dict[str, Record]] = {
    ANA: {"account": {"n": 1}},
    BEN: {"wave#1": {"n": 2}},
}
CHANGES: Sequence[Change] = (
    Remove(ANA, "wave#1", "present"),
    Put(BEN, "wave#1", {"n": 2}, "absent"),
    Remove(LINK, "link"),
)


def kept_in(store: JsonRecordStore) -> dict[str, dict[str, Record]]:
    """Return all records, read one owner after the other."""
    found = {owner: dict(store.records(owner)) for owner in (BEN, LINK, ANA)}
    return {owner: records for owner, records in found.items() if records}


def change_until_killed(folder: Path, steps: int) -> None:
    """Change several records; be killed before one of the steps. Never returns."""
    store, left = JsonRecordStore(folder), itertools.count(steps, -1)

    def count(event: str, _: object) -> None:
        if event in STEPS and next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        sys.addaudithook(count)
        store.change_together(CHANGES)
        os._exit(0)
    finally:
        # At once, so that a failure is not taken for a kill.
        os._exit(1)


def kill_at_every_step(folder: Path) -> None:
    """Kill the same change before its first, second … step, until it is done."""
    found = []
    for steps in itertools.count():
        place = folder / str(steps)
        store = JsonRecordStore(place)
        for owner, records in BEFORE.items():
            for kind, record in records.items():
                store.put(owner, kind, record)
        writer = os.fork()
        if writer == 0:
            change_until_killed(place, steps)
        code = os.waitstatus_to_exitcode(os.waitpid(writer, 0)[1])
        assert code in (0, -signal.SIGKILL), "it failed itself"
        kept = kept_in(store)
        assert kept in (BEFORE, AFTER), (steps, kept)
        assert set(store.owners()) == kept.keys()
        found.append(kept == AFTER)
        # Whoever writes next finds a folder as any other, and leaves it so.
        assert (
            store.change_together((Put(ANA, "wave", {}), Put(BEN, "wave", {}))) is True
        )
        names = {path.name for path in (place / "people").iterdir()}
        assert names == {".lock", *(f"{owner}.json" for owner in (*kept, ANA, BEN))}
        if code == 0:
            break
    assert found[-1]
    assert sorted(found) == found, "it was decided, and then it was not"
    print(found.count(False), found.count(True))


def count_up(folder: Path, times: int) -> None:
    """Count in the records of two people at once, among others who do the same."""
    store = JsonRecordStore(folder)
    while times:
        n = int((store.get(ANA, "wave") or {"n": 0})["n"])
        counted: list[Change] = []
        for owner in (ANA, BEN):
            counted.append(Put(owner, "wave", {"n": n + 1}))
            counted.append(Put(owner, f"waved#{n + 1}", {}, "absent"))
        times -= store.change_together(counted)


def hit_the_file_size_limit(folder: Path) -> None:
    """Change more than the operating system lets this process write."""
    store = JsonRecordStore(folder)
    store.put(ANA, "account", {"n": 1})
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    large = {"text": "x" * 30_000}
    for changes in (
        (Put(ANA, "wave#1", {}), Put(BEN, "wave#1", large)),
        (Put(BEN, "wave#1", large), Remove(ANA, "account")),
    ):
        with pytest.raises(StoreUnavailableError) as caught:
            store.change_together(changes)
        assert "File too large" in caught.value.reason
    assert kept_in(store) == {ANA: {"account": {"n": 1}}}
    names = {path.name for path in (folder / "people").iterdir()}
    assert names == {".lock", f"{ANA}.json"}


def main(command: str, folder: str, *numbers: str) -> None:
    """Run one of the commands above on a folder."""
    match command:
        case "kill":
            kill_at_every_step(Path(folder))
        case "count":
            count_up(Path(folder), int(numbers[0]))
        case "limit":
            hit_the_file_size_limit(Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
