"""The worker: told twice, late, in any order, by several, and breaking off."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from backend.stores.dynamodb._vector_items import IndexTables
from backend.stores.dynamodb.index_writer import DynamoDbWritableIndex
from backend.stores.dynamodb.profiles import DynamoDbProfileStore
from backend.taste_profile import Statistics, TasteVectorizer
from backend.use_cases.community.index_updates import PendingChange, index_user
from backend.use_cases.errors import StoreUnavailableError
from backend.use_cases.profiles.profile import (
    ProfileHead,
    ProfileItem,
)
from scripts.local_cloud.resources import Tables
from tests.contracts.invented_people import invented_listeners

PEOPLE = [i for i in invented_listeners(12) if i.visibility != "hidden"]
ANA, BEN = PEOPLE[:2]
NOBODY = TasteVectorizer(Statistics())


class Crash(Exception):
    """The worker is gone."""


class Crashing(DynamoDbWritableIndex):
    """Breaks off after some writes, as a worker does whose time is up."""

    writes_left = 10**9

    def _change(self, operation: str, **arguments: Any) -> bool:
        self._spend()
        return super()._change(operation, **arguments)

    def apply(self, change: PendingChange) -> bool:
        """Carry out as much as the worker lives for."""
        self._spend()
        return super().apply(change)

    def _spend(self) -> None:
        if self.writes_left == 0:
            raise Crash
        self.writes_left -= 1


class World:
    """Profiles and the index of them."""

    def __init__(self, tables: Tables) -> None:
        self.client = tables.client
        self.names = IndexTables(
            tables.names["TasteVectors"], tables.names["TasteFeatures"]
        )
        self.store = DynamoDbProfileStore(tables.client, tables.names["TasteProfiles"])

    def index(self) -> Crashing:
        """Return another worker's view of the index."""
        return Crashing(self.client, self.names, Statistics(), lambda: uuid.uuid4().hex)

    def save(self, item: ProfileItem) -> None:
        """Keep somebody, whoever was there."""
        self.store.delete(item.user_id)
        self.store.put(item, expected_revision=None)

    def work(self, user_id: str, index: DynamoDbWritableIndex | None = None) -> None:
        """Do what a worker does."""
        index_user(
            user_id,
            store=self.store,
            index=index or self.index(),
            vectorizer=NOBODY,
        )

    def items(self) -> list[Any]:
        """Return all that was derived, but for the names of turns."""
        found = []
        for table in (self.names.vectors, self.names.features):
            pages = self.client.get_paginator("scan").paginate(TableName=table)
            found += [item for page in pages for item in page["Items"]]
        return sorted(
            (sorted((k, str(v)) for k, v in item.items() if k != "turn"))
            for item in found
        )


@pytest.fixture
def world(moto_tables: Tables) -> World:
    """An empty one."""
    return World(moto_tables)


def renewed(item: ProfileItem, taste_of: ProfileItem) -> ProfileItem:
    """Return the next revision, with another taste."""
    return replace(item, top_items=taste_of.top_items, revision=item.revision + 1)


def expected(world: World, *items: ProfileItem) -> list[Any]:
    """Return what a worker makes of profiles that were never anything else."""
    for item in (*PEOPLE, *items):
        world.store.delete(item.user_id)
        world.work(item.user_id)
    assert world.items() == []
    for item in items:
        world.save(item)
        world.work(item.user_id)
    return world.items()


def test_doubled_and_shuffled_events_come_to_the_same(world: World) -> None:
    """What counts is what is kept, however often and in whichever order it is told."""
    rng = random.Random(7)
    later = renewed(ANA, PEOPLE[3])
    for item in PEOPLE[:4]:
        world.save(item)
    world.save(later)
    world.store.delete(BEN.user_id)
    told = [item.user_id for item in PEOPLE[:4]] * 3
    rng.shuffle(told)
    for user_id in told:
        world.work(user_id)
    seen = world.items()
    assert seen == expected(world, later, *PEOPLE[2:4])


@pytest.mark.parametrize("writes", range(6))
def test_whatever_breaks_off_is_repaired(world: World, writes: int) -> None:
    """After any number of writes, and whether the taste stays, changes or goes."""
    later = renewed(ANA, BEN)
    world.save(ANA)
    world.work(ANA.user_id)
    world.save(later)
    index = world.index()
    index.writes_left = writes
    try:
        world.work(ANA.user_id, index)
    except Crash:
        assert writes < 3
    world.work(ANA.user_id)
    assert world.items() == expected(world, later)


