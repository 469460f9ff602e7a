"""Read listening again where people agreed: one's own now, everybody's by turns."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Literal

from backend.taste_profile import InvalidTasteError, build_taste_profile
from backend.use_cases.errors import (
    ProfileNotFoundError,
    ProfileTooLargeError,
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
_Outcome = Literal["refreshed", "failed", "ended", "left"]
_GONE = frozenset({"unknown_user", "bad_user_name", "private_user"})
"""Refusals that are about the person; any other is the deployment's to mend."""
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
    return _read_again(_tried(item, store, now), sources, store, now)


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
        tried = _tried(item, store, at)
        try:
            _read_again(tried, sources, store, at)
        except SourceRateLimitedError:
            _check_unchanged(tried, store)
            _kept(replace(tried, refresh=item.refresh), store)
            raise
    except (ProfileNotFoundError, RevisionConflictError):
        # Gone, or saved by themselves just now: nothing is left to do.
        return "left"
    except SourceRateLimitedError:
        raise
    except (SourceError, InvalidTasteError, ProfileTooLargeError) as error:
        if _is_gone(error):
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


def _is_gone(error: Exception) -> bool:
    """Tell whether the name is nobody's any more, or its listening private now."""
    if not isinstance(error, SourceRefusedError | SourceNotPermittedError):
        return False
    return error.cause in _GONE


def _tried(item: ProfileItem, store: ProfileStore, now: datetime) -> ProfileItem:
    """Put somebody who agreed at the end of the queue."""
    if item.refresh is None:
        raise RefreshNotPossibleError
    refresh = replace(item.refresh, tried_at=time_text(now))
    return _kept(replace(item, refresh=refresh), store)


def _read_again(
    item: ProfileItem, sources: Sources, store: ProfileStore, now: datetime
) -> ProfileItem:
    """Read and keep; a save or an erasure meanwhile wins."""
    if item.refresh is None:
        raise RefreshNotPossibleError
    source, name = item.refresh.source, item.refresh.user_name
    try:
        listening = sources[source].fetch_listening(
            PublicName(user_name=name), fetched_at=time_text(now)
        )
    except (SourceRefusedError, SourceNotPermittedError) as error:
        if _is_gone(error):
            _check_unchanged(item, store)
            _kept(replace(item, refresh=None), store)
        raise
    build_taste_profile(item.user_id, listening.top_items)
    _check_unchanged(item, store)
    renewed = replace(item, top_items=listening.top_items, updated_at=time_text(now))
    return _kept(renewed, store)


def _check_unchanged(item: ProfileItem, store: ProfileStore) -> None:
    """Refuse to replace what was erased and saved anew up to the same revision.

    Raises:
        ProfileNotFoundError: It was erased.
        RevisionConflictError: It was saved.
    """
    kept = store.head(item.user_id)
    if (kept.revision, kept.refresh) != (item.revision, item.refresh):
        raise RevisionConflictError(item.user_id, item.revision)


def _kept(item: ProfileItem, store: ProfileStore) -> ProfileItem:
    kept = replace(item, revision=item.revision + 1)
    store.put(kept, expected_revision=item.revision)
    return kept
