"""What a user's sources said, one by one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from backend.use_cases.profiles.errors import (
    LastSourceError,
    SourceNotKeptError,
)
from backend.use_cases.profiles.optimistic_update import update_with_retry
from backend.use_cases.profiles.profile import ProfileItem
from backend.use_cases.profiles.refresh_consents import without_agreements
from backend.use_cases.profiles.saved import Saved, taste_of
from backend.use_cases.profiles.store import Profiles
from backend.use_cases.timestamps import time_text


def without_sources(item: ProfileItem, sources: Collection[str]) -> ProfileItem:
    """Return an item without what came from some sources alone."""
    left = tuple(top for top in item.top_items if top.source not in sources)
    names = {top.source for top in left}
    stay = (source for source in item.sources if source.source in names)
    ordered = tuple(sorted(stay, key=lambda source: source.saved_at))
    refreshes = without_agreements(item.refreshes, sources)
    return replace(item, top_items=left, sources=ordered, refreshes=refreshes)


def forgetting(
    item: ProfileItem, sources: Collection[str], now: datetime
) -> ProfileItem:
    """Return a user's next item: without some sources, perhaps with nothing."""
    left = without_sources(item, sources)
    return replace(
        left,
        is_verified=all(source.is_verified for source in left.sources),
        revision=item.revision + 1,
        updated_at=time_text(now),
    )


def remove_source(
    user_id: str, source: str, *, profiles: Profiles, now: datetime
) -> Saved:
    """Forget what only one source contributed.

    Raises:
        ProfileNotFoundError: Nothing is kept.
        SourceNotKeptError: Nothing came from there.
        LastSourceError: All came from there: the whole taste would be gone.
        RevisionConflictError: Others kept saving the same item in between.
    """

    def without(item: ProfileItem) -> ProfileItem:
        left = forgetting(item, {source}, now)
        if len(left.top_items) == len(item.top_items):
            raise SourceNotKeptError(source)
        if not left.top_items:
            raise LastSourceError(source)
        return left

    before, item = update_with_retry(lambda: profiles.get(user_id), without, profiles)
    return Saved(before, item, taste_of(item))
