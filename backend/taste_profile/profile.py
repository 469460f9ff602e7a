"""A taste profile: a user's top items and the feature weights derived from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backend.taste_profile.errors import EmptyProfileError, TooManyTopItemsError
from backend.taste_profile.plain_input import PlainTopItems, top_items_from
from backend.taste_profile.top_items import MAX_TOP_ITEMS, ListedItem, TopItem
from backend.taste_profile.weights import BlockWeights, feature_weights


@dataclass(frozen=True, slots=True)
class TasteProfile:
    """Who, what their sources said, and the weights that follow from it."""

    user_id: str
    top_items: tuple[TopItem, ...]
    weights: BlockWeights


def build_taste_profile(user_id: str, top_items: PlainTopItems) -> TasteProfile:
    """Build the profile of one user from what they listen to.

    Args:
        user_id: Whose taste this is; any text.
        top_items: ``TopItem`` objects, or plain data: a mapping with ``artists`` and
            ``tracks``, each a list in order of liking, a mapping of name to plays, a
            set of likes, or dicts with the fields of ``TopItem``.

    Returns:
        The profile, with weights as ``feature_weights`` describes them.

    Raises:
        EmptyProfileError: There is no artist and no track.
        TooManyTopItemsError: More than ``MAX_TOP_ITEMS`` are given.
        InvalidTopItemError: One of them cannot be understood.

    Examples:
        >>> ana = build_taste_profile("ana", {"artists": ["Low", "Grouper"]})
        >>> dict(ana.weights["artist"])
        {'a1|low': 0.666667, 'a1|grouper': 0.333333}
        >>> ben = build_taste_profile("ben", {"artists": {"Low": 400, "Slint": 100}})
        >>> list(ben.weights["artist"])
        ['a1|low', 'a1|slint']
    """
    items = top_items_from(top_items)
    return TasteProfile(user_id, items, profile_weights(user_id, items))


def profile_weights(user_id: str, items: Sequence[ListedItem]) -> BlockWeights:
    """Return the weights alone of the profile that these items make.

    Raises:
        EmptyProfileError: There is no artist and no track.
        TooManyTopItemsError: More than ``MAX_TOP_ITEMS`` are given.
    """
    if not items:
        raise EmptyProfileError(user_id)
    if len(items) > MAX_TOP_ITEMS:
        raise TooManyTopItemsError(len(items), MAX_TOP_ITEMS)
    return feature_weights(items)
