"""Invented people with believable taste, the same whenever the seed is the same."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from backend.dev_server.demo.catalogue import (
    CatalogueArtist,
    CatalogueTrack,
    demo_catalogue,
)
from backend.dev_server.demo.items import artist_item, track_item
from backend.dev_server.demo.listening import (
    MOODS,
    draw_liking,
    drift,
    top_artists,
    top_tracks,
)
from backend.dev_server.demo.people import (
    invented_name,
    invented_user_id,
    invented_user_name,
)
from backend.dev_server.demo.tastes import draw_loves
from backend.taste_profile import TimeRange, TopItem

EMPTY_NUMBER = 5
"""Whose account has never played anything."""

CIRCLE = 4
"""So many people in a row share their first home scene."""


@dataclass(frozen=True)
class InventedPerson:
    """A person who does not exist.

    Args:
        number: Place in the invented world, from 0.
        user_id: A UUID made from seed and number.
        name: Ends in "(invented)".
        home_scenes: One or two scenes, the first above all.
        knows_genres: Whether the source knows genres of artists.
        artists: Most played first, at most 50, for each time range; may be empty.
        tracks: Likewise.
    """

    number: int
    user_id: str
    name: str
    home_scenes: tuple[str, ...]
    knows_genres: bool
    artists: Mapping[TimeRange, tuple[CatalogueArtist, ...]]
    tracks: Mapping[TimeRange, tuple[CatalogueTrack, ...]]

    @property
    def person_id(self) -> str:
        """What the stand-in services make their account ids from."""
        return self.user_id

    @property
    def user_name(self) -> str:
        """What the person goes by at services that show listening to everybody."""
        return invented_user_name(self.number)

    @cached_property
    def top_items(self) -> tuple[TopItem, ...]:
        """Artists, then tracks, of each time range, best first within a range."""
        artists = (
            artist_item(artist, time_range, rank, self.knows_genres)
            for time_range, listed in self.artists.items()
            for rank, artist in enumerate(listed, 1)
        )
        tracks = (
            track_item(track, time_range, rank)
            for time_range, listed in self.tracks.items()
            for rank, track in enumerate(listed, 1)
        )
        return (*artists, *tracks)


def invented_people(n: int, seed: int) -> Iterator[InventedPerson]:
    """Yield ``n`` people; those of a smaller world come first in a larger one.

    Number 5 has an empty account, every 40th has very little data, every 9th knows
    no genres, and every 25th has no list of tracks.
    """
    for number in range(n):
        yield _person(number, seed)


def _person(number: int, seed: int) -> InventedPerson:
    rng = random.Random(f"person/{seed}/{number}")
    homes = _home_scenes(rng, number, seed)
    loves, finds = draw_loves(rng, homes, _breadth(rng, number))
    liking = draw_liking(rng, (*loves, *finds))
    played = {name: drift(rng, loves, finds, mood) for name, mood in MOODS.items()}
    has_tracks = number % 25 != 23
    return InventedPerson(
        number=number,
        user_id=invented_user_id(number, seed),
        name=invented_name(number, seed),
        home_scenes=homes,
        knows_genres=number % 9 != 4,
        artists={name: top_artists(loved) for name, loved in played.items()},
        tracks={
            name: top_tracks(rng, loved, liking) if has_tracks else ()
            for name, loved in played.items()
        },
    )


def _home_scenes(rng: random.Random, number: int, seed: int) -> tuple[str, ...]:
    circles = _circles(seed)
    first = circles[number // CIRCLE % len(circles)]
    if rng.random() < 0.25:
        return (first,)
    if rng.random() < 0.85:
        return first, rng.choice(demo_catalogue().scenes[first].borders)
    return first, rng.choice([scene for scene in circles if scene != first])


@cache
def _circles(seed: int) -> tuple[str, ...]:
    """Order the scenes by chance, those with more listeners earlier and again."""
    rng = random.Random(f"circles/{seed}")
    scenes = demo_catalogue().scenes.values()
    keys = {s.name: rng.expovariate(s.listeners) for s in scenes}
    once = sorted(keys, key=keys.__getitem__)
    again = [s.name for s in scenes for _ in range(s.listeners - 1)]
    rng.shuffle(again)
    return (*once, *again)


def _breadth(rng: random.Random, number: int) -> int:
    if number == EMPTY_NUMBER:
        return 0
    if number % 40 == 11:
        return rng.randint(2, 5)
    return round(min(120, max(14, rng.lognormvariate(3.6, 0.42))))
