"""The derived tables in DynamoDB with all versions that are in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from backend.stores._aws_errors import unavailable_when_it_passes
from backend.stores.dynamodb._batches import write_all
from backend.stores.dynamodb._posting_keys import partition_of
from backend.stores.dynamodb._vector_items import IndexTables
from backend.stores.dynamodb.index_writer import DynamoDbWritableIndex
from backend.taste_profile import Statistics

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoDbIndexes:
    """Opens the index of one version, and removes another one's.

    Needs what ``DynamoDbWritableIndex`` needs, and to remove ``Scan`` and
    ``BatchWriteItem`` on both tables.

    Args:
        client: A ready client.
        tables: Names of the two tables.
        new_turn: Makes texts that never come again.
    """

    def __init__(
        self,
        client: DynamoDBClient,
        tables: IndexTables,
        new_turn: Callable[[], str],
    ) -> None:
        self._client = client
        self._tables = tables
        self._new_turn = new_turn

    def index(self, statistics: Statistics) -> DynamoDbWritableIndex:
        """Return the index of one version."""
        return DynamoDbWritableIndex(
            self._client, self._tables, statistics, self._new_turn
        )

    def remove(self, version: str, may_go_on: Callable[[], bool]) -> bool:
        """Remove all that one version has; ``False`` when there was no time.

        Looks through both tables: no posting is left, known to a vector or not.
        """
        postings = self._remove(
            self._tables.features,
            ("feature", "place"),
            "begins_with(#key, :version)",
            partition_of(version, b""),
            may_go_on,
        )
        return postings and self._remove(
            self._tables.vectors,
            ("version", "user_id"),
            "#key = :version",
            version,
            may_go_on,
        )

    def _remove(
        self,
        table: str,
        keys: tuple[str, str],
        condition: str,
        version: str,
        may_go_on: Callable[[], bool],
    ) -> bool:
        pages: Any = self._client.get_paginator("scan").paginate(
            TableName=table,
            ConsistentRead=True,
            FilterExpression=condition,
            ProjectionExpression="#key, #other",
            ExpressionAttributeNames={"#key": keys[0], "#other": keys[1]},
            ExpressionAttributeValues={":version": {"S": version}},
        )
        with unavailable_when_it_passes():
            for page in pages:
                if not may_go_on():
                    return False
                write_all(self._client, table, delete=page["Items"])
        return True
