"""What to call a feature in front of people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from backend.taste_profile.feature_keys import (
    FeatureKind,
    artist_key,
    era_key,
    genre_key,
    kind_of,
    track_key,
)
from backend.taste_profile.top_items import ListedItem


@dataclass(frozen=True, slots=True)
class FeatureName:
    """A feature as its source writes it; ``artist`` belongs to a track only."""

    kind: FeatureKind
    name: str
    artist: str | None = None


def feature_names(top_items: Iterable[ListedItem]) -> Mapping[str, FeatureName]:
    """Name every feature that the top items speak of, as first written.

    Examples:
        >>> from backend.taste_profile import TopItem
        >>> low = TopItem(kind="artist", name="LOW", genres={"Slowcore": 1})
        >>> feature_names([low])["g1|slowcore"].name
        'Slowcore'
    """
    return _ItemNames(top_items)


class _ItemNames(Mapping[str, FeatureName]):
    """Names that are looked up at the first request, and made only when needed."""

    def __init__(self, top_items: Iterable[ListedItem]) -> None:
        self._top_items = top_items

    def __getitem__(self, key: str) -> FeatureName:
        return FeatureName(*self._written[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)

    @cached_property
    def _written(self) -> dict[str, tuple[FeatureKind, str, str | None]]:
        names: dict[str, tuple[FeatureKind, str, str | None]] = {}
        spelt_artists, spelt_genres = set[str](), set[str]()
        for item in self._top_items:
            if item.kind == "track":
                key = track_key(item.artists[0], item.name)
                names.setdefault(key, ("track", item.name, item.artists[0]))
            artists = item.artists if item.kind == "track" else (item.name,)
            # Most are written alike again and again: of each spelling, one key.
            for artist in artists:
                if artist not in spelt_artists:
                    spelt_artists.add(artist)
                    names.setdefault(artist_key(artist), ("artist", artist, None))
            if not item.genres.keys() <= spelt_genres:
                for genre in sorted(item.genres):
                    names.setdefault(genre_key(genre), ("genre", genre, None))
                spelt_genres.update(item.genres)
            if not item.release_date:
                continue
            era = era_key(item.release_date)
            if era is not None and era not in names:
                decade = plain_name(era)
                names[era] = (decade.kind, decade.name, decade.artist)
        return names


def plain_name(key: str) -> FeatureName:
    """Name a feature by its key alone, for want of a source's spelling."""
    _, *parts = key.split("|")
    artist = parts[0] if len(parts) > 1 else None
    return FeatureName(kind_of(key), parts[-1], artist)
