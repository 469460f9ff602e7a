"""Whether a source that tells less sinks people, or one that tells more lifts them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from scripts.quality.friends import Friends
from scripts.quality.listeners import (
    INPUTS,
    SEED,
    Change,
    Listeners,
    TopItems,
    as_likes,
    generator,
    most_played,
    without_genres,
)
from scripts.quality.measures import first_places, friend_finding, mean
from scripts.quality.rows import OURS, Row, row_of
from scripts.quality.soulmate import Community, Points, Scorer

MISSING_SEEDS = (100, 101)

MIXES: dict[str, tuple[Change, Change]] = {
    "ranks beside plays": (INPUTS["ranks"], lambda items, _: without_genres(items)),
    "likes beside plays": (
        lambda items, _: without_genres(as_likes(items)),
        lambda items, _: without_genres(items),
    ),
    "10 artists beside 50": (
        lambda items, _: without_genres(most_played(items, 10)),
        lambda items, _: without_genres(items),
    ),
}
"""What one random half of the people tell, and what the other half do."""


class Fairness:
    """Gives random halves of the people different sources."""

    def __init__(self, listeners: Listeners, scorer: Scorer, friends: Friends) -> None:
        self._listeners = listeners
        self._scorer = scorer
        self._friends = friends

    def missing_blocks(self) -> Iterator[Row]:
        """Yield rows with half of the people known by ranks alone, without genres.

        ``mrr_change`` is relative to everybody's best input; ``others_held`` is the
        part of the first ten places in the lists of people with genres that people
        with genres hold, against ``others_part`` of all people.
        """
        best = friend_finding(
            self._friends.points("plays"), self._listeners.are_friends
        )
        for seed in MISSING_SEEDS:
            change = (INPUTS["ranks"], INPUTS["plays"])
            row = self._mixed("missing blocks", "no tags beside tags", change, seed)
            change_of_mrr = float(str(row["mrr"])) / mean(best["mrr"]) - 1
            yield row | {"mrr_change": round(change_of_mrr, 5)}

    def mixed_sources(self) -> Iterator[Row]:
        """Yield rows in which nobody has genres, but lists are of two kinds."""
        for name, changes in MIXES.items():
            yield self._mixed("mixed sources", name, changes, SEED)

    def _mixed(
        self, task: str, name: str, changes: tuple[Change, Change], seed: int
    ) -> Row:
        """Rank with a random half changed one way and the others the other way."""
        rng = generator(seed)
        is_low = rng.random(len(self._listeners)) < 0.5
        items: Sequence[TopItems] = [
            changes[0 if low else 1](items, rng)
            for items, low in zip(self._listeners.top_items, is_low, strict=True)
        ]
        community = Community.of(self._listeners.user_ids, items)
        points = self._scorer.among(community, f"{OURS}, {name}, half {seed}")
        figures = friend_finding(points, self._listeners.are_friends)
        said = {"task": task, "input": name, "method": OURS, "seed": seed}
        return row_of(figures, **said) | _held(points, is_low)


def _held(points: Points, is_low: NDArray[np.bool_]) -> Row:
    """Tell who holds the first ten places in the lists of both halves."""
    others_held = ~is_low[first_places(points)]
    return {
        "others_part": round(float((~is_low).mean()), 5),
        "others_held": round(float(others_held[~is_low].mean()), 5),
        "others_held_at_changed": round(float(others_held[is_low].mean()), 5),
    }
