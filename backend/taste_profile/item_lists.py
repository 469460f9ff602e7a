"""Lists of a source: from plays, ranks or likes to each item's share of the list."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from backend.taste_profile.algorithm import TIME_RANGE_WEIGHTS
from backend.taste_profile.feature_keys import artist_key, track_key
from backend.taste_profile.top_items import ItemKind, TopItem

Shares = Mapping[str, float]


def item_key(item: TopItem) -> str:
    """Return the feature key of the artist or track itself."""
    if item.kind == "artist":
        return artist_key(item.name)
    return track_key(item.artists[0], item.name)


def weighted_lists(
    items: Iterable[TopItem], kind: ItemKind
) -> Iterator[tuple[float, Shares]]:
    """Split items of one kind into their lists (source and time range).

    Yields:
        The weight of the list's time range, and each item's share of the list.
    """
    lists: dict[tuple[str, str], list[TopItem]] = defaultdict(list)
    for item in items:
        if item.kind == kind:
            lists[item.source, item.time_range].append(item)
    for members in lists.values():
        yield TIME_RANGE_WEIGHTS[members[0].time_range], list_shares(members)


def list_shares(members: Sequence[TopItem]) -> Shares:
    """Return each item's share of one list's listening; shares add up to 1.

    Plays when every item has them; else ``1 / rank`` stands for plays (Zipf's law; of
    the exponents tried, 1 finds friends best); else all items are liked alike. An
    item named twice counts once: its plays add up, its best rank stands.

    Examples:
        >>> list_shares([TopItem(kind="artist", name="Low", plays=3),
        ...              TopItem(kind="artist", name="Ride", plays=1)])
        {'a1|low': 0.75, 'a1|ride': 0.25}
    """
    amounts: dict[str, float] = defaultdict(float)
    if all(item.plays is not None for item in members):
        for item in members:
            amounts[item_key(item)] += item.plays or 0
    else:
        is_ranked = any(item.rank is not None for item in members)
        for item in members:
            key, rank = item_key(item), item.rank or len(members)
            amounts[key] = max(amounts[key], 1 / rank if is_ranked else 1.0)
    total = math.fsum(amounts.values())
    return {key: amount / total for key, amount in amounts.items()}


def mixed(lists: Sequence[tuple[float, Shares]]) -> Shares:
    """Mix lists by their weights into one; shares add up to 1 again.

    Returns:
        Feature key to share, in the order first seen; empty without lists.
    """
    total = math.fsum(weight for weight, _ in lists)
    shares: dict[str, float] = defaultdict(float)
    for weight, listed in lists:
        for key, share in listed.items():
            shares[key] += weight / total * share
    return dict(shares)
