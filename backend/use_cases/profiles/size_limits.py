"""Cut top items to what a store keeps, so that long lists lose only their ends."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from backend.taste_profile import MAX_TOP_ITEMS, TopItem
from backend.use_cases.profiles.profile import MAX_ITEM_BYTES
from backend.use_cases.profiles.record import top_item_record

MAX_LISTED_BYTES = MAX_ITEM_BYTES - 20_000
"""Of the top items; what else a kept item holds is small."""


def trim_to_limits(
    top_items: Sequence[TopItem],
    max_bytes: int = MAX_LISTED_BYTES,
    max_items: int = MAX_TOP_ITEMS,
) -> tuple[TopItem, ...]:
    """Leave out what is furthest down the lists, if it must be.

    Every list (of a source, kind and time range) is cut at the same place, or one
    sooner.

    Args:
        top_items: In the order of their lists.
        max_bytes: What they may take as JSON.
        max_items: How many there may be.

    Returns:
        The rest, in its order.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    places = []
    for item in top_items:
        listed = (item.source, item.kind, item.time_range)
        places.append(seen[listed])
        seen[listed] += 1
    left, kept = max_bytes, set()
    for at in sorted(range(len(places)), key=places.__getitem__)[:max_items]:
        left -= _size(top_items[at])
        if left < 0:
            break
        kept.add(at)
    return tuple(item for at, item in enumerate(top_items) if at in kept)


def _size(item: TopItem) -> int:
    """Return no less than the item takes as compact JSON, with its comma."""
    return len(json.dumps(top_item_record(item), ensure_ascii=False).encode()) + 1
