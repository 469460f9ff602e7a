"""Many items of a DynamoDB table in a few requests, until all are through."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from backend.stores._aws_errors import unavailable_when_it_passes
from backend.use_cases.errors import StoreUnavailableError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

WRITTEN_AT_ONCE = 25
READ_AT_ONCE = 100
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds to wait for what a throttled table has left unprocessed."""


def write_all(
    client: DynamoDBClient,
    table: str,
    *,
    put: Iterable[Mapping[str, Any]] = (),
    delete: Iterable[Mapping[str, Any]] = (),
) -> None:
    """Put items and delete keys; each by itself, in no order.

    Raises:
        StoreUnavailableError: Some were not written; it does not say which.
    """
    changes: list[Any] = [
        *({"DeleteRequest": {"Key": key}} for key in delete),
        *({"PutRequest": {"Item": item}} for item in put),
    ]
    rest = iter(changes)
    while left := list(islice(rest, WRITTEN_AT_ONCE)):
        for pause in (*_PAUSES, None):
            with unavailable_when_it_passes():
                answer = client.batch_write_item(RequestItems={table: left})
            left = answer.get("UnprocessedItems", {}).get(table, [])
            if not left:
                break
            if pause is None:
                raise StoreUnavailableError("items are left unprocessed")
            time.sleep(pause)


def read_batch(
    client: DynamoDBClient,
    table: str,
    keys: Sequence[Mapping[str, Any]],
    **reading: Any,
) -> tuple[list[dict[str, Any]], float, bool]:
    """Read up to ``READ_AT_ONCE`` items, eventually consistent by default.

    Args:
        client: A ready client.
        table: Its name.
        keys: Of the items, each once.
        reading: How, as ``BatchGetItem`` has it for a table.

    Returns:
        Those that exist, in no order; the read units; whether all keys were looked at.

    Raises:
        StoreUnavailableError: The table cannot be read just now.
    """
    items: list[dict[str, Any]] = []
    units = 0.0
    asked: Any = {table: {"Keys": keys, **reading}}
    for pause in (*_PAUSES[:2], None):
        with unavailable_when_it_passes():
            answer = client.batch_get_item(
                RequestItems=asked, ReturnConsumedCapacity="TOTAL"
            )
        items += answer["Responses"].get(table, [])
        units += sum(c["CapacityUnits"] for c in answer.get("ConsumedCapacity", ()))
        asked = answer.get("UnprocessedKeys")
        if not asked or pause is None:
            break
        time.sleep(pause)
    return items, units, not asked
