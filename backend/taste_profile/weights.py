"""From top items to feature weights: what a person's own lists say, before idf."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

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
from backend.taste_profile.item_lists import Shares, item_key, mixed, weighted_lists
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
    known = _tracks(top_items)
    track_lists = list(weighted_lists(top_items, "track"))
    artist_lists = [
        *weighted_lists(top_items, "artist"),
        *_artist_lists_of_tracks(track_lists, known),
    ]
    artists, tracks = mixed(artist_lists), mixed(track_lists)
    blocks: dict[FeatureKind, Shares] = {
        "artist": artists,
        "track": tracks,
        "genre": _genre_block(top_items, {**artists, **tracks}),
        "era": _era_block(tracks, known),
    }
    return {
        kind: _strongest(block, MAX_FEATURES[kind])
        for kind, block in blocks.items()
        if block
    }


@dataclass(frozen=True, slots=True)
class _Track:
    """What all mentions of a track say of it: the most artists, the earliest era."""

    artists: tuple[str, ...]
    era: str | None

    @classmethod
    def of(cls, mentions: Sequence[ListedItem]) -> _Track:
        credited = (item.artists for item in mentions)
        eras = (era_key(item.release_date or "") for item in mentions)
        return cls(
            artists=min(credited, key=lambda artists: (-len(artists), artists)),
            era=min((era for era in eras if era is not None), default=None),
        )


def _tracks(top_items: Iterable[ListedItem]) -> Mapping[str, _Track]:
    mentions: dict[str, list[ListedItem]] = defaultdict(list)
    for item in top_items:
        if item.kind == "track":
            mentions[item_key(item)].append(item)
    return {key: _Track.of(items) for key, items in mentions.items()}


def _artist_lists_of_tracks(
    track_lists: Sequence[tuple[float, Shares]], known: Mapping[str, _Track]
) -> Iterator[tuple[float, Shares]]:
    for weight, tracks in track_lists:
        artists: dict[str, float] = defaultdict(float)
        for key, share in tracks.items():
            for place, name in enumerate(known[key].artists):
                part = GUEST_ARTIST_WEIGHT if place else 1.0
                artists[artist_key(name)] += part * share
        total = math.fsum(artists.values())
        shares = {key: share / total for key, share in artists.items()}
        yield TRACK_LIST_WEIGHT * weight, shares


def _genre_block(top_items: Iterable[ListedItem], shares: Shares) -> Shares:
    """Spread each item over its genres, once however often it is listed."""
    genres: dict[str, dict[str, float]] = defaultdict(dict)
    for item in top_items:
        carried = genres[item_key(item)]
        for name, weight in item.genres.items():
            key = genre_key(name)
            carried[key] = max(weight, carried.get(key, 0.0))
    block: dict[str, float] = defaultdict(float)
    for key, carried in genres.items():
        # The root makes tag counts and plain lists of genres much alike.
        total = math.fsum(map(math.sqrt, carried.values()))
        for genre, weight in carried.items():
            block[genre] += depth(shares[key]) * math.sqrt(weight) / total
    return {key: math.sqrt(weight) for key, weight in block.items()}


def _era_block(tracks: Shares, known: Mapping[str, _Track]) -> Shares:
    block: dict[str, float] = defaultdict(float)
    for key, share in tracks.items():
        era = known[key].era
        if era is not None:
            block[era] += share
    return {key: math.sqrt(share) for key, share in block.items()}


def _strongest(block: Shares, n: int) -> Shares:
    """Keep the n strongest features, as shares of the whole block."""
    total = math.fsum(block.values())
    features = list(block.items())
    if len(features) > n:
        features = heapq.nsmallest(n, features, key=lambda f: (-f[1], _hash(f[0])))
    ordered = sorted(features, key=lambda feature: (-feature[1], feature[0]))
    return {
        key: max(1, round(weight / total * WEIGHT_STEPS)) / WEIGHT_STEPS
        for key, weight in ordered
    }


def _hash(key: str) -> bytes:
    return blake2b(key.encode(), digest_size=8).digest()
