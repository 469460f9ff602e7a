"""Writes vectors and posting lists in DynamoDB, under one version of the statistics."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from backend.stores._aws_errors import error_code, unavailable_when_it_passes
from backend.stores.dynamodb._batches import write_all
from backend.stores.dynamodb._packed_vectors import HASH_BYTES, pack
from backend.stores.dynamodb._posting_keys import key_of, place_of
from backend.stores.dynamodb._vector_items import IndexTables, vector_key
from backend.taste_profile import Statistics
from backend.use_cases.community.index_updates import (
    IndexEntry,
    IndexState,
    PendingChange,
    Places,
)

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_PLACE_BYTES = HASH_BYTES + 1


class DynamoDbWritableIndex:
    """Vectors by ``user_id`` and ``version``, postings by ``feature`` and ``place``.

    The item of the vector also says where its user is posted. Before postings change
    it names the places of before and after, so that nothing is ever posted that it
    does not know of. Needs ``GetItem``, ``PutItem``, ``UpdateItem`` and ``DeleteItem``
    on the vectors, ``BatchWriteItem`` on the features.

    Args:
        client: A ready client.
        tables: Names of the two tables.
        statistics: Of the version.
        new_turn: Makes texts that never come again.
    """

    def __init__(
        self,
        client: DynamoDBClient,
        tables: IndexTables,
        statistics: Statistics,
        new_turn: Callable[[], str],
    ) -> None:
        self._client = client
        self._tables = tables
        self._statistics = statistics
        self._new_turn = new_turn

    def state(self, user_id: str) -> IndexState | None:
        """Return the newest state of a person; ``None`` if not in."""
        with unavailable_when_it_passes():
            answer = self._client.get_item(
                TableName=self._tables.vectors,
                Key=self._key(user_id),
                ConsistentRead=True,
                ProjectionExpression="turn, stamp, posted, is_open_claim",
            )
        if "Item" not in answer:
            return None
        item = answer["Item"]
        return IndexState(
            turn=item["turn"]["S"],
            stamp=item["stamp"]["S"] if "stamp" in item else None,
            is_applied="is_open_claim" not in item,
            places=_places(item["posted"]["B"] if "posted" in item else b""),
        )

    def claim(
        self,
        user_id: str,
        before: IndexState | None,
        entry: IndexEntry | None,
        touched: Places,
    ) -> PendingChange | None:
        """Announce a change, unless another worker was quicker."""
        there = (before.places if before else frozenset()) | touched
        sure = there if before and before.is_applied else frozenset()
        wanted = frozenset(map(place_of, entry.postings)) if entry else frozenset()
        change = PendingChange(
            user_id=user_id,
            turn=self._new_turn(),
            additions=wanted - (sure - touched),
            removals=there - wanted,
            wanted=wanted if entry else None,
        )
        item = {
            **self._key(user_id),
            "turn": {"S": change.turn},
            **_posted(there | wanted),
            **(self._taste(entry) if entry else {}),
        }
        if _has_more_to_do(change):
            item["is_open_claim"] = {"BOOL": True}
        condition = (
            _turn_is(before.turn)
            if before
            else {"ConditionExpression": "attribute_not_exists(user_id)"}
        )
        return change if self._change("put_item", Item=item, **condition) else None

    def apply(self, change: PendingChange) -> bool:
        """Post, post no more, and say so, unless another worker is at it."""
        if not _has_more_to_do(change):
            return True
        write_all(
            self._client,
            self._tables.features,
            put=self._posting_keys(change.user_id, change.additions),
            delete=self._posting_keys(change.user_id, change.removals),
        )
        turn = _turn_is(change.turn)
        if change.wanted is None:
            return self._change("delete_item", Key=self._key(change.user_id), **turn)
        places = _posted(change.wanted).get("posted")
        values = turn["ExpressionAttributeValues"]
        update = "REMOVE is_open_claim" + ("" if places else ", posted")
        if places:
            update, values[":posted"] = f"SET posted = :posted {update}", places
        return self._change(
            "update_item",
            Key=self._key(change.user_id),
            UpdateExpression=update,
            **turn,
        )

    def _change(self, operation: str, **arguments: Any) -> bool:
        """Write the vector's item; ``False`` when its turn is another one's."""
        try:
            with unavailable_when_it_passes():
                getattr(self._client, operation)(
                    TableName=self._tables.vectors, **arguments
                )
        except ClientError as error:
            if error_code(error) != "ConditionalCheckFailedException":
                raise
            return False
        return True

    def _taste(self, entry: IndexEntry) -> dict[str, Any]:
        frequency = self._statistics.frequency
        packed = pack(entry.weights, entry.local_scale, frequency)
        return {
            "stamp": {"S": entry.stamp},
            "visibility": {"S": entry.visibility},
            "packed": {"B": packed},
        }

    def _key(self, user_id: str) -> dict[str, Any]:
        return vector_key(user_id, self._statistics.version)

    def _posting_keys(self, user_id: str, places: Places) -> Iterable[dict[str, Any]]:
        version = self._statistics.version
        return (key_of(version, place, user_id) for place in sorted(places))


def _has_more_to_do(change: PendingChange) -> bool:
    return change.wanted is None or bool(change.additions or change.removals)


def _turn_is(turn: str) -> dict[str, Any]:
    return {
        "ConditionExpression": "turn = :turn",
        "ExpressionAttributeValues": {":turn": {"S": turn}},
    }


def _places(posted: bytes) -> Places:
    starts = range(0, len(posted), _PLACE_BYTES)
    return frozenset(posted[start : start + _PLACE_BYTES] for start in starts)


def _posted(places: Places) -> dict[str, Any]:
    return {"posted": {"B": b"".join(sorted(places))}} if places else {}
