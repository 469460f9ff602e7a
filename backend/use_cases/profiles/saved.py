"""What a change of a user's profile leads to."""

from __future__ import annotations

from dataclasses import dataclass

from backend.taste_profile import InvalidTasteError, TasteProfile, build_taste_profile
from backend.use_cases.profiles.profile import ProfileHead, ProfileItem


@dataclass(frozen=True, slots=True)
class Saved:
    """What was kept before, what is now, and the taste that follows from it."""

    before: ProfileHead | None
    item: ProfileItem
    profile: TasteProfile


def taste_of(item: ProfileItem) -> TasteProfile:
    """Return what counts of a user's taste; empty where all of it is muted."""
    try:
        return build_taste_profile(item.user_id, item.counted_items)
    except InvalidTasteError:
        return TasteProfile(item.user_id, (), {})
