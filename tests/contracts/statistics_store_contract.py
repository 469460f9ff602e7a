"""What every statistics store promises; an adapter's test inherits the class."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from backend.taste_profile import (
    Statistics,
    TopItem,
    build_statistics,
    build_taste_profile,
)
from backend.use_cases.community.ports import StatisticsStore


def population(version: str, **changes: Any) -> Statistics:
    """Return the statistics of a tiny population, with changes where a test cares."""
    values: dict[str, Any] = {
        "version": version,
        "document_frequency": {"a1|low": 2, "a1|坂本龍一": 3},
        "panel": {"ana": {"artist": {"a1|low": 1e-7, "a1|坂本龍一": 0.1 + 0.2}}},
        "panel_mean": 1 / 3,
        "score_counts": {0: 2, 10_000: 1},
    }
    return Statistics(**{**values, **changes})


@cache
def grown_up_population() -> Statistics:
    """Return statistics that the core made, of people enough for every figure."""
    rng = random.Random(7)
    artists = [f"Artist {n}" for n in range(60)]
    return build_statistics(
        build_taste_profile(
            f"user {n}",
            [
                TopItem(kind="artist", name=name, genres={name[-1]: rng.random()})
                for name in rng.sample(artists, 5)
            ],
        )
        for n in range(220)
    )


def large_population(version: str, features: int) -> Statistics:
    """Return statistics that hardly compress: about 7 bytes a feature."""
    rng = random.Random(7)
    keys = (f"a1|{rng.getrandbits(128):032x}" for _ in range(features))
    counts = {key: rng.randrange(2, 1_000_000) for key in keys}
    return population(version, document_frequency=counts)


class StatisticsStoreContract:
    """Subclass it and override ``open_store``."""

    @pytest.fixture
    def open_store(self) -> Callable[[], StatisticsStore]:
        """Return what opens one more store on this test's own, empty place."""
        raise NotImplementedError("an adapter's test must say how to open its store")

    @pytest.fixture
    def store(self, open_store: Callable[[], StatisticsStore]) -> StatisticsStore:
        """One store on an empty place."""
        return open_store()

    def test_has_none_at_first(self, store: StatisticsStore) -> None:
        """Before the first publication there are no statistics, and no error."""
        assert store.current() is None

    def test_gives_back_what_was_published(
        self, open_store: Callable[[], StatisticsStore]
    ) -> None:
        """Every number exactly, every key in its script, in another store too."""
        published = population("2026-11-20.1f")
        open_store().publish(published)
        assert open_store().current() == published

    def test_keeps_what_the_core_makes(
        self, open_store: Callable[[], StatisticsStore]
    ) -> None:
        """Under the version that the core gave, with every figure."""
        made = grown_up_population()
        assert not made.is_young
        open_store().publish(made)
        assert open_store().current() == made

    def test_an_empty_population_is_one(self, store: StatisticsStore) -> None:
        """Statistics may count nobody."""
        nobody = Statistics(version="empty")
        store.publish(nobody)
        assert store.current() == nobody

    def test_the_last_publication_is_current(self, store: StatisticsStore) -> None:
        """Also when it is an older version again."""
        first, second = population("v1"), population("v2", panel_mean=2.5)
        store.publish(first)
        store.publish(second)
        assert store.current() == second
        store.publish(first)
        assert store.current() == first

    def test_publishing_again_is_harmless(self, store: StatisticsStore) -> None:
        """The same version twice is the same as once."""
        published = population("v1")
        store.publish(published)
        store.publish(population("v1"))
        assert store.current() == published

    def test_another_store_sees_a_publication_at_once(
        self, open_store: Callable[[], StatisticsStore]
    ) -> None:
        """A store that has read one version reads the next when it is there."""
        one, other = open_store(), open_store()
        one.publish(population("v1"))
        assert other.current() == population("v1")
        one.publish(population("v2", panel_mean=2.5))
        assert other.current() == population("v2", panel_mean=2.5)

    def test_unchanged_statistics_are_not_read_again(
        self, store: StatisticsStore
    ) -> None:
        """Who asks twice gets the same object."""
        store.publish(population("v1"))
        assert store.current() is store.current()

    def test_keeps_large_statistics(
        self, open_store: Callable[[], StatisticsStore]
    ) -> None:
        """Over 1 MB compressed: several items, and more than one page."""
        large = large_population("large", 60_000)
        open_store().publish(large)
        assert open_store().current() == large

    def test_a_smaller_version_leaves_nothing_of_a_larger_one(
        self, open_store: Callable[[], StatisticsStore]
    ) -> None:
        """Parts of different publications never mix."""
        open_store().publish(large_population("v1", 30_000))
        open_store().publish(population("v1"))
        assert open_store().current() == population("v1")

    @pytest.mark.parametrize(
        "version", ["", "current", "../v1", "a/b", ".hidden", "v 1", "v1\n", "x" * 101]
    )
    def test_refuses_a_version_that_cannot_be_a_name(
        self, store: StatisticsStore, version: str
    ) -> None:
        """Such a version is a mistake of the program; nothing is published."""
        with pytest.raises(ValueError, match="cannot name"):
            store.publish(population(version))
        assert store.current() is None
