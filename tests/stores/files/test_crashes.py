"""Profile files outlive killed writers, full disks and company, with real processes."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from backend.stores.files.profiles import JsonProfileStore
from tests.contracts.stored_items import profile_item

KILLS = 60
MANY_KILLS = 1_000
SAVES = 60
ROOT = Path(__file__).resolve().parents[3]
OWN_TMPFS = (
    "unshare --user --map-root-user --mount sh -c"
    ' \'mount -t tmpfs -o size=256k tmpfs "$0" && exec "$@"\''
)


def writer(command: str, folder: Path, *arguments: str) -> list[str]:
    """The command line of a writing process."""
    module = "tests.stores.files.writers"
    return [sys.executable, "-m", module, command, str(folder), *arguments]


def run(command: list[str]) -> str:
    """Run a process to its end and return what it printed; its failure is ours."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def expect_nothing_lost(folder: Path, kills: int) -> None:
    """Kill writers that often; the drill itself checks after each."""
    steps = int(run(writer("kill", folder, str(kills))))
    assert steps >= kills // 2, "the writers hardly wrote before they were killed"
    assert not (folder / "set-aside").exists()


def test_killed_writers_lose_nothing(tmp_path: Path) -> None:
    """After ``kill -9`` every item is whole: what was told, or the save in flight."""
    expect_nothing_lost(tmp_path, KILLS)


@pytest.mark.slow
def test_a_thousand_killed_writers_lose_nothing(tmp_path: Path) -> None:
    """The same, a thousand times."""
    expect_nothing_lost(tmp_path, MANY_KILLS)


def test_what_a_killed_writer_left_is_cleared_away(tmp_path: Path) -> None:
    """Half a file beside is no profile, and is gone after the next save."""
    store = JsonProfileStore(tmp_path)
    item = profile_item()
    store.put(item, expected_revision=None)
    half = tmp_path / "profiles" / ".saving.tmp"
    half.write_text('{"user_id": "')
    assert list(store.scan()) == [item]
    assert half.exists()
    store.put(profile_item(item.user_id, revision=2), expected_revision=1)
    assert not half.exists()
    assert not (tmp_path / "set-aside").exists()


@pytest.mark.slow
def test_two_writing_processes_lose_no_save(tmp_path: Path) -> None:
    """Both save on top of the newest; every save is counted, and seen here."""
    store = JsonProfileStore(tmp_path)
    item = profile_item()
    store.put(item, expected_revision=None)
    before = store.revisions()
    command = writer("save", tmp_path, item.user_id, str(SAVES))
    pair = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
    assert [process.wait() for process in pair] == [0, 0]
    assert store.revisions()[item.user_id] != before[item.user_id]
    assert store.get(item.user_id).revision == 1 + 2 * SAVES


def test_a_change_elsewhere_is_seen_within_a_second(tmp_path: Path) -> None:
    """Also when the stamps were settled and served without looking at the files."""
    store = JsonProfileStore(tmp_path)
    item = profile_item()
    store.put(item, expected_revision=None)
    time.sleep(0.15)
    settled = store.revisions()
    assert store.revisions() is settled
    run(writer("save", tmp_path, item.user_id, "1"))
    assert store.revisions()[item.user_id] != settled[item.user_id]
    assert store.get(item.user_id).revision == 2


def test_a_write_cut_off_by_the_system_loses_nothing(tmp_path: Path) -> None:
    """The old item stays, and no half file is left behind."""
    run(writer("limit", tmp_path))


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """Saves are refused as unavailable, and work again when there is room."""
    prefix = ["sh", "-c", f'{OWN_TMPFS} "$0" "$@"', str(tmp_path)]
    if not shutil.which("unshare") or subprocess.run([*prefix, "true"]).returncode:
        pytest.skip("this machine lets nobody mount a small disk of their own")
    run([*prefix, *writer("fill", tmp_path)])


def test_what_may_not_be_read_is_set_aside_or_unavailable() -> None:
    """A closed file is foreign; a closed folder is not an empty one."""
    # The account without rights has to reach it, so not below pytest's own folder.
    with tempfile.TemporaryDirectory() as folder:
        run(writer("close", Path(folder)))
