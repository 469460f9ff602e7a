"""Anonymous people in the rankings of users to whom they are revealed."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from backend.taste_profile import match_pair, share_music
from backend.use_cases.community.ports import (
    Nominations,
    RankingFilter,
)
from backend.use_cases.people.shown_people import Viewer
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.profiles.store import ProfileStore

MAX_REVEALED = 20
"""The newest; each of them is read whole."""


@dataclass(frozen=True, slots=True)
class Revealed:
    """An anonymous person whom waves from both sides revealed to one viewer.

    Args:
        user_id: Who.
        points: Of their whole tastes.
        is_verified: Whether every source proved who listens.
    """

    user_id: str
    points: int
    is_verified: bool


def revealed_to(
    viewer: Viewer, people: RankingFilter, store: ProfileStore
) -> list[Revealed]:
    """Return whom waves revealed to the viewer.

    The index knows anonymous people by what they show to everybody.
    """
    relations, community, revealed = viewer.relations, viewer.community, []
    mutual = (wave.other_id for wave in relations.waves if wave.is_mutual)
    for user_id in islice(dict.fromkeys(mutual), MAX_REVEALED):
        try:
            item = store.get(user_id)
        except ProfileNotFoundError:
            continue
        if item.visibility == "open" or relations.visibility(item) != "open":
            continue
        if people != "all" and item.is_verified != (people == "verified"):
            continue
        vector = community.vector(item)
        if share_music(viewer.vector, vector):
            match = match_pair(viewer.vector, vector, community.statistics)
            revealed.append(Revealed(user_id, match.score.points, item.is_verified))
    return revealed


def with_revealed(
    nominations: Nominations,
    revealed: Sequence[Revealed],
    points_of: Callable[[str], int],
    n: int,
) -> Nominations:
    """Put revealed people where their whole tastes rank them.

    Args:
        nominations: By what people show to everybody.
        revealed: Whom the viewer knows better.
        points_of: Returns the points by which a person was nominated.
        n: How many at most.
    """
    known = {person.user_id: person.points for person in revealed}
    user_ids, verified = nominations.user_ids, nominations.verified

    def place(user_id: str) -> tuple[int, str]:
        points = known.get(user_id)
        return -(points_of(user_id) if points is None else points), user_id

    groups = {True: [*user_ids[:verified]], False: [*user_ids[verified:]]}
    for is_verified, group in groups.items():
        group[:] = [user_id for user_id in group if user_id not in known]
        for person in revealed:
            if person.is_verified is is_verified:
                insort(group, person.user_id, key=place)
    ranking = [*groups[True], *groups[False]][:n]
    return replace(nominations, user_ids=ranking, verified=len(groups[True]))
