"""What a user does not want to count: artists, genres, whole sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from backend.taste_profile.feature_keys import artist_key, genre_key
from backend.taste_profile.top_items import TopItem


@dataclass(frozen=True, slots=True)
class Muted:
    """Names that do not count, in whatever spelling.

    Args:
        artists: Neither they nor their tracks, also where they are guests.
        genres: Of whatever artist or track.
        sources: Keys of sources; nothing that only they tell.
    """

    artists: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything is muted."""
        return bool(self.artists or self.genres or self.sources)


def unmuted(top_items: Iterable[TopItem], muted: Muted) -> tuple[TopItem, ...]:
    """Return the top items that count, without the genres that do not.

    Examples:
        >>> low = TopItem(kind="artist", name="Low")
        >>> [item.name for item in unmuted([low], Muted(genres=("rock",)))]
        ['Low']
        >>> unmuted([low], Muted(artists=("LOW",)))
        ()
    """
    if not muted:
        return tuple(top_items)
    artists = {artist_key(name) for name in muted.artists}
    genres = {genre_key(name) for name in muted.genres}
    return tuple(
        replace(item, genres=_without(item.genres, genres)) if item.genres else item
        for item in top_items
        if item.source not in muted.sources and not artists & _artists_of(item)
    )


def _artists_of(item: TopItem) -> set[str]:
    names = (item.name,) if item.kind == "artist" else item.artists
    return {artist_key(name) for name in names}


def _without(genres: Mapping[str, float], muted: set[str]) -> Mapping[str, float]:
    return {name: w for name, w in genres.items() if genre_key(name) not in muted}
