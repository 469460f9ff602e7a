"""Statistics are switched while people save, hide, leave, look and are indexed.

Against MiniStack: threads and keepers meet there between any two requests. It answers
one request after the other, each read as new as can be, and never throttles; that reads
may lag and tables be throttled has tests of its own beside this one.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from queue import Queue
from threading import Event
from typing import Any

import pytest

from backend.stores.dynamodb._posting_keys import read_place
from backend.taste_profile import TopItem
from backend.use_cases.community.statistics_job import LONGEST_USE, IndexUpdater
from backend.use_cases.errors import StoreUnavailableError
from backend.use_cases.profiles.profile import ProfileItem
from scripts.local_cloud.resources import Tables
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
        self.under_way: set[object] = set()

    @contextmanager
    def use(self) -> Iterator[None]:
        """Be one of those that go by what is current when they begin."""
        this = object()
        self.under_way.add(this)
        try:
            yield
        finally:
            self.under_way.remove(this)

    def wait_until_seen(self, version: str) -> None:
        """Wait until somebody got an answer under these statistics."""
        wait_until(lambda: version in self.seen_versions)

    def wait_until_indexed(self) -> None:
        """Wait until the workers have done all that they were told."""
        wait_until(lambda: not self.told.unfinished_tasks)

    def outlast_uses(self) -> None:
        """Wait until all have ended that had begun: what a keeper trusts time to do."""
        begun = self.under_way.copy()
        wait_until(lambda: not begun & self.under_way.copy())

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
        indexing = IndexUpdater(cloud.store, cloud.opened_statistics(), cloud.indexes)
        while (user_id := self.told.get()) != "":
            try:
                with self.use():
                    indexing.index(user_id)
            except StoreUnavailableError:
                self.told.put(user_id)
            self.told.task_done()

    def look(self) -> None:
        """Look at everybody: none who had vanished before, all who stay, each once."""
        rng = random.Random(2)
        staying = {item.user_id for item in (*STAYERS, *SAVERS)}
        while not self.stop.is_set():
            vanished = self.vanished
            viewer = rng.choice(STAYERS).user_id
            with self.use():
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
    cloud, version = load.cloud, "none"
    for _ in range(2):
        load.wait_until_seen(version)
        version = switched(cloud)
        load.outlast_uses()
        cloud.time += LONGEST_USE
        assert cloud.keeper.run_step().step == "removed"
        cloud.time += timedelta(days=1)
    load.wait_until_seen(version)
    return version


def switched(cloud: Cloud) -> str:
    """Take turns until new statistics are current; return their version."""
    while True:
        try:
            turn = cloud.keeper.run_step()
        except StoreUnavailableError:
            # Workers were at the same person all the time; the next turn goes on.
            continue
        assert (turn.step, turn.failed) == ("switched", 0)
        return turn.version


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for what others do."""
    latest = time.monotonic() + 120
    while not is_so():
        assert time.monotonic() < latest
        time.sleep(0.01)


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
            try:
                load.wait_until_indexed()
            finally:
                for _ in working:
                    load.told.put("")
        for one in (*running, *working):
            one.result()
    assert len(load.vanished) == len(LEAVERS) + len(HIDERS)
    assert len(load.seen_versions) == 3
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
