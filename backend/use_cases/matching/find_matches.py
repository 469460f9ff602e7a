"""Find a user's matches, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from backend.taste_profile import Statistics
from backend.use_cases.community.ports import RankingFilter
from backend.use_cases.matching.cursors import Cursor, read_cursor, write_cursor
from backend.use_cases.people.shown_people import Soulmate, Viewer
from backend.use_cases.people.viewing import MAX_RANKING, Viewing
from backend.use_cases.profiles.errors import ProfileNotFoundError

LISTED_CONTRIBUTIONS = 8
SPARE = 10
"""Nominated beyond the page, for those who leave or hide at that moment."""


@dataclass(frozen=True, slots=True)
class RankingPage:
    """One page of a ranking.

    Args:
        user_id: Whose ranking it is.
        artists: How many artists the ranking could go by.
        matches: Closest first.
        next_cursor: Gives the next page; ``None`` on the last one.
        is_complete: Whether all was read that the ranking should rest on.
        statistics: The population that scores and rarities refer to.
    """

    user_id: str
    artists: int
    matches: tuple[Soulmate, ...]
    next_cursor: str | None
    is_complete: bool
    statistics: Statistics


def find_matches(
    caller_id: str,
    user_id: str,
    *,
    n: int,
    cursor: str | None,
    people: RankingFilter = "all",
    viewing: Viewing,
) -> RankingPage:
    """Return one page of the caller's own ranking.

    Args:
        caller_id: Who asks.
        user_id: Whose ranking; the caller's own.
        n: Length of the page, 1 to 50.
        cursor: ``next_cursor`` of the page before, or ``None``.
        people: Whom the ranking is of; the same on every page.
        viewing: The population and who may be seen.

    Raises:
        NotPermittedError: It is not the caller's own ranking.
        ProfileNotFoundError: The caller has no taste profile.
        HiddenUserError: The caller is hidden.
        InvalidCursorError: The cursor cannot be read.
    """
    after = read_cursor(cursor) if cursor is not None else Cursor("", 0)
    viewer = viewing.viewer(caller_id, user_id)
    wanted = min(MAX_RANKING, after.place + n + SPARE)
    nominations = viewing.ranking(viewer, wanted, people)
    ranking = nominations.user_ids
    place = _start(viewing, viewer, ranking, after)
    matches: list[Soulmate] = []
    while place < len(ranking) and len(matches) < n:
        portion = ranking[place : place + n - len(matches)]
        matches += _shown(viewing, viewer, portion)
        place += len(portion)
    next_cursor = None
    if place < len(ranking) or wanted == len(ranking) < MAX_RANKING:
        last_shown = matches[-1].user_id if matches else after.last_shown
        next_cursor = write_cursor(Cursor(last_shown, place))
    return RankingPage(
        user_id=user_id,
        artists=len(viewer.vector.blocks.get("artist", {})),
        matches=tuple(matches),
        next_cursor=next_cursor,
        is_complete=nominations.is_complete,
        statistics=viewer.community.statistics,
    )


def _start(
    viewing: Viewing, viewer: Viewer, ranking: Sequence[str], after: Cursor
) -> int:
    """Continue behind the last person shown, wherever that person stands now."""
    if after.last_shown:
        for place, user_id in enumerate(ranking):
            if viewing.shown_id(viewer, user_id) == after.last_shown:
                return place + 1
    return after.place


def _shown(
    viewing: Viewing, viewer: Viewer, user_ids: Sequence[str]
) -> Iterator[Soulmate]:
    """Yield soulmates, but for people who have left or hidden."""
    heads, relations = viewing.store.heads(user_ids), viewer.relations
    people = [
        (heads[user_id], relations.visibility(heads[user_id]))
        for user_id in user_ids
        if user_id in heads
    ]
    as_chosen = [
        shown
        for shown, visibility in people
        if visibility == shown.visibility != "hidden"
    ]
    matches = dict(viewer.community.matches(viewer.vector, as_chosen))
    for shown, visibility in people:
        if visibility == "hidden":
            continue
        if visibility != shown.visibility:
            with suppress(ProfileNotFoundError):
                matches[shown.user_id] = viewing.whole_match(viewer, shown.user_id)
        if (match := matches.get(shown.user_id)) is not None:
            yield viewing.soulmate(viewer, shown, match, LISTED_CONTRIBUTIONS)
