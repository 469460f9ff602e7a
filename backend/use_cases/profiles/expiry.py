"""Forget what a source lets us keep for a limited time only."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from backend.use_cases.profiles.errors import (
    ProfileNotFoundError,
    RevisionConflictError,
)
from backend.use_cases.profiles.sources import forgetting
from backend.use_cases.profiles.store import Profiles
from backend.use_cases.timestamps import time_text


def forget_expired(
    n: int,
    *,
    profiles: Profiles,
    now: Callable[[], datetime],
    may_go_on: Callable[[], bool] = lambda: True,
) -> int:
    """Remove what has expired, the longest overdue first.

    A user who has nothing else stays without a taste, as after deleting it. A save at
    the same moment renews the taste, or the next turn removes it.

    Args:
        n: How many people at most.
        profiles: Everybody's.
        now: The time, timezone-aware.
        may_go_on: Called before each user; ``False`` ends the turn.

    Returns:
        Of how many people something went.
    """
    time = now()
    gone = 0
    for user_id in profiles.expired(time_text(time), n):
        if not may_go_on():
            break
        with suppress(ProfileNotFoundError, RevisionConflictError):
            _forget(user_id, profiles, time)
            gone += 1
    return gone


def _forget(user_id: str, profiles: Profiles, now: datetime) -> None:
    item = profiles.get(user_id)
    by = time_text(now)
    expired = {s.source for s in item.sources if s.expires_at and s.expires_at < by}
    left = forgetting(item, expired, now)
    if not left.top_items:
        profiles.delete(user_id, expected_revision=item.revision)
    elif expired:
        profiles.replace(item, left)
