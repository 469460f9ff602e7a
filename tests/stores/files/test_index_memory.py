"""The community over a restart."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from backend.stores.files._index_files import IndexFile
from backend.stores.files.index_memory import JsonCommunityMemory
from backend.stores.files.profiles import JsonProfileStore
from backend.stores.files.statistics import JsonStatisticsStore
from backend.taste_profile.exact_index import ExactIndex
from backend.use_cases.community.count_statistics import make_statistics
from backend.use_cases.community.in_memory import InMemoryCommunities
from backend.use_cases.community.synced_community import SyncedCommunity
from backend.use_cases.profiles.profile import ProfileItem
from tests.contracts.invented_people import invented_listeners


class CountingStore(JsonProfileStore):
    """Counts whole scans: what a restart must not need."""

    scans = 0

    def scan(self) -> Iterator[ProfileItem]:
        """Scan, and count it."""
        self.scans += 1
        return super().scan()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with 240 people, statistics, and a community remembered."""
    store = JsonProfileStore(tmp_path)
    for item in invented_listeners(240):
        store.put(item, expected_revision=None)
    make_statistics(store, JsonStatisticsStore(tmp_path))
    start(tmp_path)
    return tmp_path


def counting(folder: Path) -> tuple[CountingStore, InMemoryCommunities]:
    """Return what a server has before its first ranking."""
    store = CountingStore(folder)
    return store, InMemoryCommunities(
        store, JsonStatisticsStore(folder), ExactIndex, JsonCommunityMemory(folder)
    )


def start(folder: Path) -> tuple[CountingStore, SyncedCommunity]:
    """Start as a server does; return its store and community."""
    store, communities = counting(folder)
    return store, communities.community()


def ranking(folder: Path, community: SyncedCommunity) -> list[str]:
    """Return somebody's ranking in a community."""
    store = JsonProfileStore(folder)
    item = store.get(invented_listeners(3)[1].user_id)
    return community.index.nominate(community.vector(item), 50)


def test_a_second_start_reads_nobody_and_ranks_alike(folder: Path) -> None:
    """Everything comes from the index file."""
    (folder / "index" / "known.json").unlink()
    slow_store, slow = start(folder)
    quick_store, quick = start(folder)
    assert (slow_store.scans, quick_store.scans) == (1, 0)
    assert ranking(folder, quick) == ranking(folder, slow)


def test_what_changed_meanwhile_is_seen(folder: Path) -> None:
    """Only who changed or left is read anew."""
    store = JsonProfileStore(folder)
    _, before = start(folder)
    gone = ranking(folder, before)[0]
    store.delete(gone)
    counting, after = start(folder)
    assert counting.scans == 0
    assert gone not in ranking(folder, after)


def test_nobody_who_left_stays_in_a_file(folder: Path) -> None:
    """Whoever deletes their taste is in no derived file either."""
    gone = invented_listeners(3)[1].user_id
    JsonProfileStore(folder).delete(gone)
    start(folder)
    kept = [f for f in (folder / "index").iterdir() if f.suffix]
    assert not any(gone.encode() in file.read_bytes() for file in kept)


@pytest.mark.slow
@pytest.mark.parametrize("content", [b"", b"{}", b"[1, 2", b"\xff\xfe"])
def test_a_damaged_memory_is_no_harm(folder: Path, content: bytes) -> None:
    """Then everybody is read anew."""
    (folder / "index" / "known.json").write_bytes(content)
    store, community = start(folder)
    assert store.scans == 1
    assert ranking(folder, community)


def test_of_many_processes_one_reads_everybody(folder: Path) -> None:
    """The others wait for it and map what it has made."""
    for name in ("known.json", "exact.index"):
        (folder / "index" / name).unlink()
    with ThreadPoolExecutor(4) as at_once:
        started = list(at_once.map(start, [folder] * 4))
    assert sum(store.scans for store, _ in started) == 1
    rankings = [ranking(folder, community) for _, community in started]
    assert rankings == [rankings[0]] * 4


def test_many_changes_are_read_by_one_running_process(folder: Path) -> None:
    """And what it remembers is taken by one that knew the community before."""
    people, store = [counting(folder) for _ in range(2)], JsonProfileStore(folder)
    for _, population in people:
        population.community()
    for item in invented_listeners(240):
        newer = replace(item, revision=item.revision + 1)
        store.put(newer, expected_revision=item.revision)
    communities = [population.community() for _, population in people]
    assert [counting_store.scans for counting_store, _ in people] == [1, 0]
    assert communities[0].stamps == communities[1].stamps == store.revisions()


def test_an_index_of_another_writer_is_not_taken_for_ones_own(folder: Path) -> None:
    """What is known beside it then is of an index that is there no more."""
    statistics = JsonStatisticsStore(folder).current()
    assert statistics is not None
    memory = JsonCommunityMemory(folder)
    assert memory.recall(statistics) is not None
    IndexFile(folder).save(ExactIndex(statistics))
    assert memory.recall(statistics) is None
