"""Genres for the artists of one listening, read side by side and kept.

Last.fm's terms let one keep 100 MB of its data unless it agrees to more. What is kept
here is the small part: one listening of 600 items takes about 200 KB in a kept
profile, so nearly 500 people from Last.fm come to the limit. Nothing here counts them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from queue import Empty, SimpleQueue
from typing import Protocol

from backend.sources._bounded_time import Deadline, side_by_side
from backend.sources._kept_answers import KeptAnswers
from backend.sources.lastfm.tags import read_genres
from backend.taste_profile import TopItem
from backend.taste_profile.item_lists import item_key
from backend.use_cases.listening.errors import SourceError

MAX_ARTISTS_ASKED = 40
AT_ONCE = 4
MAX_ARTISTS_KEPT = 20_000
"""With eight genres each, some 5 MB as text."""
SECONDS_KEPT = 86_400.0

_log = logging.getLogger(__name__)


class TagClient(Protocol):
    """Who asks for tags."""

    def top_tags(self, artist: str) -> object:
        """Return the raw answer of ``artist.getTopTags``."""


class ArtistGenres:
    """Knows the genres of artists after their first reading; safe between threads."""

    def __init__(self) -> None:
        self._kept = KeptAnswers[str, Mapping[str, float]](
            MAX_ARTISTS_KEPT, SECONDS_KEPT
        )

    def added_to(
        self,
        items: Sequence[TopItem],
        connect: Callable[[], AbstractContextManager[TagClient]],
        deadline: Deadline,
    ) -> tuple[TopItem, ...]:
        """Return the items with genres on the artists that are played most.

        Nothing is raised: what does not come in time, or after the first failure, is
        left without genres.

        Args:
            items: Artists and tracks of all time ranges.
            connect: Opens a connection of its own for each of ``AT_ONCE`` threads.
            deadline: Of the whole save.
        """
        chosen = _most_played(items)
        unknown = {key: n for key, n in chosen.items() if self._kept.get(key) is None}
        if unknown:
            self._ask(unknown, connect, deadline)
        genres = {key: found for key in chosen if (found := self._kept.get(key))}
        return tuple(
            replace(item, genres=genres[item_key(item)])
            if item.kind == "artist" and item_key(item) in genres
            else item
            for item in items
        )

    def _ask(
        self,
        names: Mapping[str, str],
        connect: Callable[[], AbstractContextManager[TagClient]],
        deadline: Deadline,
    ) -> None:
        waiting: SimpleQueue[tuple[str, str]] = SimpleQueue()
        for named in names.items():
            waiting.put(named)

        def work() -> None:
            with connect() as client:
                while (named := _next(waiting)) is not None and _lasts(deadline):
                    key, name = named
                    self._kept.put(key, read_genres(client.top_tags(name)))

        try:
            side_by_side([work] * min(AT_ONCE, len(names)), deadline)
        except (SourceError, TimeoutError):
            # The other threads find nothing more to ask for.
            while _next(waiting) is not None:
                pass
            _log.warning("Not all artists got genres: Last.fm gave no more tags")


def _next(waiting: SimpleQueue[tuple[str, str]]) -> tuple[str, str] | None:
    try:
        return waiting.get_nowait()
    except Empty:
        return None


def _lasts(deadline: Deadline) -> bool:
    return deadline.remaining_seconds > 0


def _most_played(items: Sequence[TopItem]) -> Mapping[str, str]:
    """Return key and name of the artists with most plays over all ranges.

    What was played lately is in every range, so it counts more.
    """
    plays: dict[str, int] = {}
    names: dict[str, str] = {}
    for item in items:
        if item.kind == "artist":
            key = item_key(item)
            plays[key] = plays.get(key, 0) + (item.plays or 1)
            names.setdefault(key, item.name)
    # Sorting is stable: equals stay in the order of their lists.
    most = sorted(plays, key=lambda key: -plays[key])[:MAX_ARTISTS_ASKED]
    return {key: names[key] for key in most}
