"""Statistics are switched while people save, hide, leave, look and are indexed.

Against MiniStack: threads and keepers meet there between any two requests. It answers
one request after the other, each read as new as can be, and never throttles; that reads
may lag and tables be throttled has tests of its own beside this one.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from queue import Queue
from threading import Event
from typing import Any

import pytest

from backend.stores._posting_places import read_place
from backend.taste_profile import TopItem
from backend.use_cases.errors import StoreUnavailableError
from backend.use_cases.ports import ProfileItem
from backend.use_cases.statistics_turns import Indexing
from tests.cloud.resources import Tables
from tests.contracts.invented_people import invented_listeners
from tests.stores.cloud import Cloud

pytestmark = pytest.mark.deployment

KNOWN_TO_ALL = TopItem(kind="artist", name="Low", rank=1)
PEOPLE = [
    replace(item, top_items=(KNOWN_TO_ALL, *item.top_items[:5]), visibility="open")
    for item in invented_listeners(36)
]
SAVERS, LEAVERS, HIDERS, STAYERS = PEOPLE[:6], PEOPLE[6:12], PEOPLE[12:18], PEOPLE[18:]


class Load:
    """What threads do to the cloud until they are told to stop.

    Args:
        cloud: On tables that are reached over HTTP.
    """

    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud
        self.stop = Event()
        self.told: Queue[str] = Queue()
        self.vanished: frozenset[str] = frozenset()
        self.seen_versions: set[str] = set()

    def save(self) -> None:
        """Save other tastes, again and again."""
        rng = random.Random(1)
        kept = {item.user_id: item for item in SAVERS}
        while not self.stop.wait(0.02):
            item = kept[rng.choice(SAVERS).user_id]
            taste = rng.choice(PEOPLE).top_items
            later = replace(item, top_items=taste, revision=item.revision + 1)
            self.cloud.store.put(later, expected_revision=item.revision)
            kept[item.user_id] = later
            self.tell(item.user_id)

    def vanish(self) -> None:
        """Leave and hide, one after the other, all through the rebuilding."""
        for gone, hidden in zip(LEAVERS, HIDERS, strict=True):
            self.cloud.store.delete(gone.user_id)
            self.vanished |= {gone.user_id}
            self.tell(gone.user_id)
            hiding = replace(hidden, visibility="hidden", revision=2)
            self.cloud.store.put(hiding, expected_revision=1)
            self.vanished |= {hidden.user_id}
            self.tell(hidden.user_id)
            self.stop.wait(0.5)

    def tell(self, user_id: str) -> None:
        """Say that somebody has changed, as a stream may: twice."""
        self.told.put(user_id)
        self.told.put(user_id)

    def work(self) -> None:
        """Index whoever is told of; whatever fails is told again."""
        cloud = self.cloud
        indexing = Indexing(cloud.store, cloud.opened_statistics(), cloud.indexes)
        while (user_id := self.told.get()) != "":
            try:
                indexing.index(user_id)
            except StoreUnavailableError:
                self.told.put(user_id)

    def look(self) -> None:
        """Look at everybody: none who had vanished before, all who stay, each once."""
        rng = random.Random(2)
        staying = {item.user_id for item in (*STAYERS, *SAVERS)}
        while not self.stop.is_set():
            vanished = self.vanished
            viewer = rng.choice(STAYERS).user_id
            page = self.cloud.matches(viewer, len(PEOPLE))
            shown = [soulmate.person.real_id for soulmate in page.matches]
            assert not vanished & set(shown)
            assert staying - {viewer} <= set(shown)
            assert len(shown) == len(set(shown))
            self.seen_versions.add(page.statistics.version)


@pytest.fixture
def cloud(ministack_tables: Tables) -> Iterator[Cloud]:
    """Everybody, indexed before anybody was counted."""
    with ThreadPoolExecutor(4) as executor:
        yield Cloud(ministack_tables, executor, PEOPLE)


def rebuilt_under(load: Load) -> str:
    """Count, index, switch and remove twice; return the last version."""
    cloud, version = load.cloud, ""
    for _ in range(2):
        turn = cloud.keeper.turn()
        assert (turn.step, turn.failed) == ("switched", 0)
        version = turn.version
        assert cloud.keeper.turn().step == "removed"
        cloud.time += timedelta(days=1)
    return version


def derived(cloud: Cloud) -> Mapping[str, Any]:
    """Return of everybody who is in an index the version, the stamp and the places."""
    scan = cloud.tables.client.get_paginator("scan").paginate
    found: dict[str, Any] = {}
    for page in scan(TableName=cloud.names.vectors):
        for item in page["Items"]:
            assert "is_open_claim" not in item
            kept = (item["version"]["S"], item["stamp"]["S"], item["packed"])
            found[item["user_id"]["S"]] = (*kept, set())
    for page in scan(TableName=cloud.names.features):
        for item in page["Items"]:
            place = (item["feature"]["S"], item["place"]["S"])
            found[read_place(place[1])[0]][3].add(place)
    return found


def rankable(cloud: Cloud) -> dict[str, ProfileItem]:
    """Return who can be ranked, by the profiles alone."""
    people = cloud.store.scan()
    return {item.user_id: item for item in people if item.visibility != "hidden"}


def test_a_switch_under_load_loses_nobody_and_shows_nobody_who_is_gone(
    cloud: Cloud,
) -> None:
    """No request fails; in the end the index says what the profiles say."""
    load = Load(cloud)
    during: list[Callable[[], None]] = [load.save, load.vanish, load.look, load.look]
    workers: list[Callable[[], None]] = [load.work, load.work]
    with ThreadPoolExecutor(len(during + workers)) as threads:
        running = [threads.submit(run) for run in during]
        working = [threads.submit(run) for run in workers]
        try:
            version = rebuilt_under(load)
        finally:
            load.stop.set()
            for one in running:
                one.exception()
            for _ in working:
                load.told.put("")
        for one in (*running, *working):
            one.result()
    assert len(load.vanished) == len(LEAVERS) + len(HIDERS)
    assert "none" in load.seen_versions
    assert len(load.seen_versions) > 1
    assert cloud.matches(STAYERS[0].user_id).statistics.version == version
    assert cloud.versions() == {version}
    under_load, people = derived(cloud), rankable(cloud)
    assert under_load.keys() == people.keys()
    for user_id, item in people.items():
        assert under_load[user_id][1] == f"{item.revision}@{item.updated_at}"
    for user_id in people:
        cloud.tables.client.delete_item(
            TableName=cloud.names.vectors,
            Key={"user_id": {"S": user_id}, "version": {"S": version}},
        )
        cloud.indexing.index(user_id)
    assert derived(cloud) == under_load
