"""Change how one is seen, at any time and at once, without saving one's taste anew."""

from __future__ import annotations

from dataclasses import replace

from backend.taste_profile import build_taste_profile
from backend.use_cases.changing import change
from backend.use_cases.choices import (
    Choices,
    chosen_artists,
    chosen_muted,
    chosen_name,
    chosen_visibility,
)
from backend.use_cases.ports import ProfileItem, ProfileStore


def choose(
    choices: Choices, user_id: str, *, store: ProfileStore
) -> tuple[ProfileItem, ProfileItem]:
    """Keep what a person chooses now; what is ``None`` stays as it was.

    Returns:
        The item before and after. Its ``updated_at`` stays: the taste is as old as it
        was.

    Raises:
        ProfileNotFoundError: Nothing is kept.
        DisplayNameRequiredError: Visibility is open and no name was ever given.
        InvalidTopItemError: A name is too long, or empty.
        EmptyProfileError: Nothing would count any more.
        RevisionConflictError: Others kept saving the same item in between.
    """

    def chosen(before: ProfileItem) -> ProfileItem:
        visibility = chosen_visibility(choices, before)
        after = replace(
            before,
            visibility=visibility,
            display_name=chosen_name(choices, before, None, visibility),
            named_artists=chosen_artists(choices, before),
            muted=chosen_muted(choices, before),
            revision=before.revision + 1,
        )
        if choices.muted is not None:
            build_taste_profile(user_id, after.counted_items)
        return after

    return change(lambda: store.get(user_id), chosen, store)
