"""Catalogue entries as the top items that a source would give."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from urllib.parse import quote

from backend.dev_server.demo.catalogue import CatalogueArtist, CatalogueTrack
from backend.taste_profile import TimeRange, TopItem

SOURCE = "demo"


@cache
def artist_item(
    artist: CatalogueArtist, time_range: TimeRange, rank: int, knows_genres: bool
) -> TopItem:
    """Return an artist in one person's list; alike items are one object."""
    return TopItem(
        kind="artist",
        name=artist.name,
        time_range=time_range,
        rank=rank,
        genres=_genres(artist) if knows_genres else {},
        links=_links(artist.name),
        source=SOURCE,
    )


@cache
def track_item(track: CatalogueTrack, time_range: TimeRange, rank: int) -> TopItem:
    """Return a track in one person's list, without genres, as Spotify gives it."""
    return TopItem(
        kind="track",
        name=track.title,
        artists=track.artists,
        time_range=time_range,
        rank=rank,
        release_date=str(track.year),
        links=_links(track.artists[0], track.title),
        source=SOURCE,
    )


@cache
def _genres(artist: CatalogueArtist) -> Mapping[str, float]:
    return dict.fromkeys(artist.genres, 1.0)


@cache
def _links(*words: str) -> Mapping[str, str]:
    """Link to a search, because the catalogue holds no service's ids."""
    return {"spotify": f"https://open.spotify.com/search/{quote(' '.join(words))}"}
