"""What to call a feature in front of people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from backend.taste_profile.feature_keys import (
    FeatureKind,
    artist_key,
    era_key,
    genre_key,
    kind_of,
)
from backend.taste_profile.item_lists import item_key
from backend.taste_profile.top_items import TopItem


@dataclass(frozen=True, slots=True)
class FeatureName:
    """A feature as its source writes it; ``artist`` belongs to a track only."""

    kind: FeatureKind
    name: str
    artist: str | None = None


def feature_names(top_items: Iterable[TopItem]) -> Mapping[str, FeatureName]:
    """Name every feature that the top items speak of, as first written.

    Examples:
        >>> low = TopItem(kind="artist", name="LOW", genres={"Slowcore": 1})
        >>> feature_names([low])["g1|slowcore"].name
        'Slowcore'
    """
    names: dict[str, FeatureName] = {}
    for item in top_items:
        if item.kind == "artist":
            names.setdefault(item_key(item), FeatureName("artist", item.name))
        else:
            track = FeatureName("track", item.name, item.artists[0])
            names.setdefault(item_key(item), track)
        for artist in item.artists:
            names.setdefault(artist_key(artist), FeatureName("artist", artist))
        for genre in sorted(item.genres):
            names.setdefault(genre_key(genre), FeatureName("genre", genre))
        era = era_key(item.release_date or "")
        if era is not None:
            names.setdefault(era, plain_name(era))
    return names


def plain_name(key: str) -> FeatureName:
    """Name a feature by its key alone, for want of a source's spelling."""
    _, *parts = key.split("|")
    artist = parts[0] if len(parts) > 1 else None
    return FeatureName(kind_of(key), parts[-1], artist)
