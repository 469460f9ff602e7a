"""From top items to feature weights: what a person's own lists say, before idf."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from operator import itemgetter

from backend.taste_profile.algorithm import (
    GUEST_ARTIST_WEIGHT,
    MAX_FEATURES,
    TRACK_LIST_WEIGHT,
)
from backend.taste_profile.feature_keys import (
    FeatureKind,
    artist_key,
    era_key,
    genre_key,
)
from backend.taste_profile.item_lists import (
    Keyed,
    Shares,
    keyed,
    mixed,
    weighted_lists,
)
from backend.taste_profile.readings import depth
from backend.taste_profile.top_items import ListedItem

BlockWeights = Mapping[FeatureKind, Shares]

WEIGHT_STEPS = 1_000_000


def feature_weights(top_items: Sequence[ListedItem]) -> BlockWeights:
    """Aggregate top items into weights, one block per kind of feature.

    A weight is the feature's share of the person's listening, as far as the lists
    tell. Lists of different time ranges mix by the weight of their range; lists of
    tracks speak for their artists too. Genres and eras take the damped shares of the
    items that carry them, under a root, so that a broad one does not drown the rest.

    Returns:
        Kind to feature key to weight, in (0, 1], dimensionless, in millionths; at
        most ``MAX_FEATURES`` per kind, strongest first; of equally strong ones, those
        with the smallest hashes, so that everybody keeps the same part of a long list
        of likes, whatever alphabet it is in. A kind that nothing speaks of is left out.

    Examples:
        >>> from backend.taste_profile import TopItem
        >>> low = TopItem(kind="artist", name="Low", rank=1, genres={"slowcore": 1})
        >>> feature_weights([low])
        {'artist': {'a1|low': 1.0}, 'genre': {'g1|slowcore': 1.0}}
    """
    items = keyed(top_items)
    known = _tracks(items)
    track_lists = list(weighted_lists(items, "track"))
    artist_lists = [
        *weighted_lists(items, "artist"),
        *_artist_lists_of_tracks(track_lists, known),
    ]
    artists, tracks = mixed(artist_lists), mixed(track_lists)
    blocks: dict[FeatureKind, Shares] = {
        "artist": artists,
        "track": tracks,
        "genre": _genre_block(items, {**artists, **tracks}),
        "era": _era_block(tracks, known),
    }
    return {
        kind: _strongest(block, MAX_FEATURES[kind])
        for kind, block in blocks.items()
        if block
    }


_Track = tuple[tuple[str, ...], str | None]
"""The keys of a track's artists, and its era."""


def _tracks(items: Iterable[Keyed]) -> Mapping[str, _Track]:
    """Say what all mentions of a track say: the most artists, the earliest era."""
    credited: dict[str, tuple[str, ...]] = {}
    eras: dict[str, str | None] = {}
    for key, item in items:
        if item.kind == "track":
            era = era_key(item.release_date or "")
            if credited.setdefault(key, item.artists) != item.artists:
                credited[key] = min(credited[key], item.artists, key=_most_artists)
            if era is not None:
                eras[key] = min(era, eras.get(key) or era)
    return {
        key: (tuple(map(artist_key, artists)), eras.get(key))
        for key, artists in credited.items()
    }


def _most_artists(artists: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return (-len(artists), artists)


def _artist_lists_of_tracks(
    track_lists: Sequence[tuple[float, Shares]], known: Mapping[str, _Track]
) -> Iterator[tuple[float, Shares]]:
    for weight, tracks in track_lists:
        artists: dict[str, float] = defaultdict(float)
        for key, share in tracks.items():
            first, *guests = known[key][0]
            artists[first] += share
            for guest in guests:
                artists[guest] += GUEST_ARTIST_WEIGHT * share
        total = math.fsum(artists.values())
        shares = {key: share / total for key, share in artists.items()}
        yield TRACK_LIST_WEIGHT * weight, shares


def _genre_block(items: Iterable[Keyed], shares: Shares) -> Shares:
    """Spread each item over its genres, once however often it is listed."""
    genres: dict[str, dict[str, float]] = defaultdict(dict)
    for item_key, item in items:
        carried = genres[item_key]
        for name, weight in item.genres.items():
            key = genre_key(name)
            if weight > carried.get(key, 0.0):
                carried[key] = weight
    block: dict[str, float] = defaultdict(float)
    for item_key, carried in genres.items():
        if carried:
            # The root makes tag counts and plain lists of genres much alike.
            roots = {genre: math.sqrt(weight) for genre, weight in carried.items()}
            total, deep = math.fsum(roots.values()), depth(shares[item_key])
            for genre, root in roots.items():
                block[genre] += deep * root / total
    return {key: math.sqrt(weight) for key, weight in block.items()}


def _era_block(tracks: Shares, known: Mapping[str, _Track]) -> Shares:
    block: dict[str, float] = defaultdict(float)
    for key, share in tracks.items():
        _, era = known[key]
        if era is not None:
            block[era] += share
    return {key: math.sqrt(share) for key, share in block.items()}


def _strongest(block: Shares, n: int) -> Shares:
    """Keep the n strongest features, as shares of the whole block."""
    total = math.fsum(block.values())
    features = list(block.items())
    if len(features) > n:
        features = heapq.nsmallest(n, features, key=lambda f: (-f[1], _hash(f[0])))
    features.sort()
    # Sorting keeps the order of what is equally strong.
    features.sort(key=itemgetter(1), reverse=True)
    return {
        key: max(1, round(weight / total * WEIGHT_STEPS)) / WEIGHT_STEPS
        for key, weight in features
    }


def _hash(key: str) -> bytes:
    return blake2b(key.encode(), digest_size=8).digest()
