"""Describe the population anew and switch to that description."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backend.taste_profile import (
    InvalidTasteError,
    Statistics,
    TasteProfile,
    build_statistics,
    build_taste_profile,
)
from backend.use_cases.ports import ProfileItem, ProfileStore, StatisticsStore


def make_statistics(
    store: ProfileStore, statistics_store: StatisticsStore
) -> Statistics:
    """Build statistics of everybody who is kept, and publish them.

    Returns:
        The statistics that are current now.
    """
    statistics = count_statistics(store.scan())
    statistics_store.publish(statistics)
    return statistics


def count_statistics(items: Iterable[ProfileItem]) -> Statistics:
    """Build statistics of people.

    The panel is made of verified open people: nobody can fill it with fakes, and since
    everybody can be compared with it, nobody stands in it who shows less than all.
    """
    eligible: set[str] = set()

    def profiles() -> Iterator[TasteProfile]:
        for item in items:
            if item.is_verified and item.visibility == "open":
                eligible.add(item.user_id)
            try:
                yield build_taste_profile(item.user_id, item.counted_items)
            except InvalidTasteError:
                continue

    return build_statistics(profiles(), may_join_panel=eligible.__contains__)
