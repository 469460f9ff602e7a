"""Profiles in a DynamoDB table."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from botocore.exceptions import ClientError

from backend.stores._aws_errors import error_code, unavailable_when_it_passes
from backend.stores._item_limits import encode_admitted, is_user_id
from backend.stores.dynamodb._attribute_values import from_attributes, to_attributes
from backend.stores.dynamodb._batches import read_batch
from backend.stores.dynamodb._packed_profiles import pack_profile, unpack_profile
from backend.use_cases.errors import StoreUnavailableError
from backend.use_cases.profiles.errors import (
    ProfileNotFoundError,
    RevisionConflictError,
)
from backend.use_cases.profiles.profile import (
    ProfileHead,
    ProfileItem,
)
from backend.use_cases.profiles.record import (
    REFRESH_FIELDS,
    UnreadableRecordError,
    from_record,
    head_from_record,
    to_record,
)

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

REFRESH_INDEX = "refresh"
"""Partition ``refresh_source``, sort key ``refresh_tried_at``, keys only."""

EXPIRY_INDEX = "expiry"
"""Partition ``expires``, sort key ``source_expires_at``, keys only."""

HeadT = TypeVar("HeadT", bound=ProfileHead)

_SHOWN = (
    "schema",
    *(field.name for field in fields(ProfileHead) if field.name != "refreshes"),
    *(f"refresh_{name}" for name in REFRESH_FIELDS),
    "more_refreshes",
)
_PACKED = "profile"
_HEAD: Any = {
    "ProjectionExpression": ", ".join(f"#{place}" for place in range(len(_SHOWN))),
    "ExpressionAttributeNames": {f"#{n}": name for n, name in enumerate(_SHOWN)},
}
_log = logging.getLogger(__name__)


class DynamoDbProfileStore:
    """One item per user; partition key ``user_id`` (string), no sort key.

    The top items are kept compressed: a ranking reads the people it shows at that
    moment, and a read costs by the size of the whole item. DynamoDB refuses items above
    400 KB, so ``MAX_ITEM_BYTES`` stands below. All reads are consistent. Needs
    ``GetItem``, ``BatchGetItem``, ``PutItem``, ``DeleteItem`` and ``Scan`` on the
    table, and ``Query`` on its indexes ``refresh`` and ``expiry``.

    An item that cannot be read as ours counts as not there and is warned of, by its
    key alone. It stays where it is: nothing overwrites it (``put`` finds a conflict)
    until ``delete`` removes it.

    Throttling, faults of the service and a lost connection, after the client's own
    retries, are ``StoreUnavailableError``; a save may have happened then. One whose
    answer was lost and which the client has tried again has happened once.

    Args:
        client: A ready client: 60 to 90 ms lighter at a cold start than a resource.
        table_name: Comes from outside, so that this class reads no environment.
    """

    def __init__(self, client: DynamoDBClient, table_name: str) -> None:
        self._client = client
        self._table_name = table_name
        self._reported: set[str] = set()

    def get(self, user_id: str) -> ProfileItem:
        """Return the newest item."""
        item = self._readable(self._attributes(user_id), from_record)
        if item is None:
            raise ProfileNotFoundError(user_id)
        return item

    def head(self, user_id: str) -> ProfileHead:
        """Return it without its top items; pays for reading the whole item."""
        attributes = self._attributes(user_id, **_HEAD)
        head = self._readable(attributes, head_from_record)
        if head is None:
            raise ProfileNotFoundError(user_id)
        return head

    def outline(self, user_id: str) -> ProfileItem:
        """Return the whole item, which a ranking needs here."""
        return self.get(user_id)

    def heads(self, user_ids: Sequence[str]) -> Mapping[str, ProfileHead]:
        """Return them without their top items, by one request.

        Raises:
            StoreUnavailableError: Not all could be looked at.
        """
        asked = dict.fromkeys(filter(is_user_id, user_ids))
        if not asked:
            return {}
        keys = [{"user_id": {"S": user_id}} for user_id in asked]
        items, _, is_all = read_batch(
            self._client, self._table_name, keys, ConsistentRead=True, **_HEAD
        )
        if not is_all:
            raise StoreUnavailableError("profiles are left unread")
        heads = (self._readable(item, head_from_record) for item in items)
        return {head.user_id: head for head in heads if head is not None}

    def put(self, item: ProfileItem, *, expected_revision: int | None) -> None:
        """Keep the item whole or not at all, if the expected revision is kept."""
        record = to_record(item)
        encode_admitted(record)
        attributes = _packed(record)
        try:
            with unavailable_when_it_passes():
                self._client.put_item(
                    TableName=self._table_name,
                    Item=attributes,
                    ReturnValuesOnConditionCheckFailure="ALL_OLD",
                    **_condition(expected_revision),
                )
        except ClientError as error:
            if error_code(error) != "ConditionalCheckFailedException":
                raise
            if _has_happened(attributes, error.response):
                return
            raise RevisionConflictError(item.user_id, expected_revision) from error

    def delete(self, user_id: str, *, expected_revision: int | None = None) -> None:
        """Remove the item; removing what is not there is no error."""
        if not is_user_id(user_id):
            return
        condition: Any = {}
        if expected_revision is not None:
            condition = _condition(expected_revision)
            condition["ConditionExpression"] += " OR attribute_not_exists(user_id)"
        try:
            with unavailable_when_it_passes():
                self._client.delete_item(
                    TableName=self._table_name,
                    Key={"user_id": {"S": user_id}},
                    **condition,
                )
        except ClientError as error:
            if error_code(error) != "ConditionalCheckFailedException":
                raise
            raise RevisionConflictError(user_id, expected_revision) from error

    def stalest(self, source: str, before: str, n: int) -> list[str]:
        """Return who may be refreshed; reads no more than their keys.

        Asks the index ``refresh``, which lags behind by moments: read the item before
        acting on it.
        """
        return self._first(
            REFRESH_INDEX,
            "refresh_source = :what AND refresh_tried_at < :before",
            {":what": {"S": source}, ":before": {"S": before}},
            n,
        )

    def expired(self, by: str, n: int) -> list[str]:
        """Return the users with an expired source; reads no more than their keys.

        Asks the index ``expiry``, which lags behind by moments as ``refresh`` does.
        """
        return self._first(
            EXPIRY_INDEX,
            "expires = :what AND source_expires_at < :before",
            {":what": {"S": "source"}, ":before": {"S": by}},
            n,
        )

    def _first(
        self, index: str, condition: str, values: Mapping[str, Any], n: int
    ) -> list[str]:
        found: list[dict[str, Any]] = []
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table_name,
            IndexName=index,
            KeyConditionExpression=condition,
            ExpressionAttributeValues=values,
            PaginationConfig={"MaxItems": n},
        )
        with unavailable_when_it_passes():
            for page in pages:
                found += page["Items"]
        return [item["user_id"]["S"] for item in found]

    def revisions(self) -> Mapping[str, object]:
        """Return user_id to the texts of revision and time of the save.

        Cost:
            Reads, and pays for, the whole table, page by page of 1 MB.
        """
        names = {"#user": "user_id", "#revision": "revision", "#at": "updated_at"}
        pages = self._pages(
            ProjectionExpression=", ".join(names), ExpressionAttributeNames=names
        )
        return {
            item["user_id"]["S"]: tuple(
                str(item.get(name)) for name in ("revision", "updated_at")
            )
            for item in pages
            if is_user_id(item["user_id"]["S"])
        }

    def scan(self, after: str = "") -> Iterator[ProfileItem]:
        """Yield every readable item once, page by page of 1 MB.

        Args:
            after: Goes on behind this user, in the table's own lasting order; empty
                from the beginning.
        """
        start = {"ExclusiveStartKey": {"user_id": {"S": after}}} if after else {}
        for attributes in self._pages(**start):
            item = self._readable(attributes, from_record)
            if item is not None:
                yield item

    def _pages(self, **projection: Any) -> Iterator[dict[str, Any]]:
        pages = self._client.get_paginator("scan").paginate(
            TableName=self._table_name, ConsistentRead=True, **projection
        )
        with unavailable_when_it_passes():
            for page in pages:
                yield from page["Items"]

    def _attributes(self, user_id: str, **projection: Any) -> Mapping[str, Any]:
        if not is_user_id(user_id):
            raise ProfileNotFoundError(user_id)
        with unavailable_when_it_passes():
            answer = self._client.get_item(
                TableName=self._table_name,
                Key={"user_id": {"S": user_id}},
                ConsistentRead=True,
                **projection,
            )
        if "Item" not in answer:
            raise ProfileNotFoundError(user_id)
        return answer["Item"]

    def _readable(
        self,
        attributes: Mapping[str, Any],
        read: Callable[[Mapping[str, Any]], HeadT],
    ) -> HeadT | None:
        try:
            item = read(_unpacked(attributes))
        except UnreadableRecordError:
            pass
        else:
            if is_user_id(item.user_id):
                return item
        key = attributes["user_id"]["S"]
        if key not in self._reported:
            self._reported.add(key)
            _log.warning("item %a in %s is no profile item", key, self._table_name)
        return None


def _packed(record: Mapping[str, Any]) -> dict[str, Any]:
    plain = {name: value for name, value in record.items() if name != _PACKED}
    return {**to_attributes(plain), _PACKED: {"B": pack_profile(record[_PACKED])}}


def _unpacked(attributes: Mapping[str, Any]) -> dict[str, Any]:
    plain = {name: value for name, value in attributes.items() if name != _PACKED}
    record = from_attributes(plain)
    # What is read of a head has none.
    if _PACKED in attributes:
        record[_PACKED] = unpack_profile(attributes[_PACKED].get("B", b""))
    return record


def _has_happened(attributes: Mapping[str, Any], response: Mapping[str, Any]) -> bool:
    """Tell whether what stood in a retry's way is what the first attempt had kept."""
    was_retried = response["ResponseMetadata"].get("RetryAttempts", 0) > 0
    return was_retried and response.get("Item") == attributes


def _condition(expected_revision: int | None) -> dict[str, Any]:
    if expected_revision is None:
        return {"ConditionExpression": "attribute_not_exists(user_id)"}
    return {
        "ConditionExpression": "#revision = :expected",
        "ExpressionAttributeNames": {"#revision": "revision"},
        "ExpressionAttributeValues": {":expected": {"N": str(expected_revision)}},
    }
