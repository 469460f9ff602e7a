"""From plain lists to weights in exact arithmetic: the formula written once more.

Shares no code with the core, only the numbers that were chosen. Names are keys as
they stand, so tastes must use names that need no folding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import wraps
from hashlib import blake2b
from typing import Any, ParamSpec, TypeVar

from backend.taste_profile.algorithm import (
    DEPTH_SLOPE,
    GUEST_ARTIST_WEIGHT,
    MAX_FEATURES,
    TIME_RANGE_WEIGHTS,
    TRACK_LIST_WEIGHT,
)

Item = Mapping[str, Any]
Exact = Mapping[str, Mapping[str, Decimal]]
Weights = Mapping[str, Mapping[str, Fraction]]

P = ParamSpec("P")
T = TypeVar("T")

DIGITS = 50


def exactly(function: Callable[P, T]) -> Callable[P, T]:
    """Compute with ``DIGITS`` digits, whatever the caller's decimal context is."""

    @wraps(function)
    def computed(*args: P.args, **kwargs: P.kwargs) -> T:
        with localcontext(prec=DIGITS):
            return function(*args, **kwargs)

    return computed


def chosen(number: float) -> Fraction:
    """Return a constant as it is written, not as the nearest binary fraction."""
    return Fraction(str(number))


def in_digits(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def depth(share: Fraction) -> Decimal:
    return in_digits(1 + chosen(DEPTH_SLOPE) * share).ln()


@exactly
def exact_weights(items: Sequence[Item]) -> Exact:
    """Return the weights of a taste before they are rounded to millionths."""
    artist_lists, track_lists = list(_lists(items, "artist")), []
    of_tracks = [item for item in items if item["kind"] == "track"]
    # Of several credits the longest, and of as long ones the first by name.
    by_length = sorted(of_tracks, key=lambda i: (-len(i["artists"]), i["artists"]))
    credited = {_key(item): item["artists"] for item in reversed(by_length)}
    for weight, tracks in _lists(items, "track"):
        track_lists.append((weight, tracks))
        heard: dict[str, Fraction] = defaultdict(Fraction)
        for key, share in tracks.items():
            main, *guests = credited[key]
            heard[f"a1|{main}"] += share
            for guest in guests:
                heard[f"a1|{guest}"] += share * chosen(GUEST_ARTIST_WEIGHT)
        artist_lists.append((weight * chosen(TRACK_LIST_WEIGHT), _normalised(heard)))
    artists, tracks = _mixed(artist_lists), _mixed(track_lists)
    blocks = {
        "artist": {key: in_digits(share) for key, share in artists.items()},
        "track": {key: in_digits(share) for key, share in tracks.items()},
        "genre": _genres(items, {**artists, **tracks}),
        "era": _eras(items, tracks),
    }
    return {kind: _strongest(kind, block) for kind, block in blocks.items() if block}


@exactly
def rounded(weights: Exact) -> Weights:
    """Return weights in whole millionths, at least one."""
    return {
        kind: {key: Fraction(max(1, round(w * 10**6)), 10**6) for key, w in b.items()}
        for kind, b in weights.items()
    }


def _key(item: Item) -> str:
    if item["kind"] == "artist":
        return f"a1|{item['name']}"
    return f"t1|{item['artists'][0]}|{item['name']}"


def _lists(
    items: Sequence[Item], kind: str
) -> Iterator[tuple[Fraction, Mapping[str, Fraction]]]:
    lists: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        if item["kind"] == kind:
            place = item.get("time_range", "long_term"), item.get("source", "top_items")
            lists[place].append(item)
    shares = {place: _normalised(_amounts(items)) for place, items in lists.items()}
    weights: Mapping[str, float] = dict(TIME_RANGE_WEIGHTS.items())
    for time_range in {place[0]: None for place in lists}:
        heard = [s for (of, _), s in shares.items() if of == time_range]
        keys = {key: None for one in heard for key in one}
        most = {key: max(one.get(key, Fraction(0)) for one in heard) for key in keys}
        yield chosen(weights[time_range]), _normalised(most)


def _amounts(members: Sequence[Item]) -> Mapping[str, Fraction]:
    amounts: dict[str, Fraction] = defaultdict(Fraction)
    played = [item for item in members if "plays" in item]
    if played and len(played) >= sum("rank" in item for item in members):
        for item in played:
            amounts[_key(item)] += item["plays"]
        fewest = Fraction(min(item["plays"] for item in played))
        return {**{_key(item): fewest for item in members}, **amounts}
    is_ranked = any("rank" in item for item in members)
    for item in members:
        rank = item.get("rank", len(members)) if is_ranked else 1
        amounts[_key(item)] = max(amounts[_key(item)], Fraction(1, rank))
    return amounts


def _normalised(amounts: Mapping[str, Fraction]) -> Mapping[str, Fraction]:
    total = sum(amounts.values())
    return {key: amount / total for key, amount in amounts.items()}


def _mixed(
    lists: Sequence[tuple[Fraction, Mapping[str, Fraction]]],
) -> Mapping[str, Fraction]:
    mixed: dict[str, Fraction] = defaultdict(Fraction)
    for weight, shares in lists:
        for key, share in shares.items():
            mixed[key] += weight * share
    return _normalised(mixed) if mixed else {}


def _genres(
    items: Sequence[Item], shares: Mapping[str, Fraction]
) -> Mapping[str, Decimal]:
    tags: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for item in items:
        for genre, weight in item.get("genres", {}).items():
            known = tags[_key(item)].get(f"g1|{genre}", Fraction(0))
            tags[_key(item)][f"g1|{genre}"] = max(known, Fraction(weight))
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for key, carried in tags.items():
        roots = {genre: in_digits(weight).sqrt() for genre, weight in carried.items()}
        for genre, root in roots.items():
            sums[genre] += depth(shares[key]) * root / sum(roots.values())
    return {genre: amount.sqrt() for genre, amount in sums.items()}


def _eras(
    items: Sequence[Item], tracks: Mapping[str, Fraction]
) -> Mapping[str, Decimal]:
    decades = {
        _key(item): f"e1|{item['release_date'][:3]}0s"
        for item in sorted(items, key=lambda i: i.get("release_date", ""), reverse=True)
        if "release_date" in item
    }
    sums: dict[str, Fraction] = defaultdict(Fraction)
    for key, decade in decades.items():
        sums[decade] += tracks[key]
    return {decade: in_digits(share).sqrt() for decade, share in sums.items()}


def _strongest(kind: str, block: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    total = sum(block.values())
    limits: Mapping[str, int] = dict(MAX_FEATURES.items())

    def place(key: str) -> tuple[Decimal, bytes]:
        return -block[key], blake2b(key.encode(), digest_size=8).digest()

    order = sorted(block, key=place)[: limits[kind]]
    return {key: block[key] / total for key in order}
