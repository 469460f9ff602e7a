"""Statistics by turns: announced, built beside the old, switched; the old removed."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event

import pytest

from backend.stores.dynamodb.index_versions import DynamoDbIndexes
from backend.stores.dynamodb.index_writer import DynamoDbWritableIndex
from backend.taste_profile import Statistics, TasteVector
from backend.use_cases.community.count_statistics import count_statistics
from backend.use_cases.community.index_updates import PendingChange
from backend.use_cases.community.indexed import IndexedCommunities, IndexedCommunity
from backend.use_cases.community.ports import Nominations, RankingFilter
from backend.use_cases.community.statistics_job import (
    LONGEST_USE,
    IndexUpdater,
    StatisticsStep,
)
from backend.use_cases.community.statistics_stages import RetiringVersion
from backend.use_cases.errors import StoreUnavailableError
from backend.use_cases.matching.find_matches import find_matches
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.timestamps import time_text
from scripts.cloud.stack import variables
from scripts.cloud.turns import take_turns, tell_turn
from scripts.local_cloud.resources import Tables
from tests.contracts.invented_people import invented_listeners
from tests.stores.cloud import NOON, Cloud, portions

pytestmark = pytest.mark.deployment

PEOPLE = invented_listeners(16)
ANA = PEOPLE[1]
NOW = time_text(NOON)


@pytest.fixture
def cloud(ministack_tables: Tables) -> Iterator[Cloud]:
    """Thirty people, indexed before anybody was counted."""
    with ThreadPoolExecutor(8) as executor:
        yield Cloud(ministack_tables, executor, PEOPLE)


def counted(cloud: Cloud) -> None:
    """Take a turn that has time to count, and for nothing after it."""
    # One portion of people, and one look for more.
    assert cloud.keeper.run_step(portions(2)).step == "counted"


def coming_version(cloud: Cloud) -> str:
    """Return the version that is to come."""
    coming = cloud.opened_statistics().staged()
    assert coming is not None
    return coming.version


def test_a_turn_counts_indexes_and_switches(cloud: Cloud) -> None:
    """What was before is removed when nobody can be at it; then nothing is due."""
    assert cloud.matches(ANA.user_id).statistics.version == "none"
    turn = cloud.keeper.run_step()
    assert (turn.step, turn.indexed, turn.failed) == ("switched", len(PEOPLE), 0)
    assert cloud.versions() == {"none", turn.version}
    page = cloud.matches(ANA.user_id)
    assert page.statistics.version == turn.version
    assert len(page.matches) == 10
    cloud.time += LONGEST_USE - timedelta(seconds=1)
    assert cloud.keeper.run_step().step == "waiting"
    assert cloud.versions() == {"none", turn.version}
    cloud.time += timedelta(seconds=1)
    assert cloud.keeper.run_step().step == "removed"
    assert cloud.versions() == {turn.version}
    assert cloud.keeper.run_step().step == "nothing due"
    cloud.time += timedelta(days=1)
    assert cloud.keeper.run_step().step == "counted"
    assert cloud.matches(ANA.user_id).matches == page.matches


def test_readers_keep_to_the_old_until_the_new_is_whole(cloud: Cloud) -> None:
    """A turn without time leaves off; the next one goes on behind it."""
    old = cloud.matches(ANA.user_id)
    counted(cloud)
    coming = coming_version(cloud)
    assert cloud.keeper.run_step(lambda: False).step == "indexed"
    assert cloud.matches(ANA.user_id) == old
    turn = cloud.keeper.run_step()
    assert (turn.step, turn.version) == ("switched", coming)
    assert cloud.matches(ANA.user_id).statistics.version == coming


def test_the_position_is_kept(cloud: Cloud) -> None:
    """Whoever was indexed is not indexed again by the next turn."""
    counted(cloud)
    users = [item.user_id for item in cloud.store.scan()]
    assert cloud.statistics.note(coming_version(cloud), users[9])
    turn = cloud.keeper.run_step()
    assert (turn.step, turn.indexed) == ("switched", len(users) - 10)


def test_who_changes_during_the_rebuild_is_there_after_the_switch(
    cloud: Cloud,
) -> None:
    """As saved last, erased, or new; in whichever order they are come to."""
    counted(cloud)
    users = [item.user_id for item in cloud.store.scan()]
    assert cloud.statistics.note(coming_version(cloud), users[-1])
    changed, gone = PEOPLE[3], PEOPLE[4]
    later = replace(changed, top_items=ANA.top_items, revision=2)
    cloud.store.put(later, expected_revision=1)
    cloud.store.delete(gone.user_id)
    for user_id in (changed.user_id, gone.user_id, ANA.user_id):
        cloud.indexing.index(user_id)
    assert cloud.keeper.run_step().step == "switched"
    page = cloud.matches(ANA.user_id)
    assert page.matches[0].explanation.points in (10_000, None)
    found = cloud.tables.client.scan(TableName=cloud.names.features)["Items"]
    assert gone.user_id not in str(found)


def test_whoever_leaves_after_a_switch_leaves_the_old_version_too(
    cloud: Cloud,
) -> None:
    """It is to be removed later, but nobody stays in it so long."""
    cloud.keeper.run_step()
    gone = PEOPLE[2]
    cloud.store.delete(gone.user_id)
    cloud.indexing.index(gone.user_id)
    for table in (cloud.names.vectors, cloud.names.features):
        found = cloud.tables.client.scan(TableName=table)["Items"]
        assert gone.user_id not in str(found)


def test_what_a_worker_writes_after_the_switch_is_removed(cloud: Cloud) -> None:
    """It had begun before, and breaks off amid what is the old version by then."""

    class Breaking(DynamoDbWritableIndex):
        def apply(self, change: PendingChange) -> bool:
            """Post everything, and do not live to say so."""
            super().apply(change)
            raise StoreUnavailableError("gone")

    class Slow(DynamoDbIndexes):
        def index(self, statistics: Statistics) -> DynamoDbWritableIndex:
            """Open an index when both turns are over."""
            steps.extend(cloud.keeper.run_step().step for _ in range(2))
            new_turn = uuid.uuid4().hex
            return Breaking(
                cloud.tables.client, cloud.names, statistics, lambda: new_turn
            )

    steps: list[str] = []
    item = PEOPLE[2]
    cloud.store.put(
        replace(item, top_items=ANA.top_items, revision=2), expected_revision=1
    )
    slow = Slow(cloud.tables.client, cloud.names, lambda: uuid.uuid4().hex)
    with pytest.raises(StoreUnavailableError):
        IndexUpdater(cloud.store, cloud.opened_statistics(), slow).index(item.user_id)
    assert steps == ["switched", "waiting"]
    assert "none" in cloud.versions()
    cloud.time += LONGEST_USE
    assert cloud.keeper.run_step().step == "removed"
    current = cloud.opened_statistics().current()
    assert current is not None
    assert cloud.versions() == {current.version}


class LeavingMeanwhile(IndexedCommunities):
    """Somebody leaves when a request has nominated, and has not looked yet."""

    leave: Callable[[], None]

    def community(self) -> IndexedCommunity:
        """Return one whose nominations are late."""
        leave = self.leave

        class Late(IndexedCommunity):
            def nominate(
                self, viewer: TasteVector, n: int, people: RankingFilter = "all"
            ) -> Nominations:
                """Nominate, and let somebody leave."""
                found = IndexedCommunity.nominate(self, viewer, n, people)
                leave()
                return found

        community = super().community()
        return Late(community.store, community.vectorizer, community.index)


def test_whoever_leaves_between_nomination_and_the_last_look_is_not_shown(
    cloud: Cloud,
) -> None:
    """Their profile was deleted while the request ran; another takes their place."""
    shown = cloud.matches(ANA.user_id).matches
    first = next(s.user_id for s in shown if not s.person.is_anonymous)
    late = LeavingMeanwhile(cloud.store, cloud.statistics, cloud.new_index)
    late.leave = lambda: cloud.store.delete(first)
    viewing = replace(cloud.viewing, communities=late)
    page = find_matches(ANA.user_id, ANA.user_id, n=10, cursor=None, viewing=viewing)
    assert first not in {soulmate.user_id for soulmate in page.matches}
    assert len(page.matches) == 10


def test_a_viewer_who_leaves_while_the_request_runs_gets_an_answer(
    cloud: Cloud,
) -> None:
    """The one that they would have had a moment before; the next finds no profile."""
    before = cloud.matches(ANA.user_id)
    late = LeavingMeanwhile(cloud.store, cloud.statistics, cloud.new_index)
    late.leave = lambda: cloud.store.delete(ANA.user_id)
    viewing = replace(cloud.viewing, communities=late)
    page = find_matches(ANA.user_id, ANA.user_id, n=10, cursor=None, viewing=viewing)
    assert page == before
    with pytest.raises(ProfileNotFoundError):
        cloud.matches(ANA.user_id)


def test_a_reader_in_between_finds_its_matches(cloud: Cloud) -> None:
    """Whoever began under the old statistics ends under them."""
    viewer = cloud.viewing.viewer(ANA.user_id, ANA.user_id)
    before = cloud.viewing.ranking(viewer, 10)
    assert cloud.keeper.run_step().step == "switched"
    assert cloud.viewing.ranking(viewer, 10) == before
    assert cloud.matches(ANA.user_id).is_complete


def test_whoever_leaves_during_a_request_is_not_shown(cloud: Cloud) -> None:
    """The index still has them; the last look is at what is kept."""
    shown = cloud.matches(ANA.user_id).matches
    first = next(s.user_id for s in shown if not s.person.is_anonymous)
    cloud.store.delete(first)
    left = cloud.matches(ANA.user_id)
    assert first not in {soulmate.user_id for soulmate in left.matches}
    assert len(left.matches) == 10


def test_a_taste_is_shown_as_it_is_now(cloud: Cloud) -> None:
    """Also before the worker has heard of it."""
    shown = next(
        s for s in cloud.matches(ANA.user_id).matches if not s.person.is_anonymous
    )
    item = cloud.store.get(shown.user_id)
    twin = replace(item, top_items=ANA.top_items, revision=2)
    cloud.store.put(twin, expected_revision=1)
    now = {s.user_id: s.explanation.points for s in cloud.matches(ANA.user_id).matches}
    assert now[shown.user_id] == 10_000


def test_of_two_turns_that_count_at_once_one_gives_way(cloud: Cloud) -> None:
    """The other's index is the one that is switched to, and it is whole."""
    is_indexing, may_finish = Event(), Event()
    running: list[Future[StatisticsStep]] = []

    def slowly(work: Callable[[str], None], user_ids: Iterable[str]) -> None:
        for user_id in user_ids:
            work(user_id)
            if cloud.opened_statistics().staged() is not None:
                is_indexing.set()
                assert may_finish.wait(30)

    with ThreadPoolExecutor(1) as another:
        first = replace(cloud.keeper, side_by_side=slowly)

        def overtaken() -> datetime:
            # Asked for when nothing is to come and the count has not begun.
            running.append(another.submit(first.run_step))
            assert is_indexing.wait(30)
            cloud.store.delete(PEOPLE[5].user_id)
            return cloud.time

        second = replace(cloud.keeper, now=overtaken)
        assert second.run_step().step == "overtaken"
        may_finish.set()
        turn = running[0].result(30)
    assert (turn.step, turn.failed) == ("switched", 0)
    assert cloud.matches(ANA.user_id).statistics.version == turn.version
    assert len(cloud.matches(ANA.user_id).matches) == 10
    assert cloud.versions() == {"none", turn.version}
    cloud.time += LONGEST_USE
    assert cloud.keeper.run_step().step == "removed"
    assert cloud.versions() == {turn.version}
    assert cloud.kept_statistics() == {turn.version}


