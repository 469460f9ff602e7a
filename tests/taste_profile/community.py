"""Two grown communities of invented people, seen by the core and by the oracle."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from backend.taste_profile import (
    Statistics,
    TasteProfile,
    TasteVector,
    TasteVectorizer,
    build_statistics,
)
from tests.taste_profile.invented_tastes import Taste, invented_tastes, profile_of
from tests.taste_profile.oracle import Population
from tests.taste_profile.oracle_weights import exact_weights, rounded

PEOPLE = 204
CLONES = 3
USERS = (
    *(f"user{number}" for number in range(PEOPLE)),
    *(f"clone{number}" for number in range(CLONES)),
)


class Community(NamedTuple):
    """Everybody by ``user_id``, and what the core makes of them."""

    tastes: Mapping[str, Taste]
    profiles: Mapping[str, TasteProfile]
    statistics: Statistics
    vectorizer: TasteVectorizer
    vectors: Mapping[str, TasteVector]


@lru_cache
def community(*, has_only_names: bool = False) -> Community:
    """Return people of every kind and clones of one, or people who name artists only.

    There are enough of them for panel, scaling, assumptions and rarity.
    """
    tastes = invented_tastes(PEOPLE, seed=5, has_only_names=has_only_names)
    for number in range(CLONES):
        tastes[f"clone{number}"] = tastes["user0"]
    profiles = {user: profile_of(user, taste) for user, taste in tastes.items()}
    statistics = build_statistics(profiles.values())
    vectorizer = TasteVectorizer(statistics)
    vectors = {u: vectorizer.vector(u, p.weights) for u, p in profiles.items()}
    return Community(tastes, profiles, statistics, vectorizer, vectors)


@lru_cache
def exact_population(*, has_only_names: bool = False) -> Population:
    """Return the same community as the oracle sees it, from the same plain lists."""
    tastes = community(has_only_names=has_only_names).tastes
    return Population({u: rounded(exact_weights(t)) for u, t in tastes.items()})
