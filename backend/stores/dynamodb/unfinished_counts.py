"""Begun counts of the population in DynamoDB, beside the statistics."""

from __future__ import annotations

from backend.stores._aws_errors import unavailable_when_it_passes
from backend.stores._packed_statistics import DamagedStatisticsError
from backend.stores.dynamodb._batches import write_all
from backend.stores.dynamodb._packed_counts import pack_count, unpack_count
from backend.stores.dynamodb._statistics_pointers import (
    IS_BEGUN,
    IS_COMING,
    IS_CURRENT,
    IS_GOING,
    Change,
    Pointer,
    deleted,
    move,
    pointer_to,
    pointing_to,
)
from backend.stores.dynamodb.statistics import DynamoDbStatisticsStore
from backend.use_cases.community.statistics_stages import BegunCount


class DynamoDbBegunCounts(DynamoDbStatisticsStore):
    """Chunk 4 of ``current`` points to the count that is to be gone on with.

    A count is kept under a name of its own each time; then the pointer moves, if it
    still points to what was gone on with; then what was before is removed. Needs
    ``DeleteItem`` and ``BatchWriteItem`` as well.
    """

    def begun(self) -> BegunCount | None:
        """Return the count that is to be gone on with.

        One that cannot be read, or was made by another algorithm, is begun anew.
        """
        with unavailable_when_it_passes():
            item = self._pointer(IS_BEGUN)
            if item is None:
                return None
            name, chunks = item["published"]["S"], item["chunks"]["N"]
            try:
                return unpack_count(self._read(name, chunks), name)
            except DamagedStatisticsError as damage:
                self._report(damage)
        self.forget_count(name)
        return None

    def keep_count(self, begun: BegunCount) -> bool:
        """Keep how far a count has come, unless another went on with what it names."""
        name, packed = pack_count(begun)
        before = self._pointer_at(IS_BEGUN, begun.name)
        chunks = self._keep(name, packed)
        item = pointer_to(IS_BEGUN, name, chunks)
        is_kept = self._move({"Put": {"Item": item, **pointing_to(begun.name)}})
        if is_kept and before is not None and begun.name != name:
            self._forget(begun.name, before["chunks"]["N"])
        if not is_kept and not self._is_named(name):
            self._forget(name, chunks)
        return is_kept

    def forget_count(self, name: str) -> None:
        """Remove what is kept of a count, unless another went on with it."""
        item = self._pointer_at(IS_BEGUN, name)
        if item is not None:
            self._forget(name, item["chunks"]["N"])
            self._move(deleted(IS_BEGUN, name))

    def _is_named(self, version: str) -> bool:
        pointers = (IS_BEGUN, IS_COMING, IS_CURRENT, IS_GOING)
        return version in {self._text(pointer, "published") for pointer in pointers}

    def _pointer_at(self, pointer: str, version: str) -> Pointer | None:
        """Return a pointer if it points to a version."""
        with unavailable_when_it_passes():
            item = self._pointer(pointer)
        if item is None or item["published"]["S"] != version:
            return None
        return item

    def _forget(self, version: str, chunks: str) -> None:
        keys = (
            {"version": {"S": version}, "chunk": {"N": str(chunk)}}
            for chunk in range(int(chunks))
        )
        write_all(self._client, self._table_name, delete=keys)

    def _text(self, pointer: str, name: str) -> str | None:
        with unavailable_when_it_passes():
            item = self._pointer(pointer)
        return item[name]["S"] if item is not None and name in item else None

    def _move(self, *changes: Change) -> bool:
        return move(self._client, self._table_name, *changes)
