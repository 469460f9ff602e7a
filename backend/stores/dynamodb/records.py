"""Records about people in a DynamoDB table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from backend.stores._aws_errors import error_code, unavailable_when_it_passes
from backend.stores.dynamodb._attribute_values import from_attributes, to_attributes
from backend.stores.dynamodb._transactions import write_together
from backend.use_cases.accounts.record_store import (
    PLACE,
    Before,
    Change,
    Put,
    Record,
    Remove,
    check_together,
)

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import (
        AttributeValueTypeDef,
        TransactWriteItemTypeDef,
    )

_KEYS = ("user_id", "kind")
_CONDITIONS: Mapping[Before, str] = {
    "absent": "attribute_not_exists(user_id)",
    "present": "attribute_exists(user_id)",
}


class DynamoDbRecordStore:
    """One item per record: partition ``user_id`` is the owner, sort key ``kind``.

    All reads are consistent. ``expires_at`` is the table's time to live. Needs
    ``GetItem``, ``Query``, ``PutItem`` and ``DeleteItem``; ``ConditionCheckItem`` for a
    ``Check``, ``Scan`` for ``owners``.

    Args:
        client: A ready client.
        table_name: Of the table of people.
    """

    def __init__(self, client: DynamoDBClient, table_name: str) -> None:
        self._client = client
        self._table_name = table_name

    def get(self, owner: str, kind: str) -> Record | None:
        """Return the newest record, or ``None``."""
        with unavailable_when_it_passes():
            answer = self._client.get_item(
                TableName=self._table_name, Key=_key(owner, kind), ConsistentRead=True
            )
        return _record(answer["Item"]) if "Item" in answer else None

    def records(self, owner: str, word: str | None = None) -> Mapping[str, Record]:
        """Return an owner's records, of one word or all, by kind, in order."""
        condition, values = "user_id = :owner", {":owner": {"S": owner}}
        if word is not None:
            condition += " AND begins_with(kind, :word)"
            values[":word"] = {"S": f"{word}#"}
        found: dict[str, Record] = {}
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table_name,
            ConsistentRead=True,
            KeyConditionExpression=condition,
            ExpressionAttributeValues=values,
        )
        with unavailable_when_it_passes():
            for page in pages:
                found |= {item["kind"]["S"]: _record(item) for item in page["Items"]}
        return found

    def owners(self) -> Iterator[str]:
        """Yield every owner of a record once; reads the whole table's keys."""
        pages = self._client.get_paginator("scan").paginate(
            TableName=self._table_name, ProjectionExpression="user_id"
        )
        last = None
        with unavailable_when_it_passes():
            # The items of one owner lie together.
            for owner in (i["user_id"]["S"] for p in pages for i in p["Items"]):
                if owner != last:
                    yield owner
                last = owner

    def put(self, owner: str, kind: str, record: Record) -> None:
        """Keep a record in place of any other."""
        with unavailable_when_it_passes():
            self._client.put_item(
                TableName=self._table_name, Item=_item(owner, kind, record)
            )

    def claim(self, owner: str, kind: str, record: Record) -> Record:
        """Keep a record unless one is kept already; return the kept one."""
        kept = None
        while kept is None:
            if self._put_if(
                _item(owner, kind, record),
                ConditionExpression=_CONDITIONS["absent"],
            ):
                return record
            # None when it has been removed just now.
            kept = self.get(owner, kind)
        return kept

    def remove(self, owner: str, kind: str) -> bool:
        """Remove a record; tell whether this call did."""
        with unavailable_when_it_passes():
            answer = self._client.delete_item(
                TableName=self._table_name,
                Key=_key(owner, kind),
                ReturnValues="ALL_OLD",
            )
        return "Attributes" in answer

    def remove_all(self, owner: str) -> None:
        """Remove all records of an owner, one by one."""
        for kind in self.records(owner):
            self.remove(owner, kind)

    def change_together(self, changes: Sequence[Change]) -> bool:
        """Make all the changes in one transaction, or none."""
        check_together(changes)
        items = [self._transacted(change) for change in changes]
        return write_together(self._client, items)

    def _transacted(self, change: Change) -> TransactWriteItemTypeDef:
        owner, kind = change.owner, change.kind
        when: Any = {"TableName": self._table_name}
        if change.when is not None:
            when["ConditionExpression"] = _CONDITIONS[change.when]
        if isinstance(change, Put):
            when["Item"] = _item(owner, kind, change.record)
            return {"Put": when}
        when["Key"] = _key(owner, kind)
        if isinstance(change, Remove):
            return {"Delete": when}
        return {"ConditionCheck": when}

    def _put_if(self, item: Mapping[str, AttributeValueTypeDef], **when: Any) -> bool:
        try:
            with unavailable_when_it_passes():
                self._client.put_item(TableName=self._table_name, Item=item, **when)
        except ClientError as error:
            if error_code(error) != "ConditionalCheckFailedException":
                raise
            return False
        return True


def _key(owner: str, kind: str) -> dict[str, AttributeValueTypeDef]:
    for place in (owner, kind):
        if not PLACE.fullmatch(place):
            raise ValueError(f"{place!r} cannot name a record")
    return {"user_id": {"S": owner}, "kind": {"S": kind}}


def _item(owner: str, kind: str, record: Record) -> dict[str, AttributeValueTypeDef]:
    return {**to_attributes(record), **_key(owner, kind)}


def _record(item: Mapping[str, Any]) -> Record:
    return {k: v for k, v in from_attributes(item).items() if k not in _KEYS}
