"""JSON files keep profiles as promised, and cheaply."""

from __future__ import annotations

import json
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from backend.stores.files.profiles import JsonProfileStore
from backend.taste_profile import TopItem
from tests.contracts.concurrent_saves_contract import ConcurrentSavesContract
from tests.contracts.profile_store_contract import ProfileStoreContract
from tests.contracts.stored_items import NOBODYS_IDS, profile_item

SETTLED_SECONDS = 0.15


class TestJsonProfileStore(ProfileStoreContract, ConcurrentSavesContract):
    """A folder of JSON files signs the contract."""

    @pytest.fixture
    def open_store(self, tmp_path: Path) -> Callable[[], JsonProfileStore]:
        """Stores on one folder, which is not there yet."""
        return lambda: JsonProfileStore(tmp_path / "local")


def test_a_file_is_readable_and_deterministic(tmp_path: Path) -> None:
    """One line of JSON in UTF-8 with sorted keys, named after the user."""
    item = profile_item(top_items=(TopItem(kind="artist", name="坂本龍一", rank=1),))
    JsonProfileStore(tmp_path).put(item, expected_revision=None)
    text = (tmp_path / "profiles" / f"{item.user_id}.json").read_text("utf-8")
    record = json.loads(text)
    assert record["profile"]["top_items"][0]["name"] == "坂本龍一"
    assert text == json.dumps(
        record, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )


def test_a_file_is_its_owners_alone(tmp_path: Path) -> None:
    """A taste is personal: no other account of the machine may read it."""
    item = profile_item()
    JsonProfileStore(tmp_path / "local").put(item, expected_revision=None)
    folder = tmp_path / "local" / "profiles"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / f"{item.user_id}.json").stat().st_mode) == 0o600


def test_a_save_leaves_nothing_beside(tmp_path: Path) -> None:
    """After saves and deletions there are profile files and the lock."""
    store = JsonProfileStore(tmp_path)
    kept, gone = profile_item(), profile_item()
    store.put(kept, expected_revision=None)
    store.put(gone, expected_revision=None)
    store.delete(gone.user_id)
    assert {path.name for path in tmp_path.iterdir()} == {"profiles"}
    names = {path.name for path in (tmp_path / "profiles").iterdir()}
    assert names == {".lock", f"{kept.user_id}.json"}


@pytest.mark.parametrize("user_id", NOBODYS_IDS)
def test_no_id_leads_out_of_the_folder(tmp_path: Path, user_id: str) -> None:
    """Deleting under an id from outside touches no file, in or out of the folder."""
    store = JsonProfileStore(tmp_path / "local")
    item = profile_item("0e8ee2b0-2c55-4d3e-9d4c-6f2d0c3a8a11")
    store.put(item, expected_revision=None)
    outside = tmp_path / "x.json"
    outside.write_text("{}")
    store.delete(user_id)
    assert outside.exists()
    assert list(store.scan()) == [item]


def test_stamps_are_not_collected_again_without_a_change(tmp_path: Path) -> None:
    """Once the folder has settled, asking again gives the very same list."""
    store = JsonProfileStore(tmp_path)
    store.put(profile_item(), expected_revision=None)
    time.sleep(SETTLED_SECONDS)
    stamps = store.revisions()
    assert store.revisions() is stamps
    store.put(profile_item(), expected_revision=None)
    assert len(store.revisions()) == 2


def test_a_clock_that_ticks_coarsely_hides_no_change(tmp_path: Path) -> None:
    """A second save may leave the folder's time stamp as the first one left it."""
    store = JsonProfileStore(tmp_path)
    first, second = profile_item(), profile_item()
    store.put(first, expected_revision=None)
    tick = time.time_ns() + 10**9
    os.utime(tmp_path / "profiles", ns=(tick, tick))
    assert store.revisions().keys() == {first.user_id}
    store.put(second, expected_revision=None)
    os.utime(tmp_path / "profiles", ns=(tick, tick))
    assert store.revisions().keys() == {first.user_id, second.user_id}


def test_a_folder_that_goes_away_has_nobody(tmp_path: Path) -> None:
    """Somebody may remove the folder under a running program, and start anew."""
    store = JsonProfileStore(tmp_path / "local")
    store.put(profile_item(), expected_revision=None)
    assert len(store.revisions()) == 1
    os.rename(tmp_path / "local", tmp_path / "elsewhere")
    assert dict(store.revisions()) == {}
    item = profile_item()
    store.put(item, expected_revision=None)
    assert list(store.scan()) == [item]
