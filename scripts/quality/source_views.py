"""The same listening, as each of the music sources would tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from backend.taste_profile import TopItem
from scripts.quality.listeners import (
    SEED,
    Change,
    TopItems,
    as_ranks,
    generator,
    most_played,
    without_genres,
)

Genres = Callable[[TopItem, int], Mapping[str, float]]
"""What a source says of an artist's genres, by the artist and its place in the list."""

SOURCES = ("spotify", "listenbrainz", "lastfm")

Chosen = NDArray[np.str_]
"""One of ``SOURCES`` per person."""

CURATED_GENRES = 5
"""A curated list names few genres for an artist; people's tags are many."""


@dataclass(frozen=True)
class Lengths:
    """How much the sources say.

    Args:
        ranked: Artists of a list of ranks.
        counted: Artists of a list of plays.
        tagged: First artists of a list of plays whose tags are read, where each artist
            costs a call.
    """

    ranked: int = 50
    counted: int = 100
    tagged: int = 40


USUAL = Lengths()
HALF = Lengths(ranked=25, counted=50, tagged=20)
"""Half as long: data with 50 artists of each person cannot tell 50 from 100."""


def source_views(lengths: Lengths) -> Mapping[str, Change]:
    """Return what each source tells of a person's artists, plays and tags.

    Spotify gives ranks alone. ListenBrainz gives plays, ranks and the curated genres
    of every artist that has any. Last.fm gives plays, ranks and the tags of the first
    artists.
    """

    def spotify(items: TopItems, rng: np.random.Generator) -> TopItems:
        return without_genres(as_ranks(items, rng)[: lengths.ranked])

    def listenbrainz(items: TopItems, _: np.random.Generator) -> TopItems:
        return _counted(items, lengths.counted, lambda item, _: _curated(item))

    def lastfm(items: TopItems, _: np.random.Generator) -> TopItems:
        return _counted(
            items,
            lengths.counted,
            lambda item, place: item.genres if place <= lengths.tagged else {},
        )

    return dict(zip(SOURCES, (spotify, listenbrainz, lastfm), strict=True))


def draw_sources(people: int, seed: int) -> Chosen:
    """Return a random source for each person, each for the same number of people."""
    return np.array(SOURCES)[generator(seed).permutation(people) % len(SOURCES)]


def other_sources(chosen: Chosen, seed: int) -> Chosen:
    """Return a random second source for each person, never their first."""
    first = np.array([SOURCES.index(source) for source in chosen])
    steps = 1 + generator(seed).permutation(len(chosen)) % (len(SOURCES) - 1)
    return np.array(SOURCES)[(first + steps) % len(SOURCES)]


def through(
    top_items: Iterable[TopItems],
    chosen: Iterable[str],
    lengths: Lengths = USUAL,
    seed: int = SEED,
) -> list[TopItems]:
    """Return what each person's own source tells of them.

    Args:
        top_items: One tuple per person, with plays and genres.
        chosen: One of ``SOURCES`` per person.
        lengths: How much the sources tell.
        seed: Draws the order of equal plays.
    """
    views, rng = source_views(lengths), generator(seed)
    people = zip(top_items, chosen, strict=True)
    return [views[source](items, rng) for items, source in people]


def _counted(items: TopItems, n: int, genres_of: Genres) -> TopItems:
    return tuple(
        replace(item, rank=place, genres=genres_of(item, place))
        for place, item in enumerate(most_played(items, n), 1)
    )


def _curated(item: TopItem) -> Mapping[str, float]:
    strongest = sorted(item.genres.items(), key=lambda genre: (-genre[1], genre[0]))
    return dict(strongest[:CURATED_GENRES])
