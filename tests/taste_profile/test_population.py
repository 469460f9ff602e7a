"""Statistics of a population: a pure function of who is in it."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.taste_profile import (
    PopulationCount,
    Statistics,
    TasteProfile,
    build_statistics,
    build_taste_profile,
    statistics_of,
)
from backend.taste_profile.algorithm import (
    MAX_COUNTED_FEATURES,
    PANEL_SIZE,
    YOUNG_COMMUNITY,
)
from backend.taste_profile.population import _common_features, _geometric_mean
from tests.examples import examples
from tests.taste_profile.community import CLONES, PEOPLE, community
from tests.taste_profile.invented_tastes import artist, profile_of
from tests.taste_profile.strategies import groups


@examples(40)
@given(groups(0, 5), st.randoms(use_true_random=False))
def test_statistics_depend_on_the_set_of_people(
    profiles: list[TasteProfile], rng: random.Random
) -> None:
    """Not on their order, nor on hearing of somebody twice."""
    shuffled = [*profiles, *profiles[:2]]
    rng.shuffle(shuffled)
    assert build_statistics(shuffled) == build_statistics(profiles)


def test_grown_statistics_depend_on_the_set_of_people() -> None:
    """To the last bit of every figure that rests on the panel."""
    people = community()
    backwards = build_statistics(list(people.profiles.values())[::-1])
    assert backwards == people.statistics


@examples(40)
@given(groups(1, 5))
def test_features_of_one_person_are_not_counted(profiles: list[TasteProfile]) -> None:
    """Counts are people, at least two of them."""
    statistics = build_statistics(profiles)
    for key, count in statistics.document_frequency.items():
        having = [
            p for p in profiles if any(key in block for block in p.weights.values())
        ]
        assert count == len(having) > 1
    assert statistics.people["artist"] == len(profiles)
    assert statistics.is_young


def test_the_version_names_what_the_statistics_say() -> None:
    """The same people, the same version; another person, another one."""
    ana, ben = (
        build_taste_profile(u, {"artists": ["Low", "Ride"]}) for u in ("ana", "ben")
    )
    both = build_statistics([ana, ben])
    assert both.version == build_statistics([ben, ana]).version
    assert both.version != build_statistics([ana]).version
    assert both.version != Statistics().version


def test_the_version_follows_a_change_in_one_panel_member() -> None:
    """Other plays in one profile are other statistics."""
    people = community(has_only_names=True)
    changed = dict(people.profiles)
    names = [item["name"] for item in people.tastes["user3"]]
    changed["user3"] = build_taste_profile("user3", {"artists": names})
    version = build_statistics(changed.values()).version
    assert version != people.statistics.version


def test_clones_take_one_place_in_the_panel() -> None:
    """However many come, and whoever of them is drawn first."""
    people = community()
    clones = {"user0", *(f"clone{number}" for number in range(CLONES))}
    assert len(clones & people.statistics.panel.keys()) == 1
    assert len(people.statistics.panel) == PEOPLE


def test_who_may_not_join_is_counted_but_not_in_the_panel() -> None:
    """Hidden or unverified people make features common, and scale nobody."""
    people = community()
    outside = {"user1", "user2"}
    statistics = build_statistics(
        people.profiles.values(), may_join_panel=lambda user: user not in outside
    )
    assert statistics.document_frequency == people.statistics.document_frequency
    assert people.statistics.panel.keys() - statistics.panel.keys() == outside


def test_below_the_bound_a_community_is_young() -> None:
    """One member too few, and no figure rests on the panel."""
    people = community(has_only_names=True)
    originals = [p for u, p in people.profiles.items() if not u.startswith("clone")]
    almost = build_statistics(originals[: YOUNG_COMMUNITY - 1])
    assert almost.is_young
    assert (almost.panel, almost.assumptions, almost.score_counts) == ({}, {}, {})
    assert almost.panel_mean == 1
    assert not build_statistics(originals[:YOUNG_COMMUNITY]).is_young


def test_counting_is_bounded_to_the_most_common() -> None:
    """Ties by key; one person's own features need no count."""
    counts = Counter({f"a1|{n:06}": 2 for n in range(MAX_COUNTED_FEATURES + 5)})
    counts.update({"a1|loved": 9, "a1|own": 1})
    common = _common_features(counts)
    assert len(common) == MAX_COUNTED_FEATURES
    assert common["a1|loved"] == 9
    assert common["a1|000000"] == 2
    assert f"a1|{MAX_COUNTED_FEATURES - 1:06}" not in common
    assert "a1|own" not in common


def test_the_panel_is_a_bounded_sample() -> None:
    """Of far more people than it holds, the same ones whatever the order."""
    people = [
        profile_of(f"user{n}", [artist(n), artist(n // 3 + 2_000)])
        for n in range(2 * PANEL_SIZE + 30)
    ]
    statistics = build_statistics(people)
    assert len(statistics.panel) == PANEL_SIZE
    assert list(statistics.panel) == sorted(statistics.panel)
    random.Random(3).shuffle(people)
    assert build_statistics(people) == statistics


def test_people_who_share_nothing_have_a_panel_all_the_same() -> None:
    """Its mean is 1 where nobody is near anybody by anything."""
    loners = [profile_of(f"user{n}", [artist(n)]) for n in range(YOUNG_COMMUNITY)]
    statistics = build_statistics(loners)
    assert not statistics.is_young
    assert statistics.panel_mean > 0
    assert _geometric_mean([0.0, 0.0]) == 1
    assert _geometric_mean([2.0, 0.0, 8.0]) == pytest.approx(4)


def test_a_count_that_is_put_down_and_taken_up_says_the_same() -> None:
    """Wherever it was interrupted, in the middle of a full sample too."""
    people = [
        profile_of(f"user{n}", [artist(n), artist(n // 3 + 2_000)])
        for n in range(2 * PANEL_SIZE + 30)
    ]
    count = PopulationCount()
    for place, profile in enumerate(people):
        if place % 400 == 0:
            count = PopulationCount.from_record(count.to_record())
        count.add(profile, may_join_panel=place % 50 != 0)
    tastes = {p.user_id: p.weights for p in people}
    outside = {p.user_id for p in people[::50]}
    whole = build_statistics(people, may_join_panel=lambda user: user not in outside)
    assert count.total == len(people)
    assert statistics_of(count, tastes) == whole


def test_copies_displace_nobody_from_the_panel() -> None:
    """However many there are; and what is drawn does not depend on the order."""
    people = [
        profile_of(f"user{n}", [artist(n), artist(n + 1)])
        for n in range(YOUNG_COMMUNITY + 20)
    ]
    copies = [profile_of(f"copy{n}", [artist(7)]) for n in range(4 * PANEL_SIZE)]
    mixed = [*copies[: 3 * PANEL_SIZE], *people, *copies[3 * PANEL_SIZE :]]
    statistics = build_statistics(mixed)
    assert {profile.user_id for profile in people} <= statistics.panel.keys()
    assert sum(user.startswith("copy") for user in statistics.panel) <= 1
    assert build_statistics(mixed[::-1]) == statistics


def test_who_has_left_the_sample_does_not_join_the_panel() -> None:
    """Whoever else was drawn does."""
    count = PopulationCount()
    people = [profile_of(f"user{n}", [artist(n), artist(n + 1)]) for n in range(210)]
    for profile in people:
        count.add(profile, may_join_panel=True)
    tastes = {p.user_id: p.weights for p in people}
    del tastes["user7"]
    assert statistics_of(count, tastes).panel.keys() == tastes.keys()
