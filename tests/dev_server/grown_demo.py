"""The demo world as a community, made once for all that compare with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from backend.dev_server.demo.marker import DEMO_PEOPLE, SEED
from backend.dev_server.demo.world import InventedPerson, invented_people
from backend.taste_profile import (
    Statistics,
    TasteProfile,
    TasteVectorizer,
    build_statistics,
    build_taste_profile,
)


class DemoWorld(NamedTuple):
    """Who has a taste in the demo world, and what the core makes of them."""

    people: Sequence[InventedPerson]
    profiles: Sequence[TasteProfile]
    statistics: Statistics
    vectorizer: TasteVectorizer


@cache
def demo_world() -> DemoWorld:
    """Return everybody of the demo world but those with an empty account."""
    people = [p for p in invented_people(DEMO_PEOPLE, SEED) if p.top_items]
    profiles = [build_taste_profile(p.user_id, p.top_items) for p in people]
    statistics = build_statistics(profiles)
    return DemoWorld(people, profiles, statistics, TasteVectorizer(statistics))
