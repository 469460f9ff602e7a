"""As much of the lists as a kept profile has room for."""

from __future__ import annotations

import json
from collections.abc import Sequence

from backend.taste_profile import TopItem
from backend.use_cases.ports import MAX_ITEM_BYTES, ProfileItem
from backend.use_cases.records import to_record

MAX_BYTES = MAX_ITEM_BYTES - 40_000
"""Of the top items; what else a kept item holds is small."""


def fitting(
    top_items: Sequence[TopItem], max_bytes: int = MAX_BYTES
) -> tuple[TopItem, ...]:
    """Leave out what is furthest down the lists, if names are so long that it must be.

    Six lists of 100 with ordinary names take well under ``MAX_BYTES``.

    Returns:
        The rest, in its order.
    """
    item = ProfileItem(
        user_id="", top_items=tuple(top_items), visibility="hidden", updated_at=""
    )
    sizes = [_size(record) for record in to_record(item)["profile"]["top_items"]]
    left, kept = max_bytes, set()
    for place in sorted(range(len(sizes)), key=lambda at: top_items[at].rank or 0):
        left -= sizes[place]
        if left < 0:
            break
        kept.add(place)
    return tuple(item for place, item in enumerate(top_items) if place in kept)


def _size(record: object) -> int:
    """Return no less than the record takes as compact JSON, with its comma."""
    return len(json.dumps(record, ensure_ascii=False).encode()) + 1
