"""How much a ranking owes to the draw of the panel, to short lists and to clones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b

import numpy as np

from backend.taste_profile import MAX_NAMED_ARTISTS
from scripts.quality.friends import Friends
from scripts.quality.listeners import (
    Change,
    Listeners,
    TopItems,
    as_likes,
    as_ranks,
    generator,
    most_played,
    told,
    without_genres,
)
from scripts.quality.measures import first_places, friend_finding
from scripts.quality.rows import OURS, Row, row_of
from scripts.quality.soulmate import Community, Points, Scorer

PANEL_PARTS: tuple[float, ...] = (0.15, 0.3)
PANEL_DRAWS = 3
CLONES = 50
NAMED_ARTISTS = (MAX_NAMED_ARTISTS, 3)

LISTS: Mapping[str, Change] = {
    "5 artists": lambda items, _: most_played(items, 5),
    "10 artists": lambda items, _: most_played(items, 10),
    "20 artists": lambda items, _: most_played(items, 20),
    "20 ranked artists": lambda items, rng: as_ranks(items, rng)[:20],
    "likes": lambda items, _: as_likes(items),
}


class Variations:
    """Repeats friend finding with one thing changed, with plays and genres."""

    def __init__(self, listeners: Listeners, scorer: Scorer, friends: Friends) -> None:
        self._listeners = listeners
        self._scorer = scorer
        self._friends = friends

    def panels(self) -> Iterator[Row]:
        """Yield rows for other draws of the panel, and for smaller panels.

        Panels are drawn by the hash of the user id, so other ids draw another one.
        ``same_top_10`` is the part of the first ten places that stays the same.
        """
        people = len(self._listeners)
        for draw in range(1, PANEL_DRAWS + 1):
            yield self._panel(f"draw {draw}", f"draw{draw}-", 1.0)
        for part in PANEL_PARTS:
            yield self._panel(f"{round(part * people)} may join", "", part)

    def _panel(self, name: str, prefix: str, part: float) -> Row:
        user_ids = [f"{prefix}{user_id}" for user_id in self._listeners.user_ids]
        community = Community.of(
            user_ids,
            self._listeners.top_items,
            may_join_panel=lambda user_id: _fraction(user_id) < part,
        )
        points = self._scorer.among(community, f"{OURS}, panel: {name}")
        row = self._row(points, "panel", name)
        return row | {"panel": len(community.statistics.panel)}

    def lists(self) -> Iterator[Row]:
        """Yield rows for short lists and for likes, with genres."""
        for name, change in LISTS.items():
            items = told(self._listeners.top_items, change)
            community = Community.of(self._listeners.user_ids, items)
            points = self._scorer.among(community, f"{OURS}, {name}")
            yield self._row(points, "lists", name)

    def anonymous(self) -> Iterator[Row]:
        """Yield rows for everybody being found by a few named artists alone."""
        community = Community.of(self._listeners.user_ids, self._listeners.top_items)
        for n in NAMED_ARTISTS:
            named = [_named(items, n) for items in self._listeners.top_items]
            shown = Community(
                community.statistics,
                community.vectors_of(self._listeners.user_ids, named),
            )
            what = f"{n} artists named"
            points = self._scorer.across(community.vectors, shown, f"{OURS}, {what}")
            yield self._row(points, "anonymous", what)

    def clones(self) -> Iterator[Row]:
        """Yield what 50 clones each of a random person and of a hub do to the others.

        ``clones_held`` is the part of first ten places that clones take when they are
        not left out; all else is counted without them. ``near`` are the 50 nearest of
        the cloned: how often they stand in anybody's first ten, before and after.
        """
        before = self._friends.points("plays")
        people = len(self._listeners)
        often = np.bincount(first_places(before).ravel(), minlength=people)
        cloned = [int(generator(5).integers(people)), int(often.argmax())]
        ids = [*self._listeners.user_ids]
        items = [*self._listeners.top_items]
        for place in cloned:
            ids += [
                f"{self._listeners.user_ids[place]}-clone-{n}" for n in range(CLONES)
            ]
            items += [self._listeners.top_items[place]] * CLONES
        community = Community.of(ids, items)
        points = self._scorer.among(
            community, f"{OURS}, with {CLONES} clones each of 2"
        )
        others = np.setdiff1d(np.arange(people), cloned)
        held = (first_places(points)[others] >= people).mean()
        row = self._row(
            points[:people, :people], "clones", f"{CLONES} each of 2 people"
        )
        near = np.argsort(-before[cloned], axis=1)[:, :50].ravel()
        after = first_places(points[:people, :people])
        panel = community.statistics.panel
        yield row | {
            "clones_held": round(float(held), 5),
            "clones_in_panel": sum("-clone-" in user_id for user_id in panel),
            "near_before": int(np.isin(first_places(before), near).sum()),
            "near_after": int(np.isin(after, near).sum()),
        }

    def _row(self, points: Points, task: str, name: str) -> Row:
        figures = friend_finding(points, self._listeners.are_friends)
        said = {"task": task, "input": name, "method": OURS}
        before = first_places(self._friends.points("plays"))
        after = first_places(points)
        same = [len(set(a) & set(b)) / 10 for a, b in zip(before, after, strict=True)]
        return row_of(figures, **said) | {"same_top_10": round(float(np.mean(same)), 5)}


def _named(items: TopItems, n: int) -> TopItems:
    """Return what an anonymous person shows who names their n most played artists."""
    return without_genres(as_likes(most_played(items, n)))


def _fraction(user_id: str) -> float:
    """Return a number in [0, 1) that has nothing to do with who joins the panel."""
    digest = blake2b(user_id.encode(), digest_size=8, person=b"fraction").digest()
    return int.from_bytes(digest, "big") / 2**64
