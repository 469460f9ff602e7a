"""What was known of the same items before, where the source does not repeat it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from backend.taste_profile import TopItem
from backend.taste_profile.item_lists import item_key


def carried_over(
    top_items: Sequence[TopItem], before: Iterable[TopItem]
) -> tuple[TopItem, ...]:
    """Return items with the genres and dates that their likes had before.

    A source may give its lists and, busy just then, neither genres nor years; that
    says nothing against those it gave an earlier time.

    Args:
        top_items: As a source gives them now; what they say themselves stays.
        before: As it gave them earlier, over any time ranges.
    """
    genres, dates = {}, {}
    for item in before:
        if item.genres:
            genres[item.kind, item_key(item)] = item.genres
        if item.release_date:
            dates[item.kind, item_key(item)] = item.release_date
    return tuple(
        replace(
            item,
            genres=item.genres or genres.get(place, item.genres),
            release_date=item.release_date or dates.get(place),
        )
        for item in top_items
        for place in [(item.kind, item_key(item))]
    )
