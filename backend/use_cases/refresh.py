"""Read one's own listening again, where one agreed to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from backend.taste_profile import TopItem, build_taste_profile
from backend.use_cases.errors import (
    RefreshNotPossibleError,
    RefreshTooSoonError,
    RevisionConflictError,
)
from backend.use_cases.fitting import fitting
from backend.use_cases.ports import (
    MusicSource,
    ProfileItem,
    ProfileStore,
    PublicName,
    SavedSource,
)
from backend.use_cases.source_errors import (
    SourceNotPermittedError,
    SourceRefusedError,
)
from backend.use_cases.taste_profiles import time_text, without_sources

PAUSE = timedelta(minutes=10)
"""So long must pass between two refreshes of one person."""

Sources = Mapping[str, MusicSource[PublicName]]
_GONE = frozenset({"unknown_user", "bad_user_name", "private_user"})
"""Refusals that are about the person; any other is the deployment's to mend."""


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
    return read_again(put_at_the_end(item, store, now), sources, store, now)


def is_gone(error: Exception) -> bool:
    """Tell whether the name is nobody's any more, or its listening private now."""
    if not isinstance(error, SourceRefusedError | SourceNotPermittedError):
        return False
    return error.cause in _GONE


def put_at_the_end(
    item: ProfileItem, store: ProfileStore, now: datetime
) -> ProfileItem:
    """Put somebody who agreed at the end of the queue.

    Raises:
        RefreshNotPossibleError: They did not.
        RevisionConflictError: Somebody else saved first.
    """
    if item.refresh is None:
        raise RefreshNotPossibleError
    refresh = replace(item.refresh, tried_at=time_text(now))
    return keep_next(replace(item, refresh=refresh), store)


def read_again(
    item: ProfileItem, sources: Sources, store: ProfileStore, now: datetime
) -> ProfileItem:
    """Read and keep; a save or an erasure meanwhile wins.

    Raises:
        ProfileNotFoundError: It was erased meanwhile.
        RevisionConflictError: It was saved meanwhile.
        SourceError: The source refused, failed or is empty; what was kept stays.
        InvalidTasteError: What it told is no taste.
    """
    if item.refresh is None:
        raise RefreshNotPossibleError
    source, name = item.refresh.source, item.refresh.user_name
    try:
        listening = sources[source].fetch_listening(
            PublicName(user_name=name), fetched_at=time_text(now)
        )
    except (SourceRefusedError, SourceNotPermittedError) as error:
        if is_gone(error):
            check_unchanged(item, store)
            keep_next(replace(item, refresh=None), store)
        raise
    build_taste_profile(item.user_id, listening.top_items)
    check_unchanged(item, store)
    return keep_next(_renewed(item, source, listening.top_items, time_text(now)), store)


def _renewed(
    item: ProfileItem, source: str, top_items: Sequence[TopItem], time: str
) -> ProfileItem:
    """Replace what came from one source; it proves no more and no less than before."""
    others = without_sources(item, {source})
    is_verified = item.is_verified
    for saved in item.sources:
        if saved.source == source:
            is_verified = saved.is_verified
    renewed = SavedSource(source=source, is_verified=is_verified, saved_at=time)
    return replace(
        item,
        top_items=fitting((*others.top_items, *top_items)),
        sources=(*others.sources, renewed),
        updated_at=time,
    )


def check_unchanged(item: ProfileItem, store: ProfileStore) -> None:
    """Refuse to replace what was erased and saved anew up to the same revision.

    Raises:
        ProfileNotFoundError: It was erased.
        RevisionConflictError: It was saved.
    """
    kept = store.head(item.user_id)
    if (kept.revision, kept.refresh) != (item.revision, item.refresh):
        raise RevisionConflictError(item.user_id, item.revision)


def keep_next(item: ProfileItem, store: ProfileStore) -> ProfileItem:
    """Keep an item as its next revision, unless somebody else came first.

    Raises:
        RevisionConflictError: Somebody did.
    """
    kept = replace(item, revision=item.revision + 1)
    store.put(kept, expected_revision=item.revision)
    return kept
