"""Records that change together outlive killed writers and company, all or none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from backend.stores.files.records import JsonRecordStore
from tests.stores.files.record_writers import ANA, BEN

ROOT = Path(__file__).resolve().parents[3]
TIMES = 25


def command(name: str, folder: Path, *arguments: str) -> list[str]:
    """The command line of a writing process."""
    module = "tests.stores.files.record_writers"
    return [sys.executable, "-m", module, name, str(folder), *arguments]


def run(line: list[str]) -> str:
    """Run a process to its end and return what it printed; its failure is ours."""
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_writer_killed_at_any_step_changes_all_records_or_none(
    tmp_path: Path,
) -> None:
    """A reader alone finds it so; from one step on all of them are changed."""
    none, everything = (int(n) for n in run(command("kill", tmp_path)).split())
    assert none > 5
    assert everything > 5


def test_two_processes_change_records_one_after_the_other(tmp_path: Path) -> None:
    """Every change of either is counted, with both people."""
    line = command("count", tmp_path, str(TIMES))
    pair = [subprocess.Popen(line, cwd=ROOT) for _ in range(2)]
    assert [process.wait() for process in pair] == [0, 0]
    store = JsonRecordStore(tmp_path)
    for owner in (ANA, BEN):
        assert store.get(owner, "wave") == {"n": 2 * TIMES}
        assert len(store.records(owner, "waved")) == 2 * TIMES


def test_what_the_system_cuts_off_changes_nothing(tmp_path: Path) -> None:
    """Nor is anything of it left behind."""
    run(command("limit", tmp_path))
