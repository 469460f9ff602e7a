"""Lists of a source: from plays, ranks or likes to each item's share of the list."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from backend.taste_profile.algorithm import TIME_RANGE_WEIGHTS
from backend.taste_profile.feature_keys import artist_key, track_key
from backend.taste_profile.top_items import ItemKind, ListedItem, TimeRange

Shares = Mapping[str, float]
Keyed = tuple[str, ListedItem]
"""The feature key of an artist or track, and what a list says of it."""


def item_key(item: ListedItem) -> str:
    """Return the feature key of the artist or track itself."""
    if item.kind == "artist":
        return artist_key(item.name)
    return track_key(item.artists[0], item.name)


def keyed(items: Iterable[ListedItem]) -> list[Keyed]:
    """Return items with their keys, so that each key is made once."""
    return [(item_key(item), item) for item in items]


def weighted_lists(
    items: Iterable[Keyed], kind: ItemKind
) -> Iterator[tuple[float, Shares]]:
    """Split items of one kind into one list per time range, whatever their sources.

    Yields:
        The weight of the time range, and each item's share of its list.
    """
    lists: dict[TimeRange, dict[str, list[Keyed]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for member in items:
        item = member[1]
        if item.kind == kind:
            lists[item.time_range][item.source].append(member)
    for time_range, by_source in lists.items():
        shares = united([list_shares(members) for members in by_source.values()])
        yield TIME_RANGE_WEIGHTS[time_range], shares


def united(lists: Sequence[Shares]) -> Shares:
    """Unite what several sources say of the same time; shares add up to 1 again.

    Every item counts as much as in the source that hears it most. So the same
    listening seen twice is as if it were seen once, and listening of which each source
    sees another part adds up.

    Examples:
        >>> united([{"a1|low": 1.0}, {"a1|low": 1.0}])
        {'a1|low': 1.0}
        >>> united([{"a1|low": 1.0}, {"a1|ride": 1.0}])
        {'a1|low': 0.5, 'a1|ride': 0.5}
    """
    if len(lists) == 1:
        return lists[0]
    most: dict[str, float] = {}
    for shares in lists:
        for key, share in shares.items():
            most[key] = max(share, most.get(key, 0.0))
    total = math.fsum(most.values())
    return {key: share / total for key, share in most.items()}


def list_shares(members: Sequence[Keyed]) -> Shares:
    """Return each item's share of one list's listening; shares add up to 1.

    Plays or ranks, whichever more items have, plays if as many; without both, all
    items are liked alike. ``1 / rank`` stands for plays (Zipf's law; of the exponents
    tried, 1 finds friends best). An item without what the others have counts as the
    one with the fewest plays, or as the last. An item named twice counts once: its
    plays add up, its best rank stands.

    Examples:
        >>> from backend.taste_profile import TopItem
        >>> low = TopItem(kind="artist", name="Low", plays=3)
        >>> ride = TopItem(kind="artist", name="Ride", plays=1)
        >>> list_shares(keyed([low, ride]))
        {'a1|low': 0.75, 'a1|ride': 0.25}
    """
    amounts: dict[str, float] = defaultdict(float)
    plays = [item.plays for _, item in members if item.plays is not None]
    ranked = sum(item.rank is not None for _, item in members)
    if plays and len(plays) >= ranked:
        for key, item in members:
            if item.plays is not None:
                amounts[key] += item.plays
        fewest = min(plays)
        for key, item in members:
            if item.plays is None:
                amounts.setdefault(key, fewest)
    else:
        last = len(members)
        for key, item in members:
            amount = 1 / (item.rank or last) if ranked else 1.0
            if amount > amounts[key]:
                amounts[key] = amount
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
        part = weight / total
        for key, share in listed.items():
            shares[key] += part * share
    return dict(shares)
