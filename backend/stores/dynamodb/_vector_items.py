"""Items of the table of vectors: one per user and version of the statistics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backend.stores.dynamodb._packed_vectors import (
    DamagedVectorError,
    PackedVector,
    unpack,
)
from backend.taste_profile import Visibility, is_visibility
from backend.use_cases.community.indexed import Indexed


@dataclass(frozen=True, slots=True)
class IndexTables:
    """Names of the derived tables.

    Args:
        vectors: Keys ``user_id`` (S) and ``version`` (S).
        features: Keys ``feature`` (S) and ``place`` (S).
    """

    vectors: str
    features: str


@dataclass(frozen=True, slots=True)
class VectorItem:
    """An item as a reader needs it."""

    user_id: str
    stamp: str
    visibility: Visibility
    packed: PackedVector

    @property
    def indexed(self) -> Indexed:
        """What is known beside the taste."""
        return Indexed(self.stamp, self.visibility, self.packed.local_scale)


def vector_key(user_id: str, version: str) -> dict[str, Any]:
    """Return the keys of an item."""
    return {"user_id": {"S": user_id}, "version": {"S": version}}


def read_vector_item(attributes: Mapping[str, Any]) -> VectorItem | None:
    """Return an item; ``None`` when it is being removed, or none of ours."""
    try:
        visibility = attributes["visibility"]["S"]
        if not is_visibility(visibility):
            return None
        return VectorItem(
            attributes["user_id"]["S"],
            attributes["stamp"]["S"],
            visibility,
            unpack(attributes["packed"]["B"]),
        )
    except (KeyError, DamagedVectorError):
        return None
