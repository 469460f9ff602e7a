"""Where a user lets their listening be read again: one agreement per source."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from backend.use_cases.profiles.profile import (
    ProfileHead,
    ProfileItem,
    Refresh,
)

Refreshes = tuple[Refresh, ...]


def agreement_with(kept: ProfileHead, source: str) -> Refresh | None:
    """Return what was agreed to for a source, if anything was."""
    found = (refresh for refresh in kept.refreshes if refresh.source == source)
    return next(found, None)


def without_agreements(refreshes: Refreshes, sources: Collection[str]) -> Refreshes:
    """Return the agreements but for those with some sources."""
    return tuple(refresh for refresh in refreshes if refresh.source not in sources)


def with_agreement(refreshes: Refreshes, refresh: Refresh) -> Refreshes:
    """Return the agreements with this one in the place of its source's.

    Whichever waits longest comes first.
    """
    others = without_agreements(refreshes, {refresh.source})
    return tuple(sorted((*others, refresh), key=lambda one: (one.tried_at, one.source)))


def with_refresh(item: ProfileItem, refresh: Refresh) -> ProfileItem:
    """Return an item with an agreement in the place of its source's."""
    return replace(item, refreshes=with_agreement(item.refreshes, refresh))


def agreed(
    public_name: tuple[str, str],
    is_refreshed: bool | None,
    kept: ProfileHead | None,
    time: str,
) -> Refresh | None:
    """Return what a save of a public name agrees to.

    Args:
        public_name: Source and name.
        is_refreshed: What the person says now; with ``None``, an earlier agreement
            holds if it was for the same name, in whatever case.
        kept: What was kept before.
        time: Of the save, as it is kept.
    """
    source, user_name = public_name
    before = agreement_with(kept, source) if kept is not None else None
    if is_refreshed is None and before is not None:
        is_refreshed = before.user_name.casefold() == user_name.casefold()
    if not is_refreshed:
        return None
    return Refresh(source=source, user_name=user_name, tried_at=time)