def test_a_turn_that_is_overtaken_while_it_indexes_stops(cloud: Cloud) -> None:
    """What it has indexed is what the quicker one switched to."""
    counted(cloud)
    steps: list[str] = []

    def too_late(work: Callable[[str], None], user_ids: Iterable[str]) -> None:
        steps.append(cloud.keeper.run_step().step)
        for user_id in user_ids:
            work(user_id)

    turn = replace(cloud.keeper, side_by_side=too_late).run_step()
    assert (*steps, turn.step) == ("switched", "overtaken")
    assert cloud.matches(ANA.user_id).statistics.version == turn.version
    assert cloud.versions() == {"none", turn.version}


def test_only_what_is_to_come_can_be_noted_and_switched_to(cloud: Cloud) -> None:
    """Whoever believes in another version changes nothing."""
    counted(cloud)
    coming = coming_version(cloud)
    another = count_statistics(cloud.store.scan(PEOPLE[0].user_id))
    assert another.version != coming
    statistics = cloud.opened_statistics()
    assert not statistics.stage(another, NOW)
    assert not statistics.note(another.version, ANA.user_id)
    assert not statistics.switch(another.version, NOW)
    assert (coming_version(cloud), statistics.position()) == (coming, "")
    assert statistics.current() is None
    assert statistics.switch(coming, NOW)
    assert not statistics.stage(another, NOW)
    statistics.forget_going(coming)
    assert statistics.retiring() == RetiringVersion("none", NOW)
    assert cloud.kept_statistics() == {coming}


