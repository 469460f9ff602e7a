"""Statistics in a DynamoDB table, in chunks."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from backend.stores._admission import CURRENT
from backend.stores._dynamodb_errors import unavailable_when_it_passes
from backend.stores._packed_statistics import DamagedStatisticsError, pack, unpack
from backend.taste_profile import Statistics

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

CHUNK_BYTES = 350_000
"""An item may take 400 KB, key and names included."""

_CURRENT = "0"

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
        return self._pointed_to(_CURRENT)

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
                    self._newest = {**dict(kept), version: self._read(version, chunks)}
                return self._newest[version]
            except DamagedStatisticsError as damage:
                self._report(damage)
                return None

    def _pointer(self, pointer: str) -> Mapping[str, Any] | None:
        answer = self._client.get_item(
            TableName=self._table_name, Key=pointer_key(pointer), ConsistentRead=True
        )
        return answer.get("Item")

    def publish(self, statistics: Statistics) -> None:
        """Keep the statistics, then point to them."""
        self._point(_CURRENT, statistics.version, self._keep(statistics))
        self._reported.clear()

    def _keep(self, statistics: Statistics) -> str:
        """Keep the statistics; return the number of chunks."""
        packed = pack(statistics)
        parts = [
            packed[start : start + CHUNK_BYTES]
            for start in range(0, len(packed), CHUNK_BYTES)
        ]
        version = {"S": statistics.version}
        for number, part in enumerate(parts):
            chunk = {"N": str(number)}
            self._put({"version": version, "chunk": chunk, "packed": {"B": part}})
        return str(len(parts))

    def _point(self, pointer: str, version: str, chunks: str, **more: Any) -> None:
        named = {"published": {"S": version}, "chunks": {"N": chunks}}
        self._put({**pointer_key(pointer), **named, **more})

    def _put(self, item: dict[str, Any]) -> None:
        with unavailable_when_it_passes():
            self._client.put_item(TableName=self._table_name, Item=item)

    def _read(self, version: str, chunks: str) -> Statistics:
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
            packed = b"".join(item["packed"]["B"] for item in items)
        except KeyError as error:
            raise DamagedStatisticsError(version, "an empty chunk") from error
        return unpack(packed, version)

    def _report(self, damage: DamagedStatisticsError) -> None:
        if str(damage) not in self._reported:
            self._reported.add(str(damage))
            _log.warning("no statistics in %s: %s", self._table_name, damage)


def pointer_key(pointer: str) -> dict[str, Any]:
    """Return the keys of a pointer, of which ``current`` has several."""
    return {"version": {"S": CURRENT}, "chunk": {"N": pointer}}


def _pointed_to(pointer: Mapping[str, Any]) -> tuple[str, str]:
    try:
        return pointer["published"]["S"], pointer["chunks"]["N"]
    except KeyError as error:
        raise DamagedStatisticsError(CURRENT, "does not name a version") from error
