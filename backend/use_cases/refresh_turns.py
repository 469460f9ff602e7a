"""Read the listening of those who agreed again, by turns."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Literal

from backend.taste_profile import InvalidTasteError
from backend.use_cases.errors import (
    ProfileNotFoundError,
    ProfileTooLargeError,
    RevisionConflictError,
)
from backend.use_cases.ports import ProfileItem, ProfileStore
from backend.use_cases.refresh import (
    Sources,
    check_unchanged,
    is_gone,
    keep_next,
    put_at_the_end,
    read_again,
)
from backend.use_cases.source_errors import SourceError, SourceRateLimitedError
from backend.use_cases.taste_profiles import time_text

_Outcome = Literal["refreshed", "failed", "ended", "left"]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What one turn did.

    Args:
        refreshed: How many were read again.
        failed: How many could not be, and keep what they had.
        ended: How many are not tried again: their name is gone or private now.
        waiting: Sources that asked to wait, with seconds, if they said how many.
    """

    refreshed: int = 0
    failed: int = 0
    ended: int = 0
    waiting: tuple[tuple[str, int | None], ...] = ()


def refresh_stalest(
    n: int,
    *,
    older_than: timedelta,
    sources: Sources,
    store: ProfileStore,
    now: Callable[[], datetime],
    may_go_on: Callable[[], bool] = lambda: True,
    wait: Callable[[int], bool] = lambda seconds: False,
) -> RefreshReport:
    """Read again whose turn it is, whoever waits longest first.

    Everybody tried goes to the end of the queue before the source is asked, so that a
    turn that breaks off, or two at once, do no work twice. Only whoever a source did
    not answer for being asked too often keeps their place.

    Args:
        n: How many people of each source at most.
        older_than: Whoever was read less long ago is left alone.
        sources: Source key to what reads public names there.
        store: Everybody's items.
        now: The time, timezone-aware.
        may_go_on: Asked before each person.
        wait: Waits so many seconds, as a source asks, and tells whether it did; a
            source that it does not wait for is left alone until the next turn.
    """
    counts: Counter[_Outcome] = Counter()
    waiting: list[tuple[str, int | None]] = []
    for source in sources:
        before = time_text(now() - older_than)
        for user_id in store.stalest(source, before, n):
            if not may_go_on():
                return _report(counts, waiting)
            turn = partial(_turn, user_id, source, before, sources, store, now)
            try:
                counts[_patiently(turn, wait)] += 1
            except SourceRateLimitedError as error:
                waiting.append((source, error.retry_after_seconds))
                break
    return _report(counts, waiting)


def _report(
    counts: Mapping[_Outcome, int], waiting: list[tuple[str, int | None]]
) -> RefreshReport:
    return RefreshReport(
        refreshed=counts["refreshed"],
        failed=counts["failed"],
        ended=counts["ended"],
        waiting=tuple(waiting),
    )


def _patiently(turn: Callable[[], _Outcome], wait: Callable[[int], bool]) -> _Outcome:
    try:
        return turn()
    except SourceRateLimitedError as error:
        seconds = error.retry_after_seconds
        if seconds is None or not wait(seconds):
            raise
    return turn()


def _turn(
    user_id: str,
    source: str,
    before: str,
    sources: Sources,
    store: ProfileStore,
    now: Callable[[], datetime],
) -> _Outcome:
    try:
        item = store.get(user_id)
        if not _is_due(item, source, before):
            return "left"
        at = now()
        tried = put_at_the_end(item, store, at)
        try:
            read_again(tried, sources, store, at)
        except SourceRateLimitedError:
            check_unchanged(tried, store)
            keep_next(replace(tried, refresh=item.refresh), store)
            raise
    except (ProfileNotFoundError, RevisionConflictError):
        # Gone, or saved by themselves just now: nothing is left to do.
        return "left"
    except SourceRateLimitedError:
        raise
    except (SourceError, InvalidTasteError, ProfileTooLargeError) as error:
        if is_gone(error):
            return "ended"
        _log.warning("a refresh failed: %s", error.code)
        return "failed"
    return "refreshed"


def _is_due(item: ProfileItem, source: str, before: str) -> bool:
    """Tell whether nobody came first since the queue was looked at."""
    refresh = item.refresh
    if refresh is None or refresh.source != source:
        return False
    return refresh.tried_at < before
