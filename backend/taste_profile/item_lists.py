"""Lists of a source: from plays, ranks or likes to each item's share of the list."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from backend.taste_profile.algorithm import TIME_RANGE_WEIGHTS
from backend.taste_profile.feature_keys import artist_key, track_key
from backend.taste_profile.top_items import ItemKind, ListedItem, TimeRange

Shares = Mapping[str, float]


def item_key(item: ListedItem) -> str:
    """Return the feature key of the artist or track itself."""
    if item.kind == "artist":
        return artist_key(item.name)
    return track_key(item.artists[0], item.name)


def weighted_lists(
    items: Iterable[ListedItem], kind: ItemKind
) -> Iterator[tuple[float, Shares]]:
    """Split items of one kind into one list per time range, whatever their sources.

    Yields:
        The weight of the time range, and each item's share of its list.
    """
    lists: dict[TimeRange, dict[str, list[ListedItem]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for item in items:
        if item.kind == kind:
            lists[item.time_range][item.source].append(item)
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


def list_shares(members: Sequence[ListedItem]) -> Shares:
    """Return each item's share of one list's listening; shares add up to 1.

    Plays or ranks, whichever more items have, plays if as many; without both, all
    items are liked alike. ``1 / rank`` stands for plays (Zipf's law; of the exponents
    tried, 1 finds friends best). An item without what the others have counts as the
    one with the fewest plays, or as the last. An item named twice counts once: its
    plays add up, its best rank stands.

    Examples:
        >>> from backend.taste_profile import TopItem
        >>> list_shares([TopItem(kind="artist", name="Low", plays=3),
        ...              TopItem(kind="artist", name="Ride", plays=1)])
        {'a1|low': 0.75, 'a1|ride': 0.25}
    """
    amounts: dict[str, float] = defaultdict(float)
    plays = [item.plays for item in members if item.plays is not None]
    ranked = sum(item.rank is not None for item in members)
    if plays and len(plays) >= ranked:
        for item in members:
            if item.plays is not None:
                amounts[item_key(item)] += item.plays
        fewest = min(plays)
        for item in members:
            if item.plays is None:
                amounts.setdefault(item_key(item), fewest)
    else:
        for item in members:
            key, rank = item_key(item), item.rank or len(members)
            amounts[key] = max(amounts[key], 1 / rank if ranked else 1.0)
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
