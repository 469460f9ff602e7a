"""What users show of themselves to people who look for soulmates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from backend.taste_profile import (
    BlockWeights,
    EmptyProfileError,
    InvalidTasteError,
    ListedItem,
    Visibility,
    build_taste_profile,
    feature_weights,
    profile_weights,
)
from backend.use_cases.community.ports import (
    Nominations,
    RankingFilter,
)
from backend.use_cases.profiles.profile import (
    ProfileHead,
    ProfileItem,
    ProfileOutline,
)

_GROUPS: Mapping[RankingFilter, tuple[bool, ...]] = {
    "all": (True, False),
    "verified": (True,),
    "unverified": (False,),
}


@dataclass(frozen=True, slots=True)
class Appearance:
    """As what a user is ranked.

    Args:
        visibility: What they have chosen.
        is_verified: Whether every source proved who listens.
    """

    visibility: Visibility
    is_verified: bool


def appearance_of(head: ProfileHead) -> Appearance:
    """Return as what a user is ranked now."""
    return Appearance(head.visibility, head.is_verified)


def whole_weights(item: ProfileItem | ProfileOutline) -> BlockWeights:
    """Return the weights of a user's whole taste.

    Raises:
        EmptyProfileError: The item keeps nothing that counts.
    """
    listed = item.listed_items
    if not listed:
        raise EmptyProfileError(item.user_id)
    return feature_weights(listed)


def shown_weights(item: ProfileItem) -> BlockWeights:
    """Return the weights of what others may find a user by; empty for nothing."""
    try:
        return build_taste_profile(item.user_id, item.shown_items).weights
    except InvalidTasteError:
        return {}


def shown_weights_of(head: ProfileHead, counted: Sequence[ListedItem]) -> BlockWeights:
    """Return what ``shown_weights`` does of a user whose counted items are these."""
    is_named = head.visibility == "anonymous"
    try:
        return profile_weights(head.user_id, head.named_items if is_named else counted)
    except InvalidTasteError:
        return {}


def nominate_apart(
    nominate: Callable[[int, bool], tuple[list[str], bool]],
    n: int,
    people: RankingFilter,
) -> Nominations:
    """Return the first n of a ranking in which the unverified come last.

    Args:
        nominate: Gives the first so many of the verified, or of the unverified, and
            whether all was read for that.
        n: How many in all.
        people: Whom the ranking is of.
    """
    user_ids: list[str] = []
    verified, is_complete = 0, True
    for is_verified in _GROUPS[people]:
        if len(user_ids) == n:
            break
        found, is_all = nominate(n - len(user_ids), is_verified)
        user_ids += found
        verified += len(found) if is_verified else 0
        is_complete = is_complete and is_all
    return Nominations(user_ids, verified, is_complete)
