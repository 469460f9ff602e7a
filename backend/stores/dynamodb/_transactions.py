"""Several items of DynamoDB written together: all or none."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from backend.stores._aws_errors import error_code, unavailable_when_it_passes
from backend.use_cases.errors import StoreUnavailableError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

_PAUSES = (0.02, 0.05, 0.1, 0.2)
"""Before each further try, in seconds."""

_PASSING = frozenset(
    {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}
)


def write_together(
    client: DynamoDBClient,
    items: Sequence[TransactWriteItemTypeDef],
    pause: Callable[[float], None] = time.sleep,
) -> bool:
    """Write all items, or none when one of their conditions fails.

    A retry after a lost answer finds the transaction done: botocore sends each call
    with a token of its own, by which DynamoDB knows it again for ten minutes. A
    conflict with another transaction passes, so it is tried again.

    Args:
        client: A ready client.
        items: At most 100, of different keys.
        pause: Waits for so many seconds.

    Returns:
        Whether all were written; ``False`` when a condition failed.

    Raises:
        StoreUnavailableError: Others were under way at every try, or the table is
            throttled.

    Cost:
        Twice the write units of single writes; a check costs as much as a write.
    """
    for seconds in (*_PAUSES, None):
        reasons = _cancelled_for(client, items)
        if not reasons or "ConditionalCheckFailed" in reasons:
            return not reasons
        if seconds is not None:
            pause(seconds)
    raise StoreUnavailableError("another change was under way")


def _cancelled_for(
    client: DynamoDBClient, items: Sequence[TransactWriteItemTypeDef]
) -> set[str]:
    """Try once; return why nothing was written, or nothing when all was."""
    try:
        with unavailable_when_it_passes():
            client.transact_write_items(TransactItems=items)
    except ClientError as error:
        answer: Mapping[str, Any] = error.response
        codes = {r.get("Code") for r in answer.get("CancellationReasons", ())}
        reasons = codes - {"None", None}
        if error_code(error) != "TransactionCanceledException" or not reasons:
            raise
        if "ConditionalCheckFailed" not in reasons and reasons - _PASSING:
            # No wait helps: an item is too large, or the request is wrong.
            raise
        return reasons
    return set()
