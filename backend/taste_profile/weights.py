"""From top items to feature weights: what a person's own lists say, before idf."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from backend.taste_profile.algorithm import (
    ARTIST_OF_TRACK_WEIGHT,
    GUEST_ARTIST_WEIGHT,
    MAX_FEATURES,
)
from backend.taste_profile.feature_keys import (
    FeatureKind,
    artist_key,
    era_key,
    genre_key,
)
from backend.taste_profile.item_lists import combined_weights, item_key
from backend.taste_profile.top_items import TopItem

BlockWeights = Mapping[FeatureKind, Mapping[str, float]]

WEIGHT_STEPS = 10_000


def feature_weights(top_items: Sequence[TopItem]) -> BlockWeights:
    """Aggregate top items into weights, one block per kind of feature.

    Returns:
        Kind to feature key to weight. Weights lie in (0, 1], dimensionless, in steps
        of 1/10,000; the strongest of a block is 1. At most ``MAX_FEATURES`` per kind,
        strongest first. A kind that nothing speaks of is left out.

    Examples:
        >>> low = TopItem(kind="artist", name="Low", rank=1, genres={"slowcore": 1})
        >>> feature_weights([low])
        {'artist': {'a1|low': 1.0}, 'genre': {'g1|slowcore': 1.0}}
    """
    artists = combined_weights(top_items, "artist")
    tracks = combined_weights(top_items, "track")
    track_items = {item_key(i): i for i in top_items if i.kind == "track"}
    blocks: dict[FeatureKind, Mapping[str, float]] = {
        "artist": _artist_block(artists, tracks, track_items),
        "track": tracks,
        "genre": _genre_block(top_items, {**artists, **tracks}),
        "era": _era_block(tracks, track_items),
    }
    return {
        kind: _strongest(block, MAX_FEATURES[kind])
        for kind, block in blocks.items()
        if block
    }


def _artist_block(
    artists: Mapping[str, float],
    tracks: Mapping[str, float],
    track_items: Mapping[str, TopItem],
) -> Mapping[str, float]:
    """Take the top artists, and below them those known from tracks alone."""
    from_tracks: dict[str, float] = defaultdict(float)
    for key, weight in tracks.items():
        for place, name in enumerate(track_items[key].artists):
            share = GUEST_ARTIST_WEIGHT if place else 1.0
            from_tracks[artist_key(name)] += share * weight
    if not artists or not from_tracks:
        return artists or from_tracks
    scale = ARTIST_OF_TRACK_WEIGHT * max(artists.values()) / max(from_tracks.values())
    added = {k: scale * w for k, w in from_tracks.items() if k not in artists}
    return {**artists, **added}


def _genre_block(
    top_items: Iterable[TopItem], weights: Mapping[str, float]
) -> Mapping[str, float]:
    """Share each item's weight out over its genres, once however often it is listed."""
    genres: dict[str, dict[str, float]] = defaultdict(dict)
    for item in top_items:
        shares = genres[item_key(item)]
        for name, weight in item.genres.items():
            key = genre_key(name)
            shares[key] = max(weight, shares.get(key, 0.0))
    block: dict[str, float] = defaultdict(float)
    for key, shares in genres.items():
        total = sum(shares.values())
        for genre, share in shares.items():
            block[genre] += weights[key] * share / total
    return block


def _era_block(
    tracks: Mapping[str, float], track_items: Mapping[str, TopItem]
) -> Mapping[str, float]:
    block: dict[str, float] = defaultdict(float)
    for key, weight in tracks.items():
        era = era_key(track_items[key].release_date or "")
        if era is not None:
            block[era] += weight
    return block


def _strongest(block: Mapping[str, float], n: int) -> Mapping[str, float]:
    """Keep the n strongest features, in steps relative to the strongest of all."""
    ordered = sorted(block.items(), key=lambda feature: (-feature[1], feature[0]))
    peak = ordered[0][1]
    return {
        key: max(1, round(weight / peak * WEIGHT_STEPS)) / WEIGHT_STEPS
        for key, weight in ordered[:n]
    }
