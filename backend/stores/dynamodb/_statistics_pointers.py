"""Pointers to what is kept of the statistics, and how they move: all or none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from backend.stores._item_limits import CURRENT
from backend.stores.dynamodb._transactions import write_together

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Pointer = Mapping[str, Any]
Change = dict[str, dict[str, Any]]

IS_CURRENT, IS_COMING, IS_GOING, WAS_COUNTED, IS_BEGUN = "0", "1", "2", "3", "4"
ABSENT = {"ConditionExpression": "attribute_not_exists(published)"}


def pointer_key(pointer: str) -> dict[str, Any]:
    """Return the keys of a pointer, of which ``current`` has several."""
    return {"version": {"S": CURRENT}, "chunk": {"N": pointer}}


def pointer_to(pointer: str, version: str, chunks: str) -> dict[str, Any]:
    """Return the item of a pointer to a version of so many chunks."""
    named = {"published": {"S": version}, "chunks": {"N": chunks}}
    return {**pointer_key(pointer), **named}


def pointing_to(version: str) -> dict[str, Any]:
    """Return the condition that a pointer points there; nowhere, if it is empty."""
    if not version:
        return ABSENT
    return {
        "ConditionExpression": "published = :version",
        "ExpressionAttributeValues": {":version": {"S": version}},
    }


def deleted(pointer: str, version: str) -> Change:
    """Return the removal of a pointer to a version."""
    return {"Delete": {"Key": pointer_key(pointer), **pointing_to(version)}}


def unmoved(pointer: str, version: str) -> Change:
    """Return the check that a pointer still points there, or still nowhere."""
    return {"ConditionCheck": {"Key": pointer_key(pointer), **pointing_to(version)}}


def move(client: DynamoDBClient, table: str, *changes: Change) -> bool:
    """Make all changes; ``False``, and none is made, when a condition fails.

    Raises:
        StoreUnavailableError: Another change was under way, or the table is throttled.
    """
    items: Any = [
        {kind: {"TableName": table, **change}}
        for one in changes
        for kind, change in one.items()
    ]
    return write_together(client, items)
