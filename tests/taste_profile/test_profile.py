"""Profiles: a user's top items and the weights that follow."""

from __future__ import annotations

import pytest

from backend.taste_profile import (
    MAX_TOP_ITEMS,
    EmptyProfileError,
    TooManyTopItemsError,
    TopItem,
    build_taste_profile,
)
from backend.taste_profile.weights import feature_weights


def test_a_profile_keeps_who_what_and_the_weights() -> None:
    """The items are the truth; the weights follow from them."""
    items = (TopItem(kind="artist", name="Low"), TopItem(kind="artist", name="Ride"))
    profile = build_taste_profile("ana", items)
    assert (profile.user_id, profile.top_items) == ("ana", items)
    assert profile.weights == feature_weights(items)


@pytest.mark.parametrize("nothing", [[], {}, {"artists": []}, {"tracks": {}}])
def test_without_music_there_is_no_profile(nothing: dict[str, list[str]]) -> None:
    """Nothing to compare is an error, not a score of 0."""
    with pytest.raises(EmptyProfileError) as caught:
        build_taste_profile("ana", nothing)
    assert caught.value.user_id == "ana"


def test_a_profile_is_bounded() -> None:
    """The largest allowed taste is kept, one more item is refused."""
    names = [f"nova{number}" for number in range(MAX_TOP_ITEMS + 1)]
    profile = build_taste_profile("ana", {"artists": names[:-1]})
    assert len(profile.top_items) == MAX_TOP_ITEMS
    with pytest.raises(TooManyTopItemsError) as caught:
        build_taste_profile("ana", {"artists": names})
    assert (caught.value.given, caught.value.limit) == (
        MAX_TOP_ITEMS + 1,
        MAX_TOP_ITEMS,
    )
