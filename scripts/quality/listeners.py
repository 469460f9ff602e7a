"""The listeners that everything is measured on, and what is hidden from the score."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from backend.dev_server.hetrec import read_friends, read_listeners
from backend.taste_profile import TopItem

TopItems = tuple[TopItem, ...]
BoolMatrix = NDArray[np.bool_]

TUNING_SEED = 7
"""Draws the half of the listeners on which parameters were chosen."""


@dataclass(frozen=True)
class Listeners:
    """People in a fixed order, what each listens to, and who is friends with whom.

    Args:
        user_ids: One per person.
        top_items: One tuple per person, with plays and genres.
        are_friends: ``are_friends[i, j]``; symmetric, nobody their own friend.
    """

    user_ids: Sequence[str]
    top_items: Sequence[TopItems]
    are_friends: BoolMatrix

    def __len__(self) -> int:
        return len(self.user_ids)

    @property
    def tuned(self) -> NDArray[np.bool_]:
        """The random half of the people on which parameters were chosen."""
        order = generator(TUNING_SEED).permutation(len(self))
        tuned = np.zeros(len(self), dtype=np.bool_)
        tuned[order[: len(self) // 2]] = True
        return tuned


def generator(seed: int) -> np.random.Generator:
    """Return a generator of random numbers that starts the same every time."""
    return np.random.Generator(np.random.PCG64(seed))


def read(folder: Path, most: int | None = None) -> Listeners:
    """Read a HetRec 2011 Last.fm folder; the first listeners only, if ``most`` says so.

    A listener's own tagging is left out of the genres of what that listener hears: it
    would tell who they are.
    """
    listeners, _ = read_listeners(folder, with_own_tags=False)
    listeners = listeners[:most]
    friends, _ = read_friends(folder)
    place = {listener.number: i for i, listener in enumerate(listeners)}
    are_friends = np.zeros((len(place), len(place)), dtype=np.bool_)
    for number, i in place.items():
        for friend in friends.get(number, frozenset()):
            if friend in place:
                are_friends[i, place[friend]] = True
    return Listeners(
        user_ids=[str(listener.number) for listener in listeners],
        top_items=[listener.top_items for listener in listeners],
        are_friends=are_friends,
    )


def as_ranks(items: TopItems, rng: np.random.Generator) -> TopItems:
    """Replace plays by ranks, as Spotify gives them; equal plays in random order."""
    order = sorted(
        zip(items, rng.random(len(items)), strict=True),
        key=lambda pair: (-(pair[0].plays or 0), pair[1]),
    )
    return tuple(
        replace(item, plays=None, rank=place)
        for place, (item, _) in enumerate(order, 1)
    )


def as_likes(items: TopItems) -> TopItems:
    """Hide plays: all items are liked alike."""
    return tuple(replace(item, plays=None) for item in items)


def without_genres(items: TopItems) -> TopItems:
    """Hide the genres, as a source without them does."""
    return tuple(replace(item, genres={}) for item in items)


def most_played(items: TopItems, n: int) -> TopItems:
    """Keep the head of the list."""
    return tuple(sorted(items, key=lambda item: -(item.plays or 0))[:n])


Change = Callable[[TopItems, np.random.Generator], TopItems]

INPUTS: Mapping[str, Change] = {
    "plays": lambda items, _: items,
    "ranks+tags": as_ranks,
    "ranks": lambda items, rng: without_genres(as_ranks(items, rng)),
}
"""What a source tells: play counts with genres, ranks with genres, ranks alone."""

SEED = 20240501


def told(
    top_items: Iterable[TopItems], change: Change, seed: int = SEED
) -> list[TopItems]:
    """Return what a source of one kind would say about everybody.

    Args:
        top_items: One tuple per person.
        change: What the source hides.
        seed: Draws the order of equal plays.
    """
    rng = generator(seed)
    return [change(items, rng) for items in top_items]
