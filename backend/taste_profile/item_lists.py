"""One list of a source (a kind and a time range): from places or plays to weights."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from backend.taste_profile.algorithm import PLAY_EXPONENT, TIME_RANGE_WEIGHTS
from backend.taste_profile.feature_keys import artist_key, track_key
from backend.taste_profile.top_items import ItemKind, TopItem


def item_key(item: TopItem) -> str:
    """Return the feature key of the artist or track itself."""
    if item.kind == "artist":
        return artist_key(item.name)
    return track_key(item.artists[0], item.name)


def combined_weights(items: Iterable[TopItem], kind: ItemKind) -> dict[str, float]:
    """Weigh every list of one kind by itself and add the lists up by time range.

    Returns:
        Feature key of the item to its weight (> 0), in the order first seen.
    """
    lists: dict[tuple[str, str], list[TopItem]] = defaultdict(list)
    for item in items:
        if item.kind == kind:
            lists[item.source, item.time_range].append(item)
    combined: dict[str, float] = defaultdict(float)
    for members in lists.values():
        share = TIME_RANGE_WEIGHTS[members[0].time_range]
        for key, weight in list_weights(members).items():
            combined[key] += share * weight
    return dict(combined)


def list_weights(members: Sequence[TopItem]) -> dict[str, float]:
    """Weigh the items of one list.

    Plays when every item has them; else ranks; a list with neither counts all items
    alike. An item named twice counts once: its plays add up, its best rank stands.

    Returns:
        Feature key to weight in (0, 1].
    """
    if all(item.plays is not None for item in members):
        plays: dict[str, int] = defaultdict(int)
        for item in members:
            plays[item_key(item)] += item.plays or 0
        return play_weights(plays)
    if all(item.rank is None for item in members):
        return {item_key(item): 1.0 for item in members}
    ranks: dict[str, int] = {}
    for item in members:
        key, rank = item_key(item), item.rank or len(members)
        ranks[key] = min(rank, ranks.get(key, rank))
    return {key: rank_weight(rank) for key, rank in ranks.items()}


def rank_weight(rank: int) -> float:
    """Return the weight of a place in an ordered list, in (0, 1].

    ``1 / log2(1 + rank)``: the discount of DCG (Jarvelin & Kekalainen 2002). Of the
    rank weights tried it finds friends best, and falls about as the root of plays.

    Examples:
        >>> rank_weight(1), rank_weight(3)
        (1.0, 0.5)
    """
    return 1 / math.log2(1 + rank)


def play_weights(plays: dict[str, int]) -> dict[str, float]:
    """Return weights of play counts relative to the most played, in (0, 1]."""
    peak = max(plays.values())
    return {key: (count / peak) ** PLAY_EXPONENT for key, count in plays.items()}
