"""One user's turn to be refreshed, and what its outcome says about the source."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from backend.taste_profile import InvalidTasteError
from backend.use_cases.listening.errors import (
    SourceError,
    SourceNotPermittedError,
    SourceRateLimitedError,
    SourceRefusedError,
    SourceUnavailableError,
)
from backend.use_cases.listening.refresh_one import (
    Sources,
    check_unchanged,
    is_gone,
    keep_next,
    put_at,
    read_again,
)
from backend.use_cases.profiles.errors import (
    ProfileNotFoundError,
    ProfileTooLargeError,
    RevisionConflictError,
)
from backend.use_cases.profiles.profile import (
    ProfileItem,
    Refresh,
)
from backend.use_cases.profiles.refresh_consents import agreement_with, with_refresh
from backend.use_cases.profiles.store import Profiles
from backend.use_cases.timestamps import time_text

MISSES_ALLOWED = 2
"""A name that is gone a third time in a row is forgotten; two may be a mishap."""

Outcome = Literal["refreshed", "failed", "ended", "left", "outage", "fault"]
"""``failed`` is about the person, ``outage`` perhaps about the whole source, ``fault``
about this deployment, which the source refuses; ``left`` is nothing to do."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attempt:
    """Whom to read again, where, and before which time they were last tried."""

    user_id: str
    source: str
    due: datetime


def attempt(
    one: Attempt, sources: Sources, profiles: Profiles, now: datetime
) -> Outcome:
    """Read a user's listening again if it is still their turn.

    Raises:
        SourceRateLimitedError: Too many calls to the source; they keep their place.
    """
    try:
        item = profiles.get(one.user_id)
        refresh = _still_due(item, one)
        if refresh is None:
            return "left"
        tried = put_at(item, refresh, now, profiles)
        try:
            read_again(
                tried, one.source, sources, profiles, now, misses_allowed=MISSES_ALLOWED
            )
        except SourceError as error:
            return _failed(error, one, refresh, tried, profiles)
    except (ProfileNotFoundError, RevisionConflictError):
        # Gone, or saved by themselves just now: nothing is left to do.
        return "left"
    except (InvalidTasteError, ProfileTooLargeError) as error:
        _log.warning("a refresh failed: %s", error.code)
        return "failed"
    return "refreshed"


def pass_by(one: Attempt, profiles: Profiles, now: datetime) -> None:
    """Put an agreement that nobody can keep at the end, if it is still its turn."""
    with suppress(ProfileNotFoundError, RevisionConflictError, ProfileTooLargeError):
        item = profiles.get(one.user_id)
        refresh = _still_due(item, one)
        if refresh is not None:
            put_at(item, refresh, now, profiles)


def _still_due(item: ProfileItem, one: Attempt) -> Refresh | None:
    """Return the agreement, unless another turn came first since the queue was seen."""
    refresh = agreement_with(item, one.source)
    is_due = refresh is not None and refresh.tried_at < time_text(one.due)
    return refresh if is_due else None


def _failed(
    error: SourceError,
    one: Attempt,
    refresh: Refresh,
    tried: ProfileItem,
    profiles: Profiles,
) -> Outcome:
    if isinstance(error, SourceRateLimitedError):
        check_unchanged(tried, profiles)
        keep_next(tried, with_refresh(tried, refresh), profiles)
        raise error
    if is_gone(error):
        return "failed" if refresh.misses < MISSES_ALLOWED else "ended"
    _log.warning("a refresh failed: %s", error.code)
    outcome = _told_by(error)
    if outcome != "failed":
        check_unchanged(tried, profiles)
        put_at(tried, refresh, one.due, profiles)
    return outcome


def _told_by(error: SourceError) -> Outcome:
    """Return whether a failure is the user's, the source's or this deployment's."""
    if isinstance(error, SourceUnavailableError):
        return "failed" if error.reason == "not_computed" else "outage"
    if isinstance(error, SourceRefusedError | SourceNotPermittedError):
        return "fault"
    return "failed"
