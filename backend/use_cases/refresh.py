"""Read listening again where people agreed: one's own now, everybody's by turns."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from backend.taste_profile import build_taste_profile
from backend.use_cases.errors import (
    ProfileNotFoundError,
    RefreshNotPossibleError,
    RefreshTooSoonError,
    RevisionConflictError,
)
from backend.use_cases.ports import MusicSource, ProfileItem, ProfileStore, PublicName
from backend.use_cases.source_errors import (
    SourceError,
    SourceNotPermittedError,
    SourceRateLimitedError,
    SourceRefusedError,
)
from backend.use_cases.taste_profiles import time_text

PAUSE = timedelta(minutes=10)
"""So long must pass between two refreshes of one person."""

Sources = Mapping[str, MusicSource[PublicName]]
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


def refresh_taste_profile(
    user_id: str, *, sources: Sources, store: ProfileStore, now: datetime
) -> ProfileItem:
    """Read one's own listening again.

    Raises:
        ProfileNotFoundError: Nothing is kept.
        RefreshNotPossibleError: It was not agreed to, or the source is not offered.
        RefreshTooSoonError: It was read less than ``PAUSE`` ago.
        RevisionConflictError: It was saved at the same time.
        SourceError: The source refused, failed or is empty; what was kept stays.
    """
    item = store.get(user_id)
    if item.refresh is None or item.refresh.source not in sources:
        raise RefreshNotPossibleError
    waited = now - datetime.fromisoformat(item.refresh.tried_at)
    if waited < PAUSE:
        raise RefreshTooSoonError(int((PAUSE - waited).total_seconds()) + 1)
    return _refreshed(item, sources, store, now)


def refresh_stalest(
    n: int,
    *,
    older_than: timedelta,
    sources: Sources,
    store: ProfileStore,
    now: Callable[[], datetime],
    may_go_on: Callable[[], bool] = lambda: True,
) -> RefreshReport:
    """Read again whose turn it is, whoever waits longest first.

    Everybody tried goes to the end of the queue before the source is asked, so that a
    turn that breaks off, or two at once, do no work twice. A source that asks to wait
    is left alone until the next turn.

    Args:
        n: How many people of each source at most.
        older_than: Whoever was read less long ago is left alone.
        sources: Source key to what reads public names there.
        store: Everybody's items.
        now: The time, timezone-aware.
        may_go_on: Asked before each person.
    """
    report = RefreshReport()
    for source in sources:
        before = time_text(now() - older_than)
        for user_id in store.stalest(source, before, n):
            if not may_go_on():
                return report
            try:
                report = _turn(user_id, report, sources, store, now())
            except SourceRateLimitedError as error:
                waiting = (*report.waiting, (source, error.retry_after_seconds))
                report = replace(report, failed=report.failed + 1, waiting=waiting)
                break
    return report


def _turn(
    user_id: str,
    report: RefreshReport,
    sources: Sources,
    store: ProfileStore,
    now: datetime,
) -> RefreshReport:
    try:
        _refreshed(store.get(user_id), sources, store, now)
    except SourceRateLimitedError:
        raise
    except (SourceRefusedError, SourceNotPermittedError):
        return replace(report, ended=report.ended + 1)
    except (ProfileNotFoundError, RevisionConflictError):
        # Gone, or saved by themselves just now: nothing is left to do.
        return report
    except SourceError as error:
        _log.warning("a refresh failed: %s", error.code)
        return replace(report, failed=report.failed + 1)
    return replace(report, refreshed=report.refreshed + 1)


def _refreshed(
    item: ProfileItem, sources: Sources, store: ProfileStore, now: datetime
) -> ProfileItem:
    """Read and keep; a save or an erasure meanwhile wins."""
    if item.refresh is None:
        raise RevisionConflictError(item.user_id, item.revision)
    source, name = item.refresh.source, item.refresh.user_name
    tried = replace(item.refresh, tried_at=time_text(now))
    item = _kept(replace(item, refresh=tried), store)
    try:
        listening = sources[source].fetch_listening(
            PublicName(user_name=name), fetched_at=time_text(now)
        )
    except (SourceRefusedError, SourceNotPermittedError):
        # The name is gone, or its listening is private now: nobody agrees any more.
        _kept(replace(item, refresh=None), store)
        raise
    build_taste_profile(item.user_id, listening.top_items)
    renewed = replace(item, top_items=listening.top_items, updated_at=time_text(now))
    return _kept(renewed, store)


def _kept(item: ProfileItem, store: ProfileStore) -> ProfileItem:
    kept = replace(item, revision=item.revision + 1)
    store.put(kept, expected_revision=item.revision)
    return kept
