"""Find one's matches, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backend.taste_profile import Match, Statistics
from backend.use_cases.cursors import Cursor, read_cursor, write_cursor
from backend.use_cases.errors import ProfileNotFoundError
from backend.use_cases.viewing import Soulmate, Viewer, Viewing

LISTED_CONTRIBUTIONS = 8


@dataclass(frozen=True, slots=True)
class RankingPage:
    """One page of a ranking.

    Args:
        user_id: Whose ranking it is.
        artists: How many artists the ranking could go by.
        matches: Closest first.
        next_cursor: Gives the next page; ``None`` on the last one.
        statistics: The population that scores and rarities refer to.
    """

    user_id: str
    artists: int
    matches: tuple[Soulmate, ...]
    next_cursor: str | None
    statistics: Statistics


def find_matches(
    caller_id: str, user_id: str, *, n: int, cursor: str | None, viewing: Viewing
) -> RankingPage:
    """Return one page of the caller's own ranking.

    Args:
        caller_id: Who asks.
        user_id: Whose ranking; the caller's own.
        n: Length of the page, 1 to 50.
        cursor: ``next_cursor`` of the page before, or ``None``.
        viewing: The population and who may be seen.

    Raises:
        NotPermittedError: Somebody else's ranking was asked for.
        ProfileNotFoundError: The caller has no taste profile.
        HiddenUserError: The caller is hidden.
        InvalidCursorError: The cursor cannot be read.
    """
    after = read_cursor(cursor) if cursor is not None else None
    viewer = viewing.viewer(caller_id, user_id)
    ranking = viewing.ranking(viewer)
    place = _start(viewing, viewer, ranking, after) if after else 0
    matches: list[Soulmate] = []
    while place < len(ranking) and len(matches) < n:
        matches += _shown(viewing, viewer, ranking[place])
        place += 1
    next_cursor = None
    if matches and place < len(ranking):
        next_cursor = write_cursor(Cursor(matches[-1].user_id, place))
    return RankingPage(
        user_id=user_id,
        artists=len(viewer.vector.blocks.get("artist", {})),
        matches=tuple(matches),
        next_cursor=next_cursor,
        statistics=viewer.community.statistics,
    )


def _start(
    viewing: Viewing, viewer: Viewer, ranking: Sequence[Match], after: Cursor
) -> int:
    """Continue behind the last person shown, wherever that person stands now."""
    for place, match in enumerate(ranking):
        if viewing.shown_id(viewer, match.user_id) == after.last_shown:
            return place + 1
    return after.place


def _shown(viewing: Viewing, viewer: Viewer, match: Match) -> list[Soulmate]:
    """Return the match as a soulmate, or nothing if the person has left or hidden."""
    try:
        item = viewing.store.get(match.user_id)
    except ProfileNotFoundError:
        return []
    if item.visibility == "hidden":
        return []
    return [viewing.soulmate(viewer, item, match, LISTED_CONTRIBUTIONS)]
