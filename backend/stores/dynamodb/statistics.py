"""Statistics in a DynamoDB table, in chunks."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from backend.stores._aws_errors import unavailable_when_it_passes
from backend.stores._item_limits import CURRENT
from backend.stores._packed_statistics import DamagedStatisticsError, pack, unpack
from backend.stores.dynamodb._statistics_pointers import (
    IS_CURRENT,
    Pointer,
    pointer_key,
    pointer_to,
)
from backend.taste_profile import Statistics

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

CHUNK_BYTES = 350_000
"""An item may take 400 KB, key and names included."""

_log = logging.getLogger(__name__)


class DynamoDbStatisticsStore:
    """Compressed statistics split over items; keys ``version`` (S) and ``chunk`` (N).

    The item ``current``, 0 names the published version and its number of chunks. It
    is written last and all reads are consistent, so a reader finds the old statistics
    or the new ones. A version names its content: publishing it again writes the same
    items. Statistics that cannot be read are warned of once and count as none.
    Needs ``GetItem``, ``Query`` and, to publish, ``PutItem`` on the table.

    Args:
        client: A ready client.
        table_name: Comes from outside, so that this class reads no environment.
    """

    def __init__(self, client: DynamoDBClient, table_name: str) -> None:
        self._client = client
        self._table_name = table_name
        self._newest: dict[str, Statistics] = {}
        self._reported: set[str] = set()

    def current(self) -> Statistics | None:
        """Return the published statistics; read again only when the pointer moved."""
        return self._pointed_to(IS_CURRENT)

    def _pointed_to(self, pointer: str) -> Statistics | None:
        with unavailable_when_it_passes():
            item = self._pointer(pointer)
            if item is None:
                return None
            try:
                version, chunks = _pointed_to(item)
                if version not in self._newest:
                    # Two at most: what is current, and what is to come.
                    kept = list(self._newest.items())[-1:]
                    statistics = unpack(self._read(version, chunks), version)
                    self._newest = {**dict(kept), version: statistics}
                return self._newest[version]
            except DamagedStatisticsError as damage:
                self._report(damage)
                return None

    def _pointer(self, pointer: str) -> Pointer | None:
        answer = self._client.get_item(
            TableName=self._table_name, Key=pointer_key(pointer), ConsistentRead=True
        )
        return answer.get("Item")

    def publish(self, statistics: Statistics) -> None:
        """Keep the statistics, then point to them."""
        chunks = self._keep(statistics.version, pack(statistics))
        self._put(pointer_to(IS_CURRENT, statistics.version, chunks))
        self._reported.clear()

    def _keep(self, version: str, packed: bytes) -> str:
        """Keep what is packed under a version; return the number of chunks."""
        parts = [
            packed[start : start + CHUNK_BYTES]
            for start in range(0, len(packed), CHUNK_BYTES)
        ]
        for number, part in enumerate(parts):
            key = {"version": {"S": version}, "chunk": {"N": str(number)}}
            self._put({**key, "packed": {"B": part}})
        return str(len(parts))

    def _put(self, item: dict[str, Any]) -> None:
        with unavailable_when_it_passes():
            self._client.put_item(TableName=self._table_name, Item=item)

    def _read(self, version: str, chunks: str) -> bytes:
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table_name,
            ConsistentRead=True,
            KeyConditionExpression="#version = :version AND #chunk < :chunks",
            ExpressionAttributeNames={"#version": "version", "#chunk": "chunk"},
            ExpressionAttributeValues={
                ":version": {"S": version},
                ":chunks": {"N": chunks},
            },
        )
        items = [item for page in pages for item in page["Items"]]
        try:
            return b"".join(item["packed"]["B"] for item in items)
        except KeyError as error:
            raise DamagedStatisticsError(version, "an empty chunk") from error

    def _report(self, damage: DamagedStatisticsError) -> None:
        if str(damage) not in self._reported:
            self._reported.add(str(damage))
            _log.warning("no statistics in %s: %s", self._table_name, damage)


def _pointed_to(pointer: Pointer) -> tuple[str, str]:
    try:
        return pointer["published"]["S"], pointer["chunks"]["N"]
    except KeyError as error:
        raise DamagedStatisticsError(CURRENT, "does not name a version") from error
