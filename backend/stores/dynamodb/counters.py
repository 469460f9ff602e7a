"""Counters in a DynamoDB table of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from backend.stores._aws_errors import error_code, unavailable_when_it_passes

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoDbCounters:
    """One item per counter: partition key ``owner``, sort key ``counted``.

    The table is apart from the people's, so that whatever only reads may not write
    there. Needs ``UpdateItem`` and ``PutItem`` on it; its time to live is
    ``expires_at``. A request costs one write unit; the first of a stretch, two.

    Args:
        client: A ready client.
        table_name: Comes from outside, so that this class reads no environment.
    """

    def __init__(self, client: DynamoDBClient, table_name: str) -> None:
        self._client = client
        self._table_name = table_name

    def count(self, owner: str, what: str, until: int) -> int:
        """Add one to a counter that lives until a moment."""
        key: Any = {"owner": {"S": owner}, "counted": {"S": what}}
        now: Any = {":until": {"N": str(until)}}
        while True:
            added = self._add(key, now)
            if added is not None:
                return added
            if self._begin(key, now):
                return 1

    def _add(self, key: Any, now: Any) -> int | None:
        try:
            with unavailable_when_it_passes():
                answer = self._client.update_item(
                    TableName=self._table_name,
                    Key=key,
                    UpdateExpression="ADD n :one",
                    ConditionExpression="expires_at = :until",
                    ExpressionAttributeValues={**now, ":one": {"N": "1"}},
                    ReturnValues="UPDATED_NEW",
                )
        except ClientError as error:
            if error_code(error) != "ConditionalCheckFailedException":
                raise
            return None
        return int(answer["Attributes"]["n"]["N"])

    def _begin(self, key: Any, now: Any) -> bool:
        try:
            with unavailable_when_it_passes():
                self._client.put_item(
                    TableName=self._table_name,
                    Item={**key, "n": {"N": "1"}, "expires_at": now[":until"]},
                    ConditionExpression="attribute_not_exists(counted)"
                    " OR expires_at <> :until",
                    ExpressionAttributeValues=now,
                )
        except ClientError as error:
            if error_code(error) != "ConditionalCheckFailedException":
                raise
            return False
        return True
