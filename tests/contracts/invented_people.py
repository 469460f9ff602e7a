"""People who do not exist, as request bodies and as kept items."""

from __future__ import annotations

import random
import uuid
from typing import Any

from backend.taste_profile import TopItem, Visibility
from backend.use_cases.profiles.profile import ProfileItem

LONG_AGO = "2026-01-02T03:04:05.678901+00:00"

ANA: dict[str, Any] = {
    "source": "top_items",
    "visibility": "open",
    "display_name": "Ana",
    "artists": ["Low", "Grouper", "Sigur Rós", "坂本龍一", "Codeine", "!!!"],
    "tracks": [
        {"name": "Words", "artist": "Low", "rank": 1, "release_date": "1994-02-18"},
        {"name": "Creep", "artists": ["Radiohead"], "rank": 2, "genres": ["rock"]},
    ],
}
BEN: dict[str, Any] = {
    "source": "top_items",
    "visibility": "open",
    "display_name": "Ben",
    "artists": [
        {"name": "LOW", "plays": 120, "genres": {"slowcore": 100, "indie": 7.5}},
        {"name": "Codeine", "plays": 40, "links": {"mbid": "x-1", "a": "y"}},
        {"name": "Slint", "plays": 12, "time_range": "short_term"},
    ],
    "tracks": [{"name": "Words", "artist": "Low", "release_date": "1994"}],
}
CEM: dict[str, Any] = {
    "source": "top_items",
    "visibility": "anonymous",
    "named_artists": ["Low"],
    "artists": ["Grouper", "Low", "Slint", "Bark Psychosis"],
}
DAN: dict[str, Any] = {
    "source": "top_items",
    "visibility": "hidden",
    "artists": ["Low", "Grouper", "Codeine"],
}


def invented_listeners(n: int, seed: int = 7) -> list[ProfileItem]:
    """Return verified people with fixed ids, times and tastes that overlap.

    Every ninth is anonymous and every seventh hidden; some have plays, some ranks,
    some no genres, and some no tracks.
    """
    rng = random.Random(seed)
    return [_listener(rng, number) for number in range(n)]


def _listener(rng: random.Random, number: int) -> ProfileItem:
    # Most people crowd around the well-known names, as they do.
    picks = {int(rng.triangular(0, 160, 8)) for _ in range(rng.randint(8, 40))}
    has_plays, has_genres = number % 2 == 0, number % 5 != 0
    artists = [
        TopItem(
            kind="artist",
            name=f"Artist Ñº {pick}" if pick % 9 == 0 else f"Artist {pick}",
            rank=place,
            plays=rng.randint(1, 5_000) if has_plays else None,
            genres=_genres(rng, pick) if has_genres else {},
            links={"spotify": f"https://example.org/{pick}", "mbid": f"m{pick}"},
            fetched_at=LONG_AGO,
        )
        for place, pick in enumerate(sorted(picks), 1)
    ]
    tracks = [
        TopItem(
            kind="track",
            name=f"Song {pick % 4}",
            artists=(f"Artist {pick}", "A Guest"),
            time_range="short_term",
            rank=place,
            release_date=f"{1960 + pick % 60}-05-06",
            fetched_at=LONG_AGO,
        )
        for place, pick in enumerate(sorted(picks)[: number % 6], 1)
    ]
    visibility: Visibility = "open" if number % 9 else "anonymous"
    return ProfileItem(
        user_id=str(uuid.UUID(int=rng.getrandbits(128), version=4)),
        top_items=(*artists, *tracks),
        visibility="hidden" if number % 7 == 6 else visibility,
        display_name=f"Listener {number}",
        named_artists=("Artist 7", "Artist 8"),
        is_verified=True,
        updated_at=LONG_AGO,
    )


def _genres(rng: random.Random, pick: int) -> dict[str, float]:
    names = [f"genre {pick % 12}", f"Genre-{pick % 12}", "indie", "Hip-Hop", "hip hop"]
    rng.shuffle(names)
    return {name: rng.choice([1, 0.1, 0.7, 33.3, 100]) for name in names[:3]}
