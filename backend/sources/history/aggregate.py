"""The aggregate: all of a listening history that ever leaves the user's machine."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import Struct

from backend.taste_profile import TimeRange, TopItem

SOURCE = "history"
MAX_LISTED = 100


class ArtistPlays(Struct, frozen=True):
    """An artist's place in one time range; rank 1 is the most played."""

    name: str
    time_range: TimeRange
    rank: int
    plays: int


class TrackPlays(Struct, frozen=True):
    """A track's place in one time range."""

    name: str
    artist: str
    time_range: TimeRange
    rank: int
    plays: int


class Aggregate(Struct, frozen=True):
    """Up to 100 artists and tracks a range: the 28 and 182 days up to the last play.

    The fields and their order are the JSON that is sent, byte for byte the same as
    the browser makes of the same files.
    """

    source: Literal["history"]
    artists: list[ArtistPlays]
    tracks: list[TrackPlays]

    def to_json(self) -> bytes:
        """Return the compact JSON in UTF-8."""
        return msgspec.json.encode(self)

    def top_items(self) -> tuple[TopItem, ...]:
        """Return the top items, with where they are from."""
        artists = (
            TopItem(
                kind="artist",
                name=artist.name,
                time_range=artist.time_range,
                rank=artist.rank,
                plays=artist.plays,
                source=SOURCE,
            )
            for artist in self.artists
        )
        tracks = (
            TopItem(
                kind="track",
                name=track.name,
                artists=(track.artist,),
                time_range=track.time_range,
                rank=track.rank,
                plays=track.plays,
                source=SOURCE,
            )
            for track in self.tracks
        )
        return (*artists, *tracks)
