"""Save, show and delete the user's own taste profile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from backend.taste_profile import TasteProfile, TopItem, build_taste_profile
from backend.use_cases.profiles.choices import (
    Choices,
    chosen_artists,
    chosen_muted,
    chosen_name,
    chosen_visibility,
)
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.profiles.optimistic_update import update_with_retry
from backend.use_cases.profiles.profile import (
    ProfileHead,
    ProfileItem,
    SavedSource,
)
from backend.use_cases.profiles.refresh_consents import (
    Refreshes,
    agreed,
    with_agreement,
    without_agreements,
)
from backend.use_cases.profiles.saved import Saved
from backend.use_cases.profiles.size_limits import trim_to_limits
from backend.use_cases.profiles.sources import without_sources
from backend.use_cases.profiles.store import ProfileReader, Profiles
from backend.use_cases.timestamps import time_text

Known = ProfileHead | None | Literal["unread"]

__all__ = [
    "Choices",
    "Known",
    "Saving",
    "delete_taste_profile",
    "save_taste_profile",
    "show_taste_profile",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """What a person brings.

    Args:
        top_items: In place of those kept before.
        is_added: Whether those of other sources stay.
        choices: How the person wants to be seen.
        suggested_name: A source's name for the person, for want of a chosen one where
            they are open.
        is_verified: Whether a source proved who listens.
        is_invented: Whether that source is a stand-in.
        expires_after: For how long the source allows to keep it, if not for ever.
        public_name: Source and name under which it can be read again, if it can.
        is_refreshed: Whether it may be; ``None`` keeps what was agreed to before.
    """

    top_items: Sequence[TopItem]
    choices: Choices
    suggested_name: str | None = None
    is_verified: bool = False
    is_invented: bool = False
    expires_after: timedelta | None = None
    public_name: tuple[str, str] | None = None
    is_refreshed: bool | None = None
    is_added: bool = False


def save_taste_profile(
    saving: Saving,
    user_id: str | None,
    *,
    profiles: Profiles,
    now: datetime,
    new_id: Callable[[], str],
    known: Known = "unread",
) -> Saved:
    """Keep what a person listens to, in place of what was kept before.

    Args:
        saving: The new top items, and choices.
        user_id: Who saves; ``None`` makes a new person.
        profiles: Where the item is kept.
        now: The time of the save, timezone-aware.
        new_id: Makes a random ``user_id``.
        known: What is kept of the person, where it was read a moment ago; it is read
            here if it was not.

    Returns:
        What was kept before, what is kept now, and the taste.

    Raises:
        InvalidTasteError: The top items say nothing, or something impossible.
        VisibilityRequiredError: It is the first save and no visibility was chosen.
        DisplayNameRequiredError: Visibility is open and no name was ever given.
        RevisionConflictError: Others kept saving the same item in between.
        ProfileTooLargeError: It is more than a store keeps.
    """
    person = user_id or new_id()
    at_hand = _at_hand(None if user_id is None else known, saving)
    profile = TasteProfile(person, (), {})

    def merged(kept: ProfileHead | None) -> ProfileItem:
        nonlocal profile
        item = _merged(saving, person, kept, now)
        if saving.is_added or item.counted_items != item.top_items:
            # What is brought must be a taste by itself, whatever else counts.
            build_taste_profile(person, saving.top_items)
        profile = build_taste_profile(person, item.counted_items)
        return item

    def kept() -> ProfileHead | None:
        if at_hand:
            return at_hand.pop()
        return _kept(profiles, person, is_whole=saving.is_added)

    before, item = update_with_retry(kept, merged, profiles)
    return Saved(before, item, profile)


def show_taste_profile(user_id: str, *, profiles: ProfileReader) -> ProfileItem:
    """Return the user's own kept item.

    Raises:
        ProfileNotFoundError: Nothing is kept.
    """
    return profiles.get(user_id)


def delete_taste_profile(user_id: str, *, profiles: Profiles) -> None:
    """Forget a person's taste; forgetting twice is fine."""
    profiles.delete(user_id)


def _at_hand(known: Known, saving: Saving) -> list[ProfileHead | None]:
    """Return what a first try can go by: added lists need the whole item."""
    if known == "unread":
        return []
    is_enough = known is None or not saving.is_added or isinstance(known, ProfileItem)
    return [known] if is_enough else []


def _kept(
    profiles: ProfileReader, user_id: str, *, is_whole: bool
) -> ProfileHead | None:
    try:
        return profiles.get(user_id) if is_whole else profiles.head(user_id)
    except ProfileNotFoundError:
        return None


def _merged(
    saving: Saving, user_id: str, kept: ProfileHead | None, now: datetime
) -> ProfileItem:
    visibility = chosen_visibility(saving.choices, kept)
    time = time_text(now)
    top_items, sources = _listening(saving, kept, now)
    return ProfileItem(
        user_id=user_id,
        top_items=top_items,
        visibility=visibility,
        display_name=chosen_name(
            saving.choices, kept, saving.suggested_name, visibility
        ),
        named_artists=chosen_artists(saving.choices, kept),
        muted=chosen_muted(saving.choices, kept),
        is_verified=all(source.is_verified for source in sources),
        sources=sources,
        revision=kept.revision + 1 if kept else 1,
        updated_at=time,
        refreshes=_refreshes(saving, kept, time),
    )


def _listening(
    saving: Saving, kept: ProfileHead | None, now: datetime
) -> tuple[tuple[TopItem, ...], tuple[SavedSource, ...]]:
    """Return what is brought, with what other sources said where it is added."""
    time, lifetime = time_text(now), saving.expires_after
    brought = tuple(
        i if i.fetched_at else replace(i, fetched_at=time) for i in saving.top_items
    )
    sources = tuple(
        SavedSource(
            source=source,
            is_verified=saving.is_verified,
            saved_at=time,
            is_invented=saving.is_invented,
            expires_at=None if lifetime is None else time_text(now + lifetime),
        )
        for source in _sources_of(saving)
    )
    if not saving.is_added or not isinstance(kept, ProfileItem):
        return brought, sources
    others = without_sources(kept, _sources_of(saving))
    return trim_to_limits((*others.top_items, *brought)), (*others.sources, *sources)


def _refreshes(saving: Saving, kept: ProfileHead | None, time: str) -> Refreshes:
    """Return the agreements with the sources that are there after the save."""
    others: Refreshes = ()
    if saving.is_added and kept is not None:
        others = without_agreements(kept.refreshes, _sources_of(saving))
    if saving.public_name is None:
        return others
    refresh = agreed(saving.public_name, saving.is_refreshed, kept, time)
    return others if refresh is None else with_agreement(others, refresh)


def _sources_of(saving: Saving) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.source for item in saving.top_items))
