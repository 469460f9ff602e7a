"""Statistics in DynamoDB that are to come and to go, beside those that are current."""

from __future__ import annotations

from backend.stores._aws_errors import unavailable_when_it_passes
from backend.stores._packed_statistics import pack
from backend.stores.dynamodb._statistics_pointers import (
    ABSENT,
    IS_BEGUN,
    IS_COMING,
    IS_CURRENT,
    IS_GOING,
    WAS_COUNTED,
    Change,
    Pointer,
    deleted,
    pointer_key,
    pointer_to,
    pointing_to,
    unmoved,
)
from backend.stores.dynamodb.unfinished_counts import DynamoDbBegunCounts
from backend.taste_profile import Statistics
from backend.use_cases.community.statistics_stages import RetiringVersion


class DynamoDbStagedStatistics(DynamoDbBegunCounts):
    """Chunks 1, 2 and 3 of ``current``: what comes, what goes, and when was counted.

    Pointers move in transactions, each under the condition that they still point to
    where the mover believes; so something comes or something goes, never both. Needs
    ``DeleteItem``, ``BatchWriteItem`` and ``ConditionCheckItem`` as well.
    """

    def stage(self, statistics: Statistics, at: str, count: str = "") -> bool:
        """Keep statistics and announce them, unless others are to come or to go.

        What is announced and cannot be read, nobody could go on with: it is let go.
        """
        with unavailable_when_it_passes():
            coming = self._pointer(IS_COMING)
        if coming is not None:
            if self.staged() is None:
                self._let_go(coming, at)
            return False
        version = statistics.version
        chunks = self._keep(version, pack(statistics))
        announced = self._move(
            {"Put": {"Item": pointer_to(IS_COMING, version, chunks), **ABSENT}},
            unmoved(IS_GOING, ""),
            unmoved(IS_BEGUN, count),
        )
        if not announced and not self._is_named(version):
            self._forget(version, chunks)
        return announced

    def staged(self) -> Statistics | None:
        """Return what is to come."""
        return self._pointed_to(IS_COMING)

    def position(self) -> str:
        """Return the last user who was indexed under what is to come, or nothing."""
        return self._text(IS_COMING, "position") or ""

    def note(self, version: str, position: str) -> bool:
        """Keep how far the indexing is, while this version is to come."""
        with unavailable_when_it_passes():
            item = self._pointer(IS_COMING)
        if item is None:
            return False
        noted = {**item, "position": {"S": position}}
        return self._move({"Put": {"Item": noted, **pointing_to(version)}})

    def switch(self, version: str, at: str) -> bool:
        """Make current the version that is to come, and let go what was current."""
        with unavailable_when_it_passes():
            coming, current = self._pointer(IS_COMING), self._pointer(IS_CURRENT)
        if coming is None:
            return False
        arrived = deleted(IS_COMING, version)
        before = current["published"]["S"] if current else Statistics().version
        if before == version:
            return self._move(arrived)
        standing = pointing_to(before if current else "")
        chunks = current["chunks"]["N"] if current else "0"
        new = pointer_to(IS_CURRENT, version, coming["chunks"]["N"])
        return self._move(
            arrived,
            {"Put": {"Item": new, **standing}},
            _gone_since(at, before, chunks),
        )

    def retiring(self) -> RetiringVersion | None:
        """Return the version that is to be removed."""
        with unavailable_when_it_passes():
            item = self._pointer(IS_GOING)
        if item is None:
            return None
        return RetiringVersion(item["published"]["S"], item["since"]["S"])

    def forget_going(self, version: str) -> None:
        """Remove its statistics."""
        item = self._pointer_at(IS_GOING, version)
        if item is not None:
            self._forget(version, item["chunks"]["N"])
            self._move(deleted(IS_GOING, version))

    def counted_at(self) -> str | None:
        """Return when people were last counted."""
        return self._text(WAS_COUNTED, "counted_at")

    def note_counted(self, at: str) -> None:
        """Keep when people were counted."""
        self._put({**pointer_key(WAS_COUNTED), "counted_at": {"S": at}})

    def _let_go(self, coming: Pointer, at: str) -> None:
        version, chunks = coming["published"]["S"], coming["chunks"]["N"]
        self._move(
            deleted(IS_COMING, version),
            _gone_since(at, version, chunks),
        )


def _gone_since(at: str, version: str, chunks: str) -> Change:
    item = {**pointer_to(IS_GOING, version, chunks), "since": {"S": at}}
    return {"Put": {"Item": item, **ABSENT}}