@pytest.mark.parametrize("writes", range(4))
def test_whoever_leaves_while_a_worker_breaks_off_leaves_nothing(
    world: World, writes: int
) -> None:
    """The next worker knows where to look."""
    world.save(ANA)
    index = world.index()
    index.writes_left = writes
    try:
        world.work(ANA.user_id, index)
    except Crash:
        assert writes < 3
    world.store.delete(ANA.user_id)
    world.work(ANA.user_id)
    assert world.items() == []


class HalfThrottled(DynamoDbWritableIndex):
    """Refuses half of what it should write, as a throttled table does."""

    chance = random.Random(3)

    def _change(self, operation: str, **arguments: Any) -> bool:
        if self.chance.random() < 0.5:
            raise StoreUnavailableError("ThrottlingException")
        return super()._change(operation, **arguments)


def test_what_fails_and_is_told_again_comes_to_the_same(world: World) -> None:
    """Half of each batch fails; the stream tells of those again, in any order."""
    rng = random.Random(5)
    for item in PEOPLE[:4]:
        world.save(item)
        world.work(item.user_id)
    later = renewed(ANA, PEOPLE[3])
    world.save(later)
    world.store.delete(BEN.user_id)
    newcomer = PEOPLE[5]
    world.save(newcomer)
    index = HalfThrottled(
        world.client, world.names, Statistics(), lambda: uuid.uuid4().hex
    )
    told, batches = [i.user_id for i in (ANA, BEN, newcomer)] * 2, 0
    while told:
        failed = []
        for user_id in rng.sample(told, len(told)):
            try:
                world.work(user_id, index)
            except StoreUnavailableError:
                failed.append(user_id)
        told, batches = failed, batches + 1
    assert batches > 1
    seen = world.items()
    assert seen == expected(world, later, *PEOPLE[2:4], newcomer)


class Interrupted(Crashing):
    """Lets somebody else come in between, once, before it posts anything."""

    def __init__(self, world: World, between: Iterator[None]) -> None:
        super().__init__(
            world.client, world.names, Statistics(), lambda: uuid.uuid4().hex
        )
        self._between = between

    def apply(self, change: PendingChange) -> bool:
        """Go on late."""
        next(self._between, None)
        return super().apply(change)


def test_a_late_worker_brings_nobody_back(world: World) -> None:
    """It was about to post somebody who is erased meanwhile, and indexed so."""

    def erased() -> Iterator[None]:
        world.store.delete(ANA.user_id)
        world.work(ANA.user_id)
        yield

    world.save(ANA)
    world.work(ANA.user_id, Interrupted(world, erased()))
    assert world.items() == []


def test_a_late_worker_does_no_harm_to_a_newer_taste(world: World) -> None:
    """What it wrote and took away too late is put right by itself."""
    later = renewed(ANA, BEN)

    def saved() -> Iterator[None]:
        world.save(later)
        world.work(ANA.user_id)
        yield

    world.save(ANA)
    world.work(ANA.user_id, Interrupted(world, saved()))
    seen = world.items()
    assert seen == expected(world, later)


def test_hiding_is_leaving(world: World) -> None:
    """Nobody can be found who does not want to be."""
    world.save(ANA)
    world.work(ANA.user_id)
    world.save(replace(ANA, visibility="hidden", revision=2))
    world.work(ANA.user_id)
    assert world.items() == []


def test_a_profile_that_never_rests_is_left_for_later(world: World) -> None:
    """After some attempts; the stream tells again."""

    class Restless(DynamoDbProfileStore):
        count = 0

        def head(self, user_id: str) -> ProfileHead:
            """Be another one at every look."""
            self.count += 1
            return replace(super().head(user_id), updated_at=str(self.count))

    world.save(ANA)
    store = Restless(world.client, world.store._table_name)
    with pytest.raises(StoreUnavailableError):
        index_user(ANA.user_id, store=store, index=world.index(), vectorizer=NOBODY)
    world.work(ANA.user_id)
    seen = world.items()
    assert seen == expected(world, ANA)
