"""The demo's catalogue: real artists and recordings, gathered by hand, in scenes."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[3] / "data" / "catalogue"


@dataclass(frozen=True, slots=True, eq=False)
class CatalogueTrack:
    """A recording: its title, its credited artists, its album and the album's year."""

    title: str
    artists: tuple[str, ...]
    album: str
    year: int


@dataclass(frozen=True, slots=True, eq=False)
class CatalogueArtist:
    """An artist, named as streaming services list them.

    Args:
        name: Unique in the catalogue.
        country: ISO 3166-1 alpha-2 code of where the artist comes from.
        fame: 3 is known around the world, 2 well known, 1 known in the scene.
        scenes: Where the artist belongs, most of all to the first.
        genres: As a source would tag the artist.
        tracks: Best known albums first.
    """

    name: str
    country: str
    fame: int
    scenes: tuple[str, ...]
    genres: tuple[str, ...]
    tracks: tuple[CatalogueTrack, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Artists that are listened to together, best known first.

    Args:
        name: Unique in the catalogue.
        listeners: How much of the world is at home here, 3 much, 1 little.
        borders: The scenes that people wander to from here.
        artists: Everybody who belongs to the scene.
    """

    name: str
    listeners: int
    borders: tuple[str, ...]
    artists: tuple[CatalogueArtist, ...]


@dataclass(frozen=True, slots=True, eq=False)
class DemoCatalogue:
    """All artists, in the order of the files, and all scenes by name."""

    artists: tuple[CatalogueArtist, ...]
    scenes: Mapping[str, Scene]


@cache
def demo_catalogue() -> DemoCatalogue:
    """Read the catalogue that lies in ``data/catalogue``, once."""
    artists = tuple(
        _artist(record)
        for file in sorted(FOLDER.glob("artists-*.json"))
        for record in json.loads(file.read_text(encoding="utf-8"))
    )
    members: defaultdict[str, list[tuple[int, int, int, CatalogueArtist]]]
    members = defaultdict(list)
    for artist in artists:
        for place, scene in enumerate(artist.scenes):
            members[scene].append((-artist.fame, place, len(members[scene]), artist))
    scenes = json.loads((FOLDER / "scenes.json").read_text(encoding="utf-8"))
    return DemoCatalogue(
        artists=artists,
        scenes={
            name: Scene(
                name=name,
                listeners=record["listeners"],
                borders=tuple(record["borders"]),
                artists=tuple(entry[-1] for entry in sorted(members[name])),
            )
            for name, record in scenes.items()
        },
    )


def _artist(record: Mapping[str, Any]) -> CatalogueArtist:
    return CatalogueArtist(
        name=record["name"],
        country=record["country"],
        fame=record["fame"],
        scenes=tuple(record["scenes"]),
        genres=tuple(record["genres"]),
        tracks=tuple(_tracks(record)),
    )


def _tracks(record: Mapping[str, Any]) -> Iterator[CatalogueTrack]:
    for album, year, titles in record["albums"]:
        for given in titles:
            title, guests = given, []
            if not isinstance(given, str):
                title, guests = given["title"], given["with"]
            yield CatalogueTrack(title, (record["name"], *guests), album, year)
