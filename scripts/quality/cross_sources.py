"""Whether it matters which music source a person comes through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import numpy as np

from scripts.quality import one_person
from scripts.quality.listeners import SEED, Listeners
from scripts.quality.measures import Figures, first_places, friend_finding, mean
from scripts.quality.rows import OURS, Row, of_people, row_of
from scripts.quality.soulmate import Community, Points, Scorer
from scripts.quality.source_views import (
    HALF,
    SOURCES,
    USUAL,
    Chosen,
    Lengths,
    draw_sources,
    through,
)

TASK = "cross sources"
PLACES = f"{TASK}, first places"
ONE_PERSON = f"{TASK}, one person"

MIXED = "each through a random source"
ALL = "everybody through"


def places_held(points: Points, chosen: Chosen) -> Figures:
    """Tell which sources' people hold the first ten places in everybody's list.

    Args:
        points: People by people.
        chosen: Each person's source.

    Returns:
        Source to one value per viewer: the part of the first ten places that people
        of the source hold, over their part of all people but the viewer. 1 is fair.
    """
    held = chosen[first_places(points)]
    others = len(chosen) - 1
    figures = {}
    for source in SOURCES:
        part = ((chosen == source).sum() - (chosen == source)) / others
        figures[source] = (held == source).mean(axis=1) / part
    return figures


@dataclass(frozen=True)
class _Ranked:
    """People through their sources, and their points with each other."""

    community: Community
    points: Points


class CrossSources:
    """Gives the same people through each source, and through a random one each."""

    def __init__(self, listeners: Listeners, scorer: Scorer, seed: int = SEED) -> None:
        self._listeners = listeners
        self._scorer = scorer
        self._seed = seed
        self._chosen = draw_sources(len(listeners), seed)

    def rows(self) -> Iterator[Row]:
        """Yield rows of friend finding, first places, and one person seen twice."""
        mix = self._ranked(MIXED, self._chosen)
        singles = {
            source: self._ranked(f"{ALL} {source}", self._all_through(source)).points
            for source in SOURCES
        }
        yield from self._friends(mix.points, singles)
        yield from self._places(MIXED, mix.points)
        shorter = self._ranked(f"{MIXED}, lists half as long", self._chosen, HALF)
        yield from self._places("lists half as long", shorter.points)
        # All come through one source here: what is off 1 is the luck of the draw.
        yield from self._places("the draw alone", singles["listenbrainz"])
        yield from self._one_person(mix)

    def _all_through(self, source: str) -> Chosen:
        return np.full(len(self._listeners), source)

    def _ranked(self, name: str, chosen: Chosen, lengths: Lengths = USUAL) -> _Ranked:
        items = through(self._listeners.top_items, chosen, lengths, self._seed)
        community = Community.of(self._listeners.user_ids, items)
        return _Ranked(community, self._scorer.among(community, f"{OURS}, {name}"))

    def _row(self, task: str, name: str, figures: Figures) -> Row:
        said = {"task": task, "input": name, "method": OURS, "seed": self._seed}
        return row_of(figures, **said)

    def _friends(self, mixed: Points, singles: Mapping[str, Points]) -> Iterator[Row]:
        """Yield friend finding through each source and through a random one each.

        The change of the MRR is relative: to that of the best and the worst source,
        or to what the same viewers find when everybody comes through their source.
        """
        are_friends = self._listeners.are_friends
        found = {
            source: friend_finding(points, are_friends)
            for source, points in singles.items()
        }
        for source, figures in found.items():
            yield self._row(TASK, f"{ALL} {source}", figures)
        figures = friend_finding(mixed, are_friends)
        singly = [mean(single["mrr"]) for single in found.values()]
        yield self._row(TASK, MIXED, figures) | {
            "mrr_change": _change(mean(figures["mrr"]), max(singly)),
            "mrr_change_from_worst": _change(mean(figures["mrr"]), min(singly)),
        }
        for source in SOURCES:
            mine = self._chosen == source
            here = of_people(figures, mine)
            alone = of_people(found[source], mine)
            yield self._row(TASK, f"{MIXED}, seen from {source}", here) | {
                "mrr_change": _change(mean(here["mrr"]), mean(alone["mrr"]))
            }

    def _places(self, name: str, points: Points) -> Iterator[Row]:
        figures = places_held(points, self._chosen)
        yield self._row(PLACES, name, figures)
        for source in SOURCES:
            seen = of_people(figures, self._chosen == source)
            yield self._row(PLACES, f"{name}, seen from {source}", seen)

    def _one_person(self, mix: _Ranked) -> Iterator[Row]:
        whole = one_person.whole_lists(
            self._listeners, mix.community, mix.points, self._chosen, self._seed + 1
        )
        halves = one_person.halves(self._listeners, self._scorer, self._seed)
        for name, figures in chain(whole, halves):
            yield self._row(ONE_PERSON, name, figures)


def _change(now: float, before: float) -> float:
    return round(now / before - 1, 5)
