"""What the stream gave up is found again by comparing index and profiles."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from backend.stores.dynamodb.index_versions import DynamoDbIndexes
from backend.use_cases.community.statistics_job import IndexUpdater, one_by_one
from scripts.cloud.dead_letters import everybody, forget, put_right, read_letters
from scripts.local_cloud.resources import Tables
from tests.contracts.invented_people import invented_listeners
from tests.local_cloud.fixtures import SESSION
from tests.stores.cloud import Cloud
from tests.stores.dynamodb.test_throttled_candidates import THROTTLED, answering

PEOPLE = [item for item in invented_listeners(9) if item.visibility != "hidden"]
LETTER = {
    "requestContext": {"condition": "RetryAttemptsExhausted"},
    "DDBStreamBatchInfo": {
        "shardId": "shardId-1",
        "startSequenceNumber": "1",
        "endSequenceNumber": "3",
        "approximateArrivalOfLastRecord": "2026-11-21T12:00:00Z",
        "batchSize": 3,
    },
}


@pytest.fixture
def cloud(moto_tables: Tables) -> Iterator[Cloud]:
    """A few people, indexed."""
    with ThreadPoolExecutor(2) as executor:
        yield Cloud(moto_tables, executor, PEOPLE)


def test_whoever_was_given_up_is_indexed_as_they_are_now(cloud: Cloud) -> None:
    """A taste that changed, somebody new, who has left, and who has hidden."""
    moved, gone, hidden, *others = PEOPLE
    later = replace(moved, top_items=others[0].top_items, revision=2)
    cloud.store.put(later, expected_revision=1)
    cloud.store.delete(gone.user_id)
    hiding = replace(hidden, visibility="hidden", revision=2)
    cloud.store.put(hiding, expected_revision=1)
    new = replace(others[1], user_id=str(uuid.UUID(int=1, version=4)))
    cloud.store.put(new, expected_revision=None)
    people = everybody(cloud.tables.client, cloud.names.vectors, cloud.store)
    assert put_right(people, cloud.indexing, one_by_one) == []
    scan = cloud.tables.client.scan
    stamps = {
        item["user_id"]["S"]: item["stamp"]["S"]
        for item in scan(TableName=cloud.names.vectors)["Items"]
    }
    assert stamps == {
        item.user_id: f"{item.revision}@{item.updated_at}"
        for item in (later, new, *others)
    }
    posted = str(scan(TableName=cloud.names.features)["Items"])
    assert new.user_id in posted
    assert gone.user_id not in posted
    assert hidden.user_id not in posted


def test_who_cannot_be_put_right_is_told(cloud: Cloud) -> None:
    """Then the letters have to stay."""
    with answering(lambda operation, asked: THROTTLED) as client:
        indexes = DynamoDbIndexes(client, cloud.names, lambda: uuid.uuid4().hex)
        indexing = IndexUpdater(cloud.store, cloud.statistics, indexes)
        people = iter([item.user_id for item in PEOPLE[:2]])
        failures = put_right(people, indexing, one_by_one)
    assert failures == ["StoreUnavailableError"] * 2


def test_letters_are_read_and_those_that_were_read_are_removed(ministack: str) -> None:
    """One that came later stays."""
    sqs: Any = SESSION.client("sqs", endpoint_url=ministack)
    queue = sqs.create_queue(QueueName=f"letters-{uuid.uuid4().hex}")["QueueUrl"]
    try:
        assert read_letters(sqs, queue, 30) == []
        for _ in range(11):
            sqs.send_message(QueueUrl=queue, MessageBody=json.dumps(LETTER))
        letters = read_letters(sqs, queue, 30)
        assert len(letters) == 11
        assert (letters[0].records, letters[0].reason) == (3, "RetryAttemptsExhausted")
        assert letters[0].arrived_at == "2026-11-21T12:00:00Z"
        sqs.send_message(QueueUrl=queue, MessageBody=json.dumps(LETTER))
        forget(sqs, queue, letters)
        assert len(read_letters(sqs, queue, 30)) == 1
    finally:
        sqs.delete_queue(QueueUrl=queue)
        sqs.close()
