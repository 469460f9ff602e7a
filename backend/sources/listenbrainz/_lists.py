"""A user's six top lists: which ranges to read, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from backend.sources._bounded_time import in_time
from backend.sources.listenbrainz._client import ListenBrainzClient
from backend.sources.listenbrainz._ranges import ranges_for
from backend.sources.listenbrainz._rows import SOURCE
from backend.sources.listenbrainz.reader import (
    ENTITIES,
    read_listen_count,
    read_page,
    read_top_items,
)
from backend.taste_profile import TopItem
from backend.taste_profile.top_items import TIME_RANGES, ItemKind, TimeRange
from backend.use_cases.listening.errors import SourceEmptyError, SourceUnavailableError

MAX_ROWS = 100
"""Of every list: 600 items fit into one kept profile."""

_KINDS: tuple[ItemKind, ...] = ("artist", "track")

Rows = list[object] | None
"""What a list holds; ``None`` when it is not computed."""


@dataclass(frozen=True, slots=True)
class TopLists:
    """Fetches the lists of one user.

    Args:
        client: Of this fetch.
        user_name: Whose lists.
        page_size: Rows in one call, 1 to ``MAX_ROWS``.
    """

    client: ListenBrainzClient
    user_name: str
    page_size: int

    def fetch(self, fetched_at: str) -> list[TopItem]:
        """Return the top items of all lists, artists first, without genres and dates.

        Raises:
            SourceError: A list cannot be had, or all of them are empty.
        """
        today = date.fromisoformat(fetched_at[:10])
        found: list[TopItem] = []
        is_computed = False
        for kind in _KINDS:
            # Three at a time: a public service, and one address for everybody here.
            lists = in_time(
                SOURCE,
                [partial(self._list, kind, span, today) for span in TIME_RANGES],
                self.client.deadline,
            )
            for rows, span in zip(lists, TIME_RANGES, strict=True):
                is_computed |= rows is not None
                found += read_top_items(
                    rows or (), kind=kind, time_range=span, fetched_at=fetched_at
                )
        if found:
            return found
        if not is_computed and self._has_listened():
            raise SourceUnavailableError(SOURCE, "not_computed")
        raise SourceEmptyError(SOURCE)

    def _list(self, kind: ItemKind, time_range: TimeRange, today: date) -> Rows:
        """Return a list from the first of its ranges that has one."""
        found: Rows = None
        for stats_range in ranges_for(time_range, today):
            rows = self._pages(kind, stats_range)
            if rows:
                return rows
            found = rows if found is None else found
        return found

    def _pages(self, kind: ItemKind, stats_range: str) -> Rows:
        rows: list[object] = []
        while len(rows) < MAX_ROWS:
            count = min(self.page_size, MAX_ROWS - len(rows))
            answer = self.client.top_list(
                self.user_name, ENTITIES[kind], stats_range, count=count, at=len(rows)
            )
            if answer is None:
                return rows or None
            page = read_page(answer, kind)[:count]
            rows += page
            if len(page) < count:
                break
        return rows

    def _has_listened(self) -> bool:
        """Return whether the user ever listened: then lists are still to come."""
        ask = partial(self.client.listen_count, self.user_name)
        [answer] = in_time(SOURCE, [ask], self.client.deadline)
        return read_listen_count(answer) > 0
