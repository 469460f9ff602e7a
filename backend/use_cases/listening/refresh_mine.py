"""Refresh the caller's listening, where they agreed to it."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from backend.use_cases.listening.errors import (
    RefreshNotPossibleError,
    RefreshTooSoonError,
    SourceRateLimitedError,
)
from backend.use_cases.listening.refresh_one import (
    Sources,
    check_unchanged,
    put_at,
    read_again,
)
from backend.use_cases.profiles.errors import (
    ProfileNotFoundError,
    RevisionConflictError,
)
from backend.use_cases.profiles.profile import ProfileItem
from backend.use_cases.profiles.store import Profiles

__all__ = ["PAUSE", "Sources", "refresh_taste_profile"]

PAUSE = timedelta(minutes=10)
"""So long must pass between two refreshes of one person."""

USUAL_WAIT_SECONDS = 60
"""Where a busy source does not say for how long: what its error says."""


def refresh_taste_profile(
    user_id: str, *, sources: Sources, profiles: Profiles, now: datetime
) -> ProfileItem:
    """Refresh the user's listening, at the offered source that waits longest.

    A name that is gone is forgotten at once: the user is there and sees it.

    Raises:
        ProfileNotFoundError: Nothing is kept.
        RefreshNotPossibleError: It was not agreed to, or the source is not offered.
        RefreshTooSoonError: It was tried less than ``PAUSE`` ago, or sooner than a
            busy source allows.
        RevisionConflictError: It was saved at the same time.
        SourceError: The source refused, failed or is empty; what was kept stays.
    """
    item = profiles.get(user_id)
    offered = (one for one in item.refreshes if one.source in sources)
    refresh = next(offered, None)
    if refresh is None:
        raise RefreshNotPossibleError
    waited = now - datetime.fromisoformat(refresh.tried_at)
    if waited < PAUSE:
        raise RefreshTooSoonError(int((PAUSE - waited).total_seconds()) + 1)
    tried = put_at(item, refresh, now, profiles)
    try:
        return read_again(
            tried, refresh.source, sources, profiles, now, misses_allowed=0
        )
    except SourceRateLimitedError as error:
        wait = timedelta(seconds=error.retry_after_seconds or USUAL_WAIT_SECONDS)
        with suppress(ProfileNotFoundError, RevisionConflictError):
            check_unchanged(tried, profiles)
            # So that the pause ends when the source said, and not a moment sooner.
            put_at(tried, refresh, now - PAUSE + wait, profiles)
        raise
