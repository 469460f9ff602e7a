"""A user's listening at one source, read again and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from backend.taste_profile import build_taste_profile
from backend.use_cases.listening.carry_over import carried_over
from backend.use_cases.listening.errors import (
    RefreshNotPossibleError,
    SourceNotPermittedError,
    SourceRefusedError,
)
from backend.use_cases.listening.music_source import (
    Listening,
    MusicSource,
    PublicName,
)
from backend.use_cases.profiles.errors import RevisionConflictError
from backend.use_cases.profiles.profile import (
    ProfileItem,
    Refresh,
    SavedSource,
)
from backend.use_cases.profiles.refresh_consents import (
    agreement_with,
    with_refresh,
    without_agreements,
)
from backend.use_cases.profiles.size_limits import trim_to_limits
from backend.use_cases.profiles.sources import without_sources
from backend.use_cases.profiles.store import Profiles
from backend.use_cases.timestamps import time_text

Sources = Mapping[str, MusicSource[PublicName]]
_GONE = frozenset({"unknown_user", "bad_user_name", "private_user"})
"""Refusals that are about the person; any other is the deployment's to mend."""


def is_gone(error: Exception) -> bool:
    """Return whether the name no longer exists, or its listening is private now."""
    if not isinstance(error, SourceRefusedError | SourceNotPermittedError):
        return False
    return error.cause in _GONE


def put_at(
    item: ProfileItem, refresh: Refresh, time: datetime, profiles: Profiles
) -> ProfileItem:
    """Give an agreement its place in the queue: now is the end.

    Raises:
        RevisionConflictError: Another save came first.
    """
    placed = replace(refresh, tried_at=time_text(time))
    return keep_next(item, with_refresh(item, placed), profiles)


def read_again(
    item: ProfileItem,
    source: str,
    sources: Sources,
    profiles: Profiles,
    now: datetime,
    *,
    misses_allowed: int,
) -> ProfileItem:
    """Read and keep; a save or an erasure at the same time wins.

    Args:
        item: Whose listening it is; agreed to for the source.
        source: Which of theirs.
        sources: Everything offered.
        profiles: Where the item is kept.
        now: The time, timezone-aware.
        misses_allowed: How often in a row a name may be gone before it is forgotten.

    Raises:
        RefreshNotPossibleError: It was not agreed to.
        ProfileNotFoundError: It was erased at the same time.
        RevisionConflictError: It was saved at the same time.
        SourceError: The source refused, failed or is empty; what was kept stays.
        InvalidTasteError: What the source gave is no taste.
    """
    refresh = agreement_with(item, source)
    if refresh is None:
        raise RefreshNotPossibleError
    try:
        listening = sources[source].fetch_listening(
            PublicName(user_name=refresh.user_name), fetched_at=time_text(now)
        )
    except (SourceRefusedError, SourceNotPermittedError) as error:
        if is_gone(error):
            check_unchanged(item, profiles)
            keep_next(item, _missed(item, refresh, misses_allowed), profiles)
        raise
    build_taste_profile(item.user_id, listening.top_items)
    check_unchanged(item, profiles)
    return keep_next(item, _renewed(item, refresh, listening, now), profiles)


def _missed(item: ProfileItem, refresh: Refresh, misses_allowed: int) -> ProfileItem:
    """Count that the name was gone, or forget it."""
    misses = refresh.misses + 1
    if misses <= misses_allowed:
        return with_refresh(item, replace(refresh, misses=misses))
    left = without_agreements(item.refreshes, {refresh.source})
    return replace(item, refreshes=left)


def _renewed(
    item: ProfileItem, refresh: Refresh, listening: Listening, now: datetime
) -> ProfileItem:
    """Replace what came from one source; it proves no more and no less than before."""
    source, time = refresh.source, time_text(now)
    others = without_sources(item, {source})
    is_verified = item.is_verified
    for saved in item.sources:
        if saved.source == source:
            is_verified = saved.is_verified
    renewed = SavedSource(
        source=source,
        is_verified=is_verified,
        saved_at=time,
        is_invented=listening.is_invented,
    )
    before = [top for top in item.top_items if top.source == source]
    heard = carried_over(listening.top_items, before)
    return replace(
        with_refresh(item, replace(refresh, misses=0)),
        top_items=trim_to_limits((*others.top_items, *heard)),
        sources=(*others.sources, renewed),
        updated_at=time,
    )


def check_unchanged(item: ProfileItem, profiles: Profiles) -> None:
    """Refuse to replace what was erased and saved anew up to the same revision.

    Raises:
        ProfileNotFoundError: It was erased.
        RevisionConflictError: It was saved.
    """
    kept = profiles.head(item.user_id)
    if (kept.revision, kept.refreshes) != (item.revision, item.refreshes):
        raise RevisionConflictError(item.user_id, item.revision)


def keep_next(
    item: ProfileItem, changed: ProfileItem, profiles: Profiles
) -> ProfileItem:
    """Keep a changed item as the next revision, unless another save came first.

    Raises:
        RevisionConflictError: One did.
    """
    kept = replace(changed, revision=item.revision + 1)
    profiles.replace(item, kept)
    return kept
