"""What a person plays as time goes by, and the lists that Spotify makes of it."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from backend.dev_server.demo.catalogue import CatalogueArtist, CatalogueTrack
from backend.dev_server.demo.tastes import Loves
from backend.taste_profile import TimeRange

MAX_LISTED = 50
"""Spotify lists no more than this per time range."""

_MOST_PLAYS: Mapping[TimeRange, int] = {
    "short_term": 90,
    "medium_term": 400,
    "long_term": 1_800,
}
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Mood:
    """How one time range departs from what a person has always played.

    Args:
        spread: Of the play counts; sigma of a log-normal factor.
        rested: Share of the artists who are not played at all.
        found: Share of the artists who came in lately.
    """

    spread: float
    rested: float
    found: float


MOODS: Mapping[TimeRange, Mood] = {
    "short_term": Mood(spread=0.9, rested=0.45, found=0.12),
    "medium_term": Mood(spread=0.5, rested=0.2, found=0.06),
    "long_term": Mood(spread=0.15, rested=0.0, found=0.0),
}


def drift(
    rng: random.Random, loves: Loves, finds: Sequence[CatalogueArtist], mood: Mood
) -> Loves:
    """Return what is played in one time range; never nothing."""
    played = {
        artist: love * rng.lognormvariate(0, mood.spread)
        for artist, love in loves.items()
        if rng.random() >= mood.rested
    }
    for artist in finds[: round(mood.found * len(loves))]:
        played[artist] = rng.lognormvariate(0, mood.spread) / 6
    return played or dict(loves)


def top_artists(loves: Loves) -> tuple[CatalogueArtist, ...]:
    """Return the most loved artists, at most ``MAX_LISTED``."""
    return _best(loves)


def top_tracks(
    rng: random.Random, loves: Loves, liking: Mapping[CatalogueTrack, float]
) -> tuple[CatalogueTrack, ...]:
    """Return the most played tracks of loved artists, at most ``MAX_LISTED``."""
    return _best(
        {
            track: love * liking.get(track, 0) * rng.lognormvariate(0, 0.3)
            for artist, love in loves.items()
            for track in artist.tracks
            if track in liking
        }
    )


def plays_at(rank: int, time_range: TimeRange) -> int:
    """Return how often a service that counts has seen what is at a rank.

    Plays fall with the rank as in real listeners' histories, by a power law.
    """
    return max(1, int(_MOST_PLAYS[time_range] / (rank + 2.0) ** 0.8))


def draw_liking(
    rng: random.Random, artists: Sequence[CatalogueArtist]
) -> Mapping[CatalogueTrack, float]:
    """Draw how much a person likes the tracks they know, which lasts over time."""
    return {
        track: rng.lognormvariate(0, 0.7) / (place + 2)
        for artist in artists
        for place, track in enumerate(artist.tracks)
        if place == 0 or rng.random() < 0.65
    }


def _best(amounts: Mapping[_T, float]) -> tuple[_T, ...]:
    return tuple(sorted(amounts, key=lambda x: -amounts[x])[:MAX_LISTED])
