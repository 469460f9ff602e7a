"""From plays to lists: what was played most in each time range."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from backend.sources.history._columns import Numbers
from backend.sources.history._names import NameBook
from backend.sources.history.aggregate import (
    MAX_LISTED,
    Aggregate,
    ArtistPlays,
    TrackPlays,
)
from backend.taste_profile import TimeRange

_DAY = 86_400
_DAYS: Mapping[TimeRange, int | None] = {
    "short_term": 28,
    "medium_term": 182,
    "long_term": None,
}


def aggregate_plays(tracks: Numbers, times: Numbers, names: NameBook) -> Aggregate:
    """Count plays, given by their track and time in seconds; at least one play.

    Ranges end with the last play, not today. Lists are by plays, then the last play
    (both from the top), then names in code point order.
    """
    artist_of = np.array([artist for artist, _ in names.tracks], dtype=np.int64)
    is_one = np.array([*map(names.is_one, range(len(names.artists)))], dtype=np.bool_)
    aggregate = Aggregate("history", [], [])
    for time_range, days in _DAYS.items():
        is_in = slice(None) if days is None else times.max() - times < days * _DAY
        in_range, when = tracks[is_in], times[is_in]
        artists = artist_of[in_range]
        named = is_one[artists]
        listed = _most_played(artists[named], when[named], names.artists.__getitem__)
        for rank, (artist, plays) in enumerate(listed, 1):
            name = names.artists[artist]
            aggregate.artists.append(ArtistPlays(name, time_range, rank, plays))
        listed = _most_played(in_range, when, lambda track: _track_name(track, names))
        for rank, (track, plays) in enumerate(listed, 1):
            name, artist_name = _track_name(track, names)
            row = TrackPlays(name, artist_name, time_range, rank, plays)
            aggregate.tracks.append(row)
    return aggregate


def _track_name(track: int, names: NameBook) -> tuple[str, str]:
    artist, name = names.tracks[track]
    return name, names.artists[artist]


def _most_played(
    numbers: Numbers, times: Numbers, name_of: Callable[[int], Any]
) -> list[tuple[int, int]]:
    """Return the numbers that come most often, with how often, in order."""
    distinct, places = np.unique(numbers, return_inverse=True)
    plays = np.bincount(places, minlength=len(distinct)).tolist()
    last = np.zeros(len(distinct), dtype=np.int64)
    np.maximum.at(last, places, times)
    listed = heapq.nsmallest(
        MAX_LISTED,
        zip(distinct.tolist(), plays, last.tolist(), strict=True),
        key=lambda row: (-row[1], -row[2], name_of(row[0])),
    )
    return [(number, count) for number, count, _ in listed]
