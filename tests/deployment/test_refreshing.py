"""The function that reads listening again, invoked as its schedule does."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from backend.stores.dynamodb.profiles import DynamoDbProfileStore
from backend.use_cases.profiles.profile import (
    ProfileItem,
    Refresh,
)
from backend.use_cases.timestamps import time_text
from tests.contracts.invented_accounts import SOURCES, ana_at, ben_at, newcomer_at
from tests.contracts.invented_people import LONG_AGO
from tests.contracts.refreshing_contract import kept_long_ago
from tests.dev_server.open_music import OpenMusic
from tests.local_cloud.fixtures import LambdaService

pytestmark = pytest.mark.deployment

# https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html
TURN = {
    "version": "0",
    "id": "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
    "detail-type": "Scheduled Event",
    "source": "aws.events",
    "account": "123456789012",
    "time": "2026-11-20T12:00:00Z",
    "region": "us-east-1",
    "resources": ["arn:aws:events:us-east-1:123456789012:rule/turn"],
    "detail": {},
}


@pytest.fixture
def store(lambda_service: LambdaService, music: OpenMusic) -> DynamoDbProfileStore:
    """The profiles that the function sees; nobody is there yet."""
    tables = lambda_service.tables
    tables.empty()
    music.switch_all_off()
    return DynamoDbProfileStore(tables.client, tables.names["TasteProfiles"])


def put(store: DynamoDbProfileStore, item: ProfileItem) -> ProfileItem:
    """Keep an item that is new, and return it."""
    store.put(item, expected_revision=None)
    return item


def run_a_turn(lambda_service: LambdaService) -> tuple[dict[str, int], str]:
    """Invoke the function; return its figures, and all that it has logged."""
    log = lambda_service.logs / "RefreshFunction.log"
    before = len(log.read_text("utf-8"))
    assert lambda_service.functions["RefreshFunction"].invoke(TURN) is None
    told = log.read_text("utf-8")[before:]
    assert "not authorized" not in told
    lines = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    [figures] = [line for line in lines if "_aws" in line]
    names = ("Refreshed", "RefreshesFailed", "RefreshesEnded")
    return {name: sum(figures[name]) for name in names}, told


def figures(refreshed: int, failed: int = 0, ended: int = 0) -> dict[str, int]:
    """Return the figures of a turn."""
    return {
        "Refreshed": refreshed,
        "RefreshesFailed": failed,
        "RefreshesEnded": ended,
    }


def test_people_who_agreed_are_renewed_with_its_own_permissions(
    lambda_service: LambdaService, store: DynamoDbProfileStore
) -> None:
    """At both services; whoever was read lately, or never agreed, is left alone."""
    stale = [
        put(store, kept_long_ago(account.source, account.user_name))
        for source in SOURCES
        for account in (ana_at(source), ben_at(source))
    ]
    lately = time_text(datetime.now(UTC) - timedelta(days=2))
    refresh = Refresh(source="lastfm", user_name="Ben", tried_at=lately)
    others = [
        put(store, replace(kept_long_ago("lastfm", "Ben"), refreshes=(refresh,))),
        put(store, replace(kept_long_ago("lastfm", "Ben"), refreshes=())),
    ]
    dropped = put(store, kept_long_ago("spotify", "Ben"))
    assert run_a_turn(lambda_service)[0] == figures(4)
    for item in stale:
        kept = store.get(item.user_id)
        assert kept.top_items != item.top_items
        assert kept.updated_at > LONG_AGO
        assert kept.visibility == item.visibility
    assert [store.get(item.user_id) for item in others] == others
    left = store.get(dropped.user_id)
    assert (left.top_items, left.updated_at) == (dropped.top_items, dropped.updated_at)
    # At a source that this stack does not offer: it stands before no other any more.
    assert left.refreshes[0].tried_at > lately
    assert run_a_turn(lambda_service)[0] == figures(0)


def test_what_goes_wrong_is_counted_and_names_nobody(
    lambda_service: LambdaService, store: DynamoDbProfileStore, music: OpenMusic
) -> None:
    """A name gone for the third time ends, a busy source waits, an empty one stays."""
    gone = kept_long_ago("listenbrainz", "Whoever Was Here")
    [refresh] = gone.refreshes
    gone = put(store, replace(gone, refreshes=(replace(refresh, misses=2),)))
    empty = put(store, kept_long_ago("listenbrainz", newcomer_at("lastfm").user_name))
    busy = put(store, kept_long_ago("lastfm", ana_at("lastfm").user_name))
    music.lastfm.switch("rate_limit", seconds=4_711)
    counted, told = run_a_turn(lambda_service)
    assert counted == figures(0, failed=1, ended=1)
    assert '"sources":[["lastfm",4711]]' in told
    for item in (gone, empty, busy):
        assert store.get(item.user_id).top_items == item.top_items
        assert item.refresh is not None
        assert item.refresh.user_name not in told
        assert item.user_id not in told
    assert store.get(gone.user_id).refresh is None
    music.switch_all_off()
    assert run_a_turn(lambda_service)[0] == figures(1)


def test_a_short_pause_is_waited_for(
    lambda_service: LambdaService, store: DynamoDbProfileStore, music: OpenMusic
) -> None:
    """Within the time that the function has."""
    item = put(store, kept_long_ago("lastfm", ana_at("lastfm").user_name))
    music.lastfm.switch("rate_limit", seconds=1, times=1)
    counted, told = run_a_turn(lambda_service)
    assert counted == figures(1)
    assert '"sources":[]' in told
    assert store.get(item.user_id).top_items != item.top_items
