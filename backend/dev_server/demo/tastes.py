"""Believable taste: which artists a person loves, and how much."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from functools import cache

from backend.dev_server.demo.catalogue import CatalogueArtist, demo_catalogue

Loves = Mapping[CatalogueArtist, float]
"""How much a person plays each artist, > 0, on any scale."""

SECOND_HOME, NEXT_DOOR, HEAD = 0.55, 0.05, 0.02
"""Pull of a second home scene, of each bordering scene and of the world's famous,
where that of the home scene is 1."""

_ZIPF = 0.75
_HEAD_FAME = 3


def draw_loves(
    rng: random.Random, homes: tuple[str, ...], breadth: int
) -> tuple[Loves, Sequence[CatalogueArtist]]:
    """Draw what a person loves who is at home in these scenes.

    Most artists come from the home scenes and what borders on them, by Zipf's law
    within each scene, some from the world's most famous, and a few from anywhere.

    Returns:
        ``breadth`` artists with how much each is loved, and others whom this
        person would come upon next.
    """
    apart = rng.sample(demo_catalogue().artists, min(breadth // 12 + 1, breadth))
    drawn = [artist for artist in _drawn(rng, _pull(homes)) if artist not in apart]
    chosen, finds = drawn[: breadth - len(apart)], drawn[breadth:]
    for artist in apart:
        chosen.insert(rng.randint(0, len(chosen)), artist)
    loves = {
        artist: rng.lognormvariate(0, 0.6) / (place + 3)
        for place, artist in enumerate(chosen)
    }
    return loves, finds[: breadth // 4]


def _drawn(
    rng: random.Random, pull: Mapping[CatalogueArtist, float]
) -> list[CatalogueArtist]:
    """Draw without replacement, the most pulling likely first."""
    arrival = {artist: rng.expovariate(rate) for artist, rate in pull.items()}
    return sorted(arrival, key=arrival.__getitem__)


@cache
def _pull(homes: tuple[str, ...]) -> Mapping[CatalogueArtist, float]:
    scenes = demo_catalogue().scenes
    weights = dict.fromkeys(
        (border for home in homes for border in scenes[home].borders), NEXT_DOOR
    )
    weights |= dict.fromkeys(homes[1:], SECOND_HOME) | {homes[0]: 1.0}
    pull = dict(_head())
    for scene, weight in weights.items():
        for rank, artist in enumerate(scenes[scene].artists, 1):
            pull[artist] = pull.get(artist, 0) + weight / rank**_ZIPF
    return pull


@cache
def _head() -> Mapping[CatalogueArtist, float]:
    famous = [a for a in demo_catalogue().artists if a.fame == _HEAD_FAME]
    # Shuffled once, because the files put no famous artist before another.
    random.Random("the head of the world").shuffle(famous)
    return {a: HEAD * 3 / rank**_ZIPF for rank, a in enumerate(famous, 1)}
