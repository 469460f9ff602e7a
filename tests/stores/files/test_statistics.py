"""JSON files keep statistics as promised, and say so when they do not."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from backend.stores.files.statistics import JsonStatisticsStore
from backend.use_cases.errors import StoreUnavailableError
from tests.contracts.statistics_store_contract import (
    StatisticsStoreContract,
    population,
)


class TestJsonStatisticsStore(StatisticsStoreContract):
    """A folder of files signs the contract."""

    @pytest.fixture
    def open_store(self, tmp_path: Path) -> Callable[[], JsonStatisticsStore]:
        """Stores on one folder, which is not there yet."""
        return lambda: JsonStatisticsStore(tmp_path / "local")


def test_a_version_is_a_compressed_json_file(tmp_path: Path) -> None:
    """Any tool can look at it."""
    JsonStatisticsStore(tmp_path).publish(population("v1"))
    packed = (tmp_path / "statistics" / "v1.json.gz").read_bytes()
    assert json.loads(gzip.decompress(packed))["version"] == "v1"


def test_the_same_statistics_are_the_same_bytes(tmp_path: Path) -> None:
    """No time and no order of insertion gets into the file."""
    for folder, keys in (("a", ["x", "y"]), ("b", ["y", "x"])):
        counts = dict.fromkeys(keys, 2)
        store = JsonStatisticsStore(tmp_path / folder)
        store.publish(population("v1", document_frequency=counts))
    one, other = (
        (tmp_path / folder / "statistics" / "v1.json.gz").read_bytes()
        for folder in ("a", "b")
    )
    assert one == other


def test_superseded_versions_go(tmp_path: Path) -> None:
    """They hold a sample of people, of whom some may have left."""
    store = JsonStatisticsStore(tmp_path)
    store.publish(population("v1"))
    store.publish(population("v2"))
    names = {path.name for path in (tmp_path / "statistics").glob("[!.]*")}
    assert names == {"v2.json.gz", "current.json"}


def _cut(folder: Path) -> None:
    path = folder / "v1.json.gz"
    path.write_bytes(path.read_bytes()[:-12])


def _flip(folder: Path) -> None:
    path = folder / "v1.json.gz"
    packed = bytearray(path.read_bytes())
    packed[len(packed) // 2] ^= 0xFF
    path.write_bytes(packed)


def _swap(folder: Path) -> None:
    other = JsonStatisticsStore(folder / "other")
    other.publish(population("v2"))
    (folder / "other/statistics/v2.json.gz").rename(folder / "v1.json.gz")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "cut off": _cut,
    "a flipped byte": _flip,
    "another version's content": _swap,
    "empty": lambda folder: (folder / "v1.json.gz").write_bytes(b""),
    "not compressed": lambda folder: (folder / "v1.json.gz").write_bytes(b"{}"),
    "not statistics": lambda folder: (folder / "v1.json.gz").write_bytes(
        gzip.compress(b"[1]")
    ),
    "missing": lambda folder: (folder / "v1.json.gz").unlink(),
    "pointer cut off": lambda folder: (folder / "current.json").write_bytes(b'{"ver'),
    "pointer to nowhere": lambda folder: (folder / "current.json").write_bytes(
        b'{"version":"../v1"}'
    ),
    "pointer of another kind": lambda folder: (folder / "current.json").write_bytes(
        b'{"version":1}'
    ),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damaged_statistics_are_none_until_published_again(
    tmp_path: Path, damage: Callable[[Path], object], caplog: pytest.LogCaptureFixture
) -> None:
    """Warned of once, naming the place; publishing again mends it."""
    JsonStatisticsStore(tmp_path).publish(population("v1"))
    damage(tmp_path / "statistics")
    store = JsonStatisticsStore(tmp_path)
    assert store.current() is None
    assert store.current() is None
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert str(tmp_path) in caplog.text
    store.publish(population("v1"))
    assert store.current() == population("v1")


def test_a_folder_that_is_none_is_unavailable(tmp_path: Path) -> None:
    """What the operating system refuses is said as such."""
    (tmp_path / "statistics").write_text("in the way")
    store = JsonStatisticsStore(tmp_path)
    with pytest.raises(StoreUnavailableError):
        store.current()
    with pytest.raises(StoreUnavailableError):
        store.publish(population("v1"))
