"""Transactions that meet others, or whose answer is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from backend.stores.dynamodb._transactions import write_together
from backend.stores.dynamodb.records import DynamoDbRecordStore
from backend.use_cases.accounts.record_store import Put
from backend.use_cases.errors import StoreUnavailableError
from scripts.local_cloud.resources import Tables
from tests.contracts.record_store_contract import ANA, BEN
from tests.local_cloud.fixtures import SESSION
from tests.stores.dynamodb.test_failures import losing_first_answer

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ITEMS: Any = [{"Put": {"TableName": "people", "Item": {"user_id": {"S": ANA}}}}]


@pytest.fixture
def client() -> Iterator[DynamoDBClient]:
    """A client that reaches nothing."""
    client = SESSION.client("dynamodb", endpoint_url="http://127.0.0.1:9")
    yield client
    client.close()


def no_pause(_: float) -> None:
    """Wait for nothing."""
    raise AssertionError("there is nothing to wait for")


def cancel(stubber: Stubber, *codes: str) -> None:
    """Let the next transaction be cancelled for these reasons."""
    stubber.add_client_error(
        "transact_write_items",
        "TransactionCanceledException",
        modeled_fields={"CancellationReasons": [{"Code": code} for code in codes]},
    )


def test_a_conflict_is_tried_again(client: DynamoDBClient) -> None:
    """After a longer pause each time."""
    pauses: list[float] = []
    with Stubber(client) as stubber:
        cancel(stubber, "None", "TransactionConflict")
        cancel(stubber, "ThrottlingError", "None")
        stubber.add_response("transact_write_items", {})
        assert write_together(client, ITEMS, pauses.append) is True
        stubber.assert_no_pending_responses()
    assert pauses == sorted(pauses)
    assert len(pauses) == 2


def test_a_conflict_that_stays_is_unavailable(client: DynamoDBClient) -> None:
    """After five tries; nothing is waited for in vain."""
    pauses: list[float] = []
    with Stubber(client) as stubber:
        for _ in range(5):
            cancel(stubber, "TransactionConflict")
        with pytest.raises(StoreUnavailableError):
            write_together(client, ITEMS, pauses.append)
        stubber.assert_no_pending_responses()
    assert len(pauses) == 4
    assert sum(pauses) < 1


def test_a_failed_condition_is_no_conflict(client: DynamoDBClient) -> None:
    """Whatever else was under way."""
    with Stubber(client) as stubber:
        cancel(stubber, "TransactionConflict", "ConditionalCheckFailed")
        assert write_together(client, ITEMS, no_pause) is False


@pytest.mark.parametrize("codes", [["ValidationError", "None"], ["None"]])
def test_what_no_wait_helps_rises_as_it_is(
    client: DynamoDBClient, codes: list[str]
) -> None:
    """An item that is too large, or a cancellation without a reason."""
    with Stubber(client) as stubber:
        cancel(stubber, *codes)
        with pytest.raises(ClientError, match="TransactionCanceled"):
            write_together(client, ITEMS, no_pause)


@pytest.mark.parametrize(
    "code", ["TransactionConflictException", "TransactionInProgressException"]
)
def test_a_single_write_beside_a_transaction_is_unavailable(
    client: DynamoDBClient, code: str
) -> None:
    """It passes by itself."""
    with Stubber(client) as stubber:
        stubber.add_client_error("put_item", code)
        with pytest.raises(StoreUnavailableError):
            DynamoDbRecordStore(client, "people").put(ANA, "account", {})


@pytest.mark.deployment
@pytest.mark.parametrize("is_ours", [True, False], ids=["ours", "another's"])
def test_changes_whose_answer_was_lost_have_happened_once(
    ministack_tables: Tables, is_ours: bool
) -> None:
    """Their retry carries the same token, so that they are no conflict with it."""
    table = ministack_tables.names["People"]
    before = DynamoDbRecordStore(ministack_tables.client, table)
    if not is_ours:
        before.put("link#1", "link", {"holder": BEN})
    changes = (
        Put(ANA, "link#1", {}),
        Put("link#1", "link", {"holder": ANA}, "absent"),
    )
    service = ministack_tables.client.meta.endpoint_url
    config = Config(retries={"mode": "standard", "total_max_attempts": 2})
    with losing_first_answer(service) as url:
        client = SESSION.client("dynamodb", endpoint_url=url, config=config)
        store = DynamoDbRecordStore(client, table)
        assert store.change_together(changes) is is_ours
        client.close()
    assert before.get("link#1", "link") == {"holder": ANA if is_ours else BEN}
    assert (before.get(ANA, "link#1") == {}) is is_ours
