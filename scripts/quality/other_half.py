"""Re-identification: find the other half of a listener's history among everybody's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from scripts.quality.amounts import amounts
from scripts.quality.listeners import (
    INPUTS,
    SEED,
    Listeners,
    TopItems,
    generator,
    told,
)
from scripts.quality.measures import Figures, own_half
from scripts.quality.peers import PEERS
from scripts.quality.progress import Progress
from scripts.quality.rows import EVERYBODY, OURS, Row, halves, row_of_splits
from scripts.quality.soulmate import Community, Scorer

Counts = NDArray[np.int64]
SplitTask = Literal["S20", "D"]
SEEDS = (SEED, 1, 2)

PLAYS_OF_A_SMALL_HALF = 20


@dataclass(frozen=True)
class Split:
    """Two halves of the histories of the same people.

    Args:
        people: Places among the listeners; without those who lost all of a half.
        first: What the people who look listened to.
        second: What is looked through; also the population.
    """

    people: Sequence[int]
    first: Sequence[TopItems]
    second: Sequence[TopItems]


def split(listeners: Listeners, task: SplitTask, seed: int) -> Split:
    """Split every history in two, each play by a coin.

    Args:
        listeners: Whose histories.
        task: ``S20`` leaves 20 plays in each half; ``D`` hides each artist of each
            half with probability 1/2.
        seed: Draws the coins.
    """
    rng = generator(seed)
    people, first, second = [], [], []
    for place, items in enumerate(listeners.top_items):
        plays = np.array([item.plays or 0 for item in items], dtype=np.int64)
        heads = rng.binomial(plays, 0.5)
        one, other = (_seen(part, task, rng) for part in (heads, plays - heads))
        if one.any() and other.any():
            people.append(place)
            first.append(_with_plays(items, one))
            second.append(_with_plays(items, other))
    return Split(people, first, second)


def _seen(
    plays: Counts,
    task: SplitTask,
    rng: np.random.Generator,
) -> Counts:
    if task == "D":
        return plays * (rng.random(len(plays)) < 0.5)
    if plays.sum() <= PLAYS_OF_A_SMALL_HALF:
        return plays
    return rng.multivariate_hypergeometric(plays, PLAYS_OF_A_SMALL_HALF)


def _with_plays(items: TopItems, plays: Counts) -> TopItems:
    return tuple(
        replace(item, plays=int(count))
        for item, count in zip(items, plays, strict=True)
        if count > 0
    )


class OtherHalf:
    """Ranks everybody's second half for every first half, over several splits."""

    def __init__(
        self,
        listeners: Listeners,
        scorer: Scorer,
        progress: Progress,
        seeds: Sequence[int] = SEEDS,
    ) -> None:
        self._listeners = listeners
        self._scorer = scorer
        self._progress = progress
        self._seeds = seeds

    def rows(self, task: SplitTask, given: str) -> Iterator[Row]:
        """Yield our row, our rows by half of the people, and a row for every peer."""
        found: dict[str, list[Figures]] = {}
        by_half: dict[str, list[Figures]] = {}
        for seed in self._seeds:
            cut = split(self._listeners, task, seed)
            # Apart, so that the order of equal plays does not give a half away.
            cut = replace(
                cut,
                first=told(cut.first, INPUTS[given], seed),
                second=told(cut.second, INPUTS[given], seed + 1),
            )
            ours = self._ours(cut, f"{OURS}, {given}: {task}, split {seed}")
            found.setdefault(OURS, []).append(ours)
            tuned = self._listeners.tuned[list(cut.people)]
            for half, figures in halves(ours, tuned).items():
                by_half.setdefault(half, []).append(figures)
            self._progress.say(f"peers, {given}: {task}, split {seed}")
            first, second = amounts([cut.first, cut.second])
            for method, formula in PEERS.items():
                found.setdefault(method, []).append(own_half(formula(first, second)))
        for method, figures_of_splits in found.items():
            said = {"task": task, "input": given, "method": method}
            yield row_of_splits(figures_of_splits, **said, users=EVERYBODY)
        for half, figures_of_splits in by_half.items():
            said = {"input": given, "method": f"{OURS}, {half} half", "users": half}
            yield row_of_splits(figures_of_splits, task=f"{task} by half", **said)

    def _ours(self, cut: Split, what: str) -> Figures:
        user_ids = [self._listeners.user_ids[place] for place in cut.people]
        community = Community.of(user_ids, cut.second)
        viewers = community.vectors_of(user_ids, cut.first)
        return own_half(self._scorer.across(viewers, community, what))
