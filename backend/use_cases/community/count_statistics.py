"""Describe the population anew, at once or in portions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from backend.taste_profile import (
    BlockWeights,
    InvalidTasteError,
    Statistics,
    TasteProfile,
    build_statistics,
    build_taste_profile,
    statistics_of,
)
from backend.use_cases.community.ports import StatisticsStore
from backend.use_cases.community.statistics_stages import BegunCount, OrderedStore
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.profiles.profile import ProfileItem
from backend.use_cases.profiles.store import ProfileStore

PEOPLE_AT_ONCE = 100
MAX_COUNTED_PEOPLE = 50_000
"""The first of a scan, whose order has nothing to do with anybody's taste."""

SideBySide = Callable[[Callable[[str], None], Iterable[str]], None]


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
            if _may_join_panel(item):
                eligible.add(item.user_id)
            try:
                yield build_taste_profile(item.user_id, item.counted_items)
            except InvalidTasteError:
                continue

    return build_statistics(profiles(), may_join_panel=eligible.__contains__)


def count_on(
    begun: BegunCount, store: OrderedStore, may_go_on: Callable[[], bool]
) -> tuple[BegunCount, bool]:
    """Count people from where a count was left.

    Args:
        begun: The count; what it counts is changed in place.
        store: Everybody's items.
        may_go_on: Whether there is time for another portion of people.

    Returns:
        The count, and whether it is whole and there is time to make statistics of it.
    """
    count, position = begun.count, begun.position
    items = store.scan(position)
    while may_go_on():
        left = MAX_COUNTED_PEOPLE - count.total
        portion = islice(items, min(PEOPLE_AT_ONCE, left))
        last = position
        for item in portion:
            position = item.user_id
            try:
                profile = build_taste_profile(position, item.counted_items)
            except InvalidTasteError:
                continue
            count.add(profile, may_join_panel=_may_join_panel(item))
        if position == last:
            return replace(begun, position=position), True
    return replace(begun, position=position), False


def finish_count(
    begun: BegunCount, store: ProfileStore, side_by_side: SideBySide
) -> Statistics:
    """Build the statistics that ``count_statistics`` would of the same people.

    The people of the panel are read once more: a count may take hours, in which people
    leave, and it keeps nobody's taste.
    """
    tastes: dict[str, BlockWeights] = {}

    def read(user_id: str) -> None:
        try:
            item = store.get(user_id)
            profile = build_taste_profile(user_id, item.counted_items)
        except (ProfileNotFoundError, InvalidTasteError):
            return
        if _may_join_panel(item):
            tastes[user_id] = profile.weights

    side_by_side(read, begun.count.sample)
    return statistics_of(begun.count, tastes)


def _may_join_panel(item: ProfileItem) -> bool:
    return item.is_verified and item.visibility == "open"
