"""Tastes that nobody has, as plain fields of top items; names need no folding."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from backend.taste_profile import TasteProfile, TopItem, build_taste_profile

Item = Mapping[str, Any]
Taste = Sequence[Item]

ARTISTS = 300
RANGES = ("short_term", "medium_term", "long_term")


def artist(number: int, **fields: Any) -> Item:
    return {"kind": "artist", "name": f"nova{number}", **fields}


def track(number: int, song: int, **fields: Any) -> Item:
    """Return a track that has the same artists and year wherever it is listed."""
    guests = (f"nova{number * 7 % ARTISTS}",) if song == 2 and number % ARTISTS else ()
    return {
        "kind": "track",
        "name": f"song{song}",
        "artists": (f"nova{number}", *guests),
        "release_date": f"{1960 + number * 11 % 60}-05",
        **fields,
    }


def genres_of(number: int) -> Mapping[str, float]:
    return {f"tone{number % 7}": 100, f"tone{number % 23}": 37.5, "tone": 0.1}


def profile_of(user_id: str, taste: Taste) -> TasteProfile:
    return build_taste_profile(user_id, [TopItem(**item) for item in taste])


def invented_tastes(
    n: int, seed: int, *, has_only_names: bool = False
) -> dict[str, Taste]:
    """Return n people who crowd around few artists, as people do, and all differ.

    Their sources tell plays, ranks, or neither, of artists, tracks or both, in one
    time range or three, with genres or without; or of artists' names alone.
    """
    rng = random.Random(seed)
    return {
        f"user{place}": _liked(rng) if has_only_names else _KINDS[place % 6](rng)
        for place in range(n)
    }


def _picks(rng: random.Random, least: int, most: int) -> list[int]:
    drawn = (int(8 * rng.paretovariate(0.9)) - 8 for _ in range(4 * most))
    different = dict.fromkeys(number for number in drawn if number < ARTISTS)
    return list(different)[: rng.randint(least, most)]


def _played(rng: random.Random) -> Taste:
    return [
        artist(n, plays=rng.randint(1, 3_000), genres=genres_of(n))
        for n in _picks(rng, 4, 16)
    ]


def _ranked(rng: random.Random) -> Taste:
    return [
        make(n, rank, time_range)
        for time_range in RANGES
        for make in (_ranked_artist, _ranked_track)
        for rank, n in enumerate(_picks(rng, 3, 6), 1)
    ]


def _ranked_artist(number: int, rank: int, time_range: str) -> Item:
    return artist(number, rank=rank, time_range=time_range, source="spotify")


def _ranked_track(number: int, rank: int, time_range: str) -> Item:
    return track(number, rank % 3, rank=rank, time_range=time_range, source="spotify")


def _only_tracks(rng: random.Random) -> Taste:
    return [track(n, n % 3, plays=rng.randint(1, 90)) for n in _picks(rng, 3, 9)]


def _liked(rng: random.Random) -> Taste:
    return [artist(n) for n in _picks(rng, 3, 14)]


def _played_with_tracks(rng: random.Random) -> Taste:
    return [*_played(rng), *_only_tracks(rng)]


def _two_sources(rng: random.Random) -> Taste:
    """Plays at one source, and at another some ranks and some likes."""
    picks = _picks(rng, 4, 9)
    likes = [artist(n, source="likes", genres=genres_of(n)) for n in picks[::2]]
    ranks = [artist(n, source="likes", rank=r) for r, n in enumerate(picks[1::2], 1)]
    return [*_played(rng), *likes, *ranks]


_KINDS = (_played, _ranked, _only_tracks, _liked, _played_with_tracks, _two_sources)
