"""The function that follows the stream, as it is deployed."""

from __future__ import annotations

from typing import Any

import pytest

from backend.stores.dynamodb._statistics_pointers import IS_GOING, pointer_key
from tests.contracts.invented_people import invented_listeners
from tests.doors.deployed import DeployedDoor, deployed_door
from tests.local_cloud.fixtures import LambdaService

pytestmark = pytest.mark.deployment

ANA, BEN = [i for i in invented_listeners(9) if i.visibility == "open"][:2]


@pytest.fixture
def door(lambda_service: LambdaService) -> DeployedDoor:
    """The functions over empty tables."""
    return deployed_door(lambda_service)


def record(user_id: str, number: int) -> dict[str, Any]:
    """Return a record of the stream as Lambda hands it over."""
    keys = {"user_id": {"S": user_id}}
    dynamodb = {"Keys": keys, "SequenceNumber": str(number), "SizeBytes": 38}
    return {"eventID": str(number), "eventName": "MODIFY", "dynamodb": dynamodb}


def indexed(door: DeployedDoor) -> set[str]:
    """Return whose vectors are there."""
    tables = door.service.tables
    answer = tables.client.scan(TableName=tables.names["TasteVectors"])
    return {item["user_id"]["S"] for item in answer["Items"]}


def told(door: DeployedDoor, *records: Any) -> list[str]:
    """Hand records over; return the numbers of those that failed."""
    following = door.service.functions["IndexFunction"]
    reply = following.invoke({"Records": list(records)})
    return [failure["itemIdentifier"] for failure in reply["batchItemFailures"]]


def test_a_poisoned_record_fails_alone(door: DeployedDoor) -> None:
    """Those before and behind it are indexed, doubled ones once."""
    for item in (ANA, BEN):
        door.store.put(item, expected_revision=None)
    poisoned = {"eventID": "2", "dynamodb": {"SequenceNumber": "2", "Keys": {}}}
    failed = told(
        door,
        record(ANA.user_id, 1),
        poisoned,
        record(ANA.user_id, 3),
        record("nobody's id", 4),
        record(BEN.user_id, 5),
    )
    assert failed == ["2"]
    assert indexed(door) == {ANA.user_id, BEN.user_id}


def test_records_of_the_past_bring_nobody_back(door: DeployedDoor) -> None:
    """A save that is told after the erasure finds nobody."""
    door.store.put(ANA, expected_revision=None)
    assert told(door, record(ANA.user_id, 1)) == []
    door.store.delete(ANA.user_id)
    assert told(door, record(ANA.user_id, 2), record(ANA.user_id, 1)) == []
    assert indexed(door) == set()
    assert told(door, record(ANA.user_id, 1)) == []
    assert indexed(door) == set()


def test_a_turn_without_anything_due_ends_at_once(door: DeployedDoor) -> None:
    """The schedule comes more often than there is something to do."""
    for item in (ANA, BEN):
        door.store.put(item, expected_revision=None)
    keeping = door.service.functions["StatisticsFunction"]
    steps = [keeping.invoke({})["step"] for _ in range(2)]
    tables = door.service.tables
    tables.client.update_item(
        TableName=tables.names["TasteStatistics"],
        Key=pointer_key(IS_GOING),
        UpdateExpression="SET since = :long_ago",
        ExpressionAttributeValues={":long_ago": {"S": "2026-01-01T00:00:00+00:00"}},
    )
    steps += [keeping.invoke({})["step"] for _ in range(2)]
    assert steps == ["switched", "waiting", "removed", "nothing due"]
    assert indexed(door) == {ANA.user_id, BEN.user_id}
