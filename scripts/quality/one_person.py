"""One person through two music sources: do they find themselves, and how close?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np

from backend.taste_profile import POINTS
from backend.taste_profile.scoring import score_points
from scripts.quality.listeners import Listeners
from scripts.quality.measures import Figures, own_half
from scripts.quality.other_half import split
from scripts.quality.rows import OURS, of_people
from scripts.quality.soulmate import Community, Points, Scorer
from scripts.quality.source_views import (
    SOURCES,
    Chosen,
    draw_sources,
    other_sources,
    through,
)

Named = tuple[str, Figures]
"""What was compared, and ``mrr``, ``top1`` and the ``score`` of the pair, in [0, 1]."""


def whole_lists(
    listeners: Listeners,
    community: Community,
    points: Points,
    chosen: Chosen,
    seed: int,
) -> Iterator[Named]:
    """Yield how people find themselves, coming through a second source as well.

    Args:
        listeners: Who.
        community: All of them, each through their own source.
        points: Everybody's with everybody in that community.
        chosen: Each person's source.
        seed: Draws the second sources, and the order of equal plays there.
    """
    second = other_sources(chosen, seed)
    items = through(listeners.top_items, second, seed=seed)
    again = community.vectors_of(listeners.user_ids, items)
    own = [
        score_points(one, other, community.statistics)
        for one, other in zip(community.vectors, again, strict=True)
    ]
    points = points.copy()
    np.fill_diagonal(points, own)
    yield from _by_sources("whole lists", points, chosen, second)


def halves(listeners: Listeners, scorer: Scorer, seed: int) -> Iterator[Named]:
    """Yield the same for lists with half of the artists, drawn apart.

    One half of everybody is the community, through a random source each; the other
    half looks, through a random source of its own, at times the same.
    """
    cut = split(listeners, "D", seed)
    user_ids = [listeners.user_ids[place] for place in cut.people]
    first = draw_sources(len(cut.people), seed + 1)
    second = draw_sources(len(cut.people), seed + 2)
    # Apart, so that the order of equal plays does not give a half away.
    looking = through(cut.first, first, seed=seed)
    community = Community.of(user_ids, through(cut.second, second, seed=seed + 1))
    viewers = community.vectors_of(user_ids, looking)
    points = scorer.across(viewers, community, f"{OURS}, halves through two sources")
    yield from _by_sources("halves", points, first, second)


def _by_sources(
    name: str, points: Points, first: Chosen, second: Chosen
) -> Iterator[Named]:
    figures = {**own_half(points), "score": np.diagonal(points) / POINTS}
    for one, other in product(SOURCES, SOURCES):
        here = (first == one) & (second == other)
        # One person alone has no standard error.
        if here.sum() > 1:
            yield f"{name}, {one} and {other}", of_people(figures, here)
