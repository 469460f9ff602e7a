"""A count of the population that takes several turns, and turns that meet in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from backend.use_cases.community.count_statistics import (
    PEOPLE_AT_ONCE,
    count_statistics,
)
from backend.use_cases.community.statistics_job import LONGEST_USE, StatisticsStep
from backend.use_cases.profiles.profile import ProfileItem
from scripts.local_cloud.resources import Tables
from tests.contracts.invented_people import invented_listeners
from tests.stores.cloud import Cloud, portions

pytestmark = pytest.mark.deployment

PEOPLE = [
    replace(item, top_items=item.top_items[:5])
    for item in invented_listeners(3 * PEOPLE_AT_ONCE - 30)
]
"""Enough for a panel, in three portions."""

FEW = PEOPLE[: PEOPLE_AT_ONCE + 20]


@pytest.fixture
def many(ministack_tables: Tables) -> Iterator[Cloud]:
    """Enough for a panel; nobody is indexed."""
    with ThreadPoolExecutor(2) as executor:
        yield filled(Cloud(ministack_tables, executor, ()), PEOPLE)


@pytest.fixture
def cloud(ministack_tables: Tables) -> Iterator[Cloud]:
    """Two portions of people; nobody is indexed."""
    with ThreadPoolExecutor(2) as executor:
        yield filled(Cloud(ministack_tables, executor, ()), FEW)


def filled(cloud: Cloud, people: Sequence[ProfileItem]) -> Cloud:
    """Let people be there, but in no index."""
    for item in people:
        cloud.store.put(item, expected_revision=None)
    return cloud


def scanned(cloud: Cloud) -> Sequence[ProfileItem]:
    """Return everybody in the order in which they are counted."""
    return list(cloud.store.scan())


def turns_until_counted(cloud: Cloud, each: int) -> list[StatisticsStep]:
    """Take turns of so many portions, each by a keeper that knows of none before."""
    turns = [cloud.keeper.run_step(portions(each))]
    while turns[-1].step == "counting":
        turns.append(cloud.keeper.run_step(portions(each)))
    return turns


def test_an_interrupted_count_ends_as_an_uninterrupted_one(many: Cloud) -> None:
    """With the same version, which names all that the statistics say."""
    turns = turns_until_counted(many, 1)
    assert [turn.step for turn in turns] == [*["counting"] * 3, "counted"]
    assert [turn.counted for turn in turns] == [100, 200, len(PEOPLE), len(PEOPLE)]
    whole = count_statistics(many.store.scan())
    assert not whole.is_young
    assert turns[-1].version == whole.version
    assert many.opened_statistics().staged() == whole


def test_a_count_leaves_nothing_when_it_is_ended(cloud: Cloud) -> None:
    """Neither do those that it went on from."""
    turns = turns_until_counted(cloud, 1)
    assert cloud.kept_statistics() == {turns[-1].version}
    assert cloud.statistics.begun() is None


def test_a_turn_without_any_time_keeps_the_count_as_it_is(cloud: Cloud) -> None:
    """However often; and what is current meanwhile stays current."""
    assert cloud.keeper.run_step(portions(1)).counted == 100
    kept = cloud.kept_statistics()
    for _ in range(2):
        turn = cloud.keeper.run_step(portions(0))
        assert (turn.step, turn.counted) == ("counting", 100)
    assert cloud.kept_statistics() == kept
    assert cloud.statistics.current() is None


def test_what_is_kept_of_a_count_tells_nobodys_taste(cloud: Cloud) -> None:
    """It says who may stand in the panel; they are read again for that."""
    cloud.keeper.run_step(portions(1))
    begun = cloud.statistics.begun()
    assert begun is not None
    record = begun.count.to_record()
    assert set(record) == {"total", "people", "document_frequency", "sample"}
    assert {type(value) for value in record["document_frequency"].values()} == {int}


def test_who_leaves_or_hides_before_it_is_ended_is_not_in_the_panel(
    many: Cloud,
) -> None:
    """Also when they were counted in an earlier turn."""
    many.keeper.run_step(portions(1))
    first = [item for item in scanned(many)[:100] if item.visibility != "hidden"]
    gone, hidden, other = first[:3]
    many.store.delete(gone.user_id)
    many.store.put(
        replace(hidden, visibility="hidden", revision=2), expected_revision=1
    )
    turns_until_counted(many, 1)
    coming = many.opened_statistics().staged()
    assert coming is not None
    assert other.user_id in coming.panel
    assert not {gone.user_id, hidden.user_id} & coming.panel.keys()


def test_a_count_that_cannot_be_read_is_begun_anew(cloud: Cloud) -> None:
    """Nothing of it stays."""
    cloud.keeper.run_step(portions(1))
    [name] = cloud.kept_statistics()
    cloud.tables.client.put_item(
        TableName=cloud.tables.names["TasteStatistics"],
        Item={"version": {"S": name}, "chunk": {"N": "0"}, "packed": {"B": b"what?"}},
    )
    turns = turns_until_counted(cloud, 1)
    assert turns[0].counted == 100
    assert turns[-1].version == count_statistics(cloud.store.scan()).version
    assert cloud.kept_statistics() == {turns[-1].version}


def test_of_two_that_go_on_with_one_count_one_is_overtaken(cloud: Cloud) -> None:
    """What the quicker one keeps is what is gone on with."""
    cloud.keeper.run_step(portions(1))
    slow = cloud.opened_statistics().begun()
    assert slow is not None
    assert cloud.keeper.run_step(portions(1)).counted == len(FEW)
    assert not cloud.statistics.keep_count(slow)
    assert not cloud.statistics.stage(count_statistics(FEW), slow.started_at, slow.name)
    assert cloud.statistics.staged() is None
    turns = turns_until_counted(cloud, 1)
    assert turns[-1].version == count_statistics(cloud.store.scan()).version
    assert cloud.kept_statistics() == {turns[-1].version}


def test_turns_that_all_count_at_once_cannot_spoil_it(
    ministack_tables: Tables,
) -> None:
    """Each writes what it wants; what they end with is what one alone ends with."""
    with ThreadPoolExecutor(2) as executor, ThreadPoolExecutor(4) as keepers:
        cloud = filled(Cloud(ministack_tables, executor, ()), FEW)

        def count(number: int) -> None:
            seen = cloud.opened_statistics()
            while seen.staged() is None and seen.current() is None:
                cloud.keeper.run_step(portions(1 + number % 2))

        list(keepers.map(count, range(4)))
        # Who came last may have gone on with what the count was for.
        while cloud.keeper.run_step().step != "nothing due":
            cloud.time += LONGEST_USE
        current = cloud.opened_statistics().current()
        assert current == count_statistics(cloud.store.scan())
        assert cloud.kept_statistics() == {current.version}
