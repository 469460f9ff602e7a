"""Statistics in DynamoDB that are to come and to go, beside those that are current."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from backend.stores._dynamodb_batches import write_all
from backend.stores._dynamodb_errors import error_code, unavailable_when_it_passes
from backend.stores.dynamodb_statistics import DynamoDbStatisticsStore, pointer_key
from backend.taste_profile import Statistics
from backend.use_cases.errors import StoreUnavailableError

_CURRENT, _COMING, _GOING, _COUNTED = "0", "1", "2", "3"
_ABSENT = {"ConditionExpression": "attribute_not_exists(published)"}


class DynamoDbStagedStatistics(DynamoDbStatisticsStore):
    """Chunks 1, 2 and 3 of ``current``: what comes, what goes, and when was counted.

    Pointers move in transactions, each under the condition that they still point to
    where the mover believes; so something comes or something goes, never both. Needs
    ``DeleteItem``, ``BatchWriteItem`` and ``ConditionCheckItem`` as well.
    """

    def stage(self, statistics: Statistics) -> bool:
        """Keep statistics and announce them, unless others are to come or to go.

        What is announced and cannot be read, nobody could go on with: it is let go.
        """
        with unavailable_when_it_passes():
            coming = self._pointer(_COMING)
        if coming is not None:
            if self.coming() is None:
                self._let_go(coming)
            return False
        version, chunks = statistics.version, self._keep(statistics)
        announced = self._change(
            {"Put": {"Item": _pointer_to(_COMING, version, chunks), **_ABSENT}},
            {"ConditionCheck": {"Key": pointer_key(_GOING), **_ABSENT}},
        )
        if not announced and not self._is_named(version):
            self._forget(version, chunks)
        return announced

    def coming(self) -> Statistics | None:
        """Return what is to come."""
        return self._pointed_to(_COMING)

    def position(self) -> str:
        """Return the last user who was indexed under what is to come, or nothing."""
        return self._text(_COMING, "position") or ""

    def note(self, version: str, position: str) -> bool:
        """Keep how far the indexing is, while this version is to come."""
        with unavailable_when_it_passes():
            item = self._pointer(_COMING)
        if item is None:
            return False
        noted = {**item, "position": {"S": position}}
        return self._change({"Put": {"Item": noted, **_pointing_to(version)}})

    def switch(self, version: str) -> bool:
        """Make current the version that is to come, and let go what was current."""
        with unavailable_when_it_passes():
            coming, current = self._pointer(_COMING), self._pointer(_CURRENT)
        if coming is None:
            return False
        arrived = _deleted(_COMING, version)
        before = current["published"]["S"] if current else Statistics().version
        if before == version:
            return self._change(arrived)
        unmoved = _pointing_to(before) if current else _ABSENT
        chunks = current["chunks"]["N"] if current else "0"
        new = _pointer_to(_CURRENT, version, coming["chunks"]["N"])
        return self._change(
            arrived,
            {"Put": {"Item": new, **unmoved}},
            {"Put": {"Item": _pointer_to(_GOING, before, chunks), **_ABSENT}},
        )

    def going(self) -> str | None:
        """Return the version that is to be removed."""
        return self._text(_GOING, "published")

    def forget_going(self, version: str) -> None:
        """Remove its statistics."""
        with unavailable_when_it_passes():
            item = self._pointer(_GOING)
        if item is not None and item["published"]["S"] == version:
            self._forget(version, item["chunks"]["N"])
            self._change(_deleted(_GOING, version))

    def counted_at(self) -> str | None:
        """Return when people were last counted."""
        return self._text(_COUNTED, "counted_at")

    def note_counted(self, at: str) -> None:
        """Keep when people were counted."""
        self._put({**pointer_key(_COUNTED), "counted_at": {"S": at}})

    def _let_go(self, coming: Mapping[str, Any]) -> None:
        version, chunks = coming["published"]["S"], coming["chunks"]["N"]
        self._change(
            _deleted(_COMING, version),
            {"Put": {"Item": _pointer_to(_GOING, version, chunks), **_ABSENT}},
        )

    def _is_named(self, version: str) -> bool:
        pointers = (_COMING, _CURRENT, _GOING)
        return version in {self._text(pointer, "published") for pointer in pointers}

    def _forget(self, version: str, chunks: str) -> None:
        keys = (
            {"version": {"S": version}, "chunk": {"N": str(chunk)}}
            for chunk in range(int(chunks))
        )
        write_all(self._client, self._table_name, delete=keys)

    def _text(self, pointer: str, name: str) -> str | None:
        with unavailable_when_it_passes():
            item: Any = self._pointer(pointer)
        return item[name]["S"] if item is not None and name in item else None

    def _change(self, *changes: dict[str, dict[str, Any]]) -> bool:
        """Make all changes; ``False``, and none is made, when a condition fails."""
        items: Any = [
            {kind: {"TableName": self._table_name, **change}}
            for one in changes
            for kind, change in one.items()
        ]
        try:
            with unavailable_when_it_passes():
                self._client.transact_write_items(TransactItems=items)
        except ClientError as error:
            if error_code(error) != "TransactionCanceledException":
                raise
            answer: Mapping[str, Any] = error.response
            reasons = {r.get("Code") for r in answer.get("CancellationReasons", ())}
            if "ConditionalCheckFailed" not in reasons:
                raise StoreUnavailableError("another change was under way") from error
            return False
        return True


def _pointer_to(pointer: str, version: str, chunks: str) -> dict[str, Any]:
    named = {"published": {"S": version}, "chunks": {"N": chunks}}
    return {**pointer_key(pointer), **named}


def _pointing_to(version: str) -> dict[str, Any]:
    return {
        "ConditionExpression": "published = :version",
        "ExpressionAttributeValues": {":version": {"S": version}},
    }


def _deleted(pointer: str, version: str) -> dict[str, dict[str, Any]]:
    return {"Delete": {"Key": pointer_key(pointer), **_pointing_to(version)}}
