"""Statistics in DynamoDB that are to come and to go, beside those that are current."""

from __future__ import annotations

from typing import Any

from backend.stores._dynamodb_batches import write_all
from backend.stores._dynamodb_errors import unavailable_when_it_passes
from backend.stores.dynamodb_statistics import DynamoDbStatisticsStore, pointer_key
from backend.taste_profile import Statistics

_CURRENT, _COMING, _GOING, _COUNTED = "0", "1", "2", "3"


class DynamoDbStagedStatistics(DynamoDbStatisticsStore):
    """Chunks 1, 2 and 3 of ``current``: what comes, what goes, and when was counted.

    Every change is one write, or several in an order in which none is missed when the
    rest does not happen: done again, they come to the same. Needs ``DeleteItem`` and
    ``BatchWriteItem`` as well.
    """

    def stage(self, statistics: Statistics) -> None:
        """Keep statistics and announce them as to come."""
        self._point(_COMING, statistics.version, self._keep(statistics))

    def coming(self) -> Statistics | None:
        """Return what is to come."""
        return self._pointed_to(_COMING)

    def position(self) -> str:
        """Return the last user who was indexed under what is to come, or nothing."""
        return self._text(_COMING, "position") or ""

    def note(self, position: str) -> None:
        """Keep how far the indexing is."""
        with unavailable_when_it_passes():
            item = self._pointer(_COMING)
        if item is not None:
            self._put({**item, "position": {"S": position}})

    def switch(self) -> None:
        """Make current what is to come, and let go what was current."""
        with unavailable_when_it_passes():
            coming, current = self._pointer(_COMING), self._pointer(_CURRENT)
        if coming is None:
            return
        version, chunks = coming["published"]["S"], coming["chunks"]["N"]
        before = current["published"]["S"] if current else Statistics().version
        if before != version:
            # Noted first: what was derived from it would be found by nobody later.
            self._point(_GOING, before, current["chunks"]["N"] if current else "0")
            self._point(_CURRENT, version, chunks)
        self._delete(_COMING)

    def going(self) -> str | None:
        """Return the version that is to be removed."""
        return self._text(_GOING, "published")

    def forget_going(self) -> None:
        """Remove its statistics."""
        with unavailable_when_it_passes():
            item = self._pointer(_GOING)
        if item is None:
            return
        keys = (
            {"version": item["published"], "chunk": {"N": str(chunk)}}
            for chunk in range(int(item["chunks"]["N"]))
        )
        write_all(self._client, self._table_name, delete=keys)
        self._delete(_GOING)

    def counted_at(self) -> str | None:
        """Return when people were last counted."""
        return self._text(_COUNTED, "counted_at")

    def note_counted(self, at: str) -> None:
        """Keep when people were counted."""
        self._put({**pointer_key(_COUNTED), "counted_at": {"S": at}})

    def _text(self, pointer: str, name: str) -> str | None:
        with unavailable_when_it_passes():
            item: Any = self._pointer(pointer)
        return item[name]["S"] if item is not None and name in item else None

    def _delete(self, pointer: str) -> None:
        with unavailable_when_it_passes():
            self._client.delete_item(
                TableName=self._table_name, Key=pointer_key(pointer)
            )
