"""Compare a user with one other person."""

from __future__ import annotations

from dataclasses import dataclass

from backend.taste_profile import (
    Comparison,
    Statistics,
    TasteVector,
    build_taste_profile,
    compare_profiles,
)
from backend.use_cases.people.shown_people import Soulmate
from backend.use_cases.people.viewing import Viewing
from backend.use_cases.profiles.profile import ProfileItem


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people side by side.

    Args:
        user_id: Who asked.
        soulmate: The other person with the full explanation that they allow.
        comparison: What both have and what only one has; ``None`` unless the other is
            open to the one who asked.
        statistics: The population that score and rarity refer to.
    """

    user_id: str
    soulmate: Soulmate
    comparison: Comparison | None
    statistics: Statistics


def compare_users(
    caller_id: str, user_id: str, other_id: str, *, viewing: Viewing
) -> Pair:
    """Return the caller and another person side by side.

    Args:
        caller_id: Who asks.
        user_id: The caller, too.
        other_id: The other's ``user_id`` if open, the alias if anonymous.
        viewing: The population and who may be seen.

    Raises:
        NotPermittedError: ``user_id`` is not the caller.
        ProfileNotFoundError: The caller has no profile, or there is nobody whom the
            caller may see under ``other_id``.
        HiddenUserError: The caller is hidden.
    """
    viewer = viewing.viewer(caller_id, user_id, other_id)
    companion = viewing.companion(user_id, viewer.relations, other_id)
    other = (
        viewing.store.get(companion.other_id)
        if companion is not None
        else viewing.other_item(viewer, other_id)
    )
    sees_all = companion is not None or viewer.relations.visibility(other) == "open"
    community = viewer.community
    vector = community.vector(other) if sees_all else community.shown_vector(other)
    statistics = viewer.community.statistics
    match = viewing.match(viewer, vector)
    return Pair(
        user_id=user_id,
        soulmate=viewing.soulmate(viewer, other, match, None, companion),
        comparison=(
            _comparison(viewing.whole(viewer.own), viewer.vector, other, vector)
            if sees_all
            else None
        ),
        statistics=statistics,
    )


def _comparison(
    own: ProfileItem,
    own_vector: TasteVector,
    other: ProfileItem,
    vector: TasteVector,
) -> Comparison:
    return compare_profiles(
        build_taste_profile(own.user_id, own.counted_items),
        build_taste_profile(other.user_id, other.counted_items),
        own_vector,
        vector,
    )