def test_what_is_to_come_and_cannot_be_read_is_let_go(cloud: Cloud) -> None:
    """With all that was indexed under it; then people are counted again."""
    counted(cloud)
    damaged = coming_version(cloud)
    cloud.indexing.index(ANA.user_id)
    assert cloud.versions() == {"none", damaged}
    cloud.tables.client.delete_item(
        TableName=cloud.tables.names["TasteStatistics"],
        Key={"version": {"S": damaged}, "chunk": {"N": "0"}},
    )
    cloud.time += timedelta(days=1)
    assert cloud.keeper.run_step().step == "overtaken"
    assert cloud.keeper.run_step().step == "waiting"
    cloud.time += LONGEST_USE
    assert cloud.keeper.run_step().step == "removed"
    assert cloud.versions() == {"none"}
    assert cloud.keeper.run_step().step == "switched"


def test_a_command_takes_all_turns_at_once(
    cloud: Cloud, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also when somebody else has begun; what it ends with is current."""
    counted(cloud)
    steps: list[str] = []

    def tell(turn: StatisticsStep) -> None:
        steps.append(turn.step)
        tell_turn(turn)

    take_turns(cloud.keeper, tell)
    current = cloud.statistics.current()
    assert current is not None
    assert cloud.matches(ANA.user_id).statistics.version == current.version
    take_turns(cloud.keeper, tell)
    assert "20 minutes after the switch" in capsys.readouterr().out
    cloud.time += LONGEST_USE
    take_turns(cloud.keeper, tell)
    assert steps == ["switched", "waiting", "removed", "counted"]
    assert cloud.versions() == {current.version}


def test_a_stack_without_the_tables_is_told(cloud: Cloud) -> None:
    """Rather than a rebuild of half of them."""
    found = [
        {"LogicalResourceId": table, "PhysicalResourceId": name}
        for table, name in {
            **cloud.tables.names,
            "PseudonymKey": "secret",
            "SessionKey": "secret",
            "IndexDeadLetters": "queue",
        }.items()
    ]
    assert variables(found)["TASTE_VECTORS_TABLE"] == cloud.names.vectors
    with pytest.raises(ValueError, match="TasteVectors"):
        variables(f for f in found if f["LogicalResourceId"] != "TasteVectors")
