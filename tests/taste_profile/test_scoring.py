"""The one scorer: what holds for every pair of people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.taste_profile import (
    POINTS,
    Score,
    Statistics,
    TasteProfile,
    TasteVector,
    TasteVectorizer,
    build_statistics,
    score_pair,
)
from backend.taste_profile.algorithm import BLOCK_WEIGHTS
from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.scoring import scaled_score, score_points
from backend.taste_profile.vectors import unit_blocks
from tests.examples import examples
from tests.taste_profile.community import community
from tests.taste_profile.invented_tastes import Taste, artist, profile_of
from tests.taste_profile.strategies import COUNTED, TASTES, groups

WORLDS: dict[str, Callable[[], Statistics]] = {
    "nobody counted": Statistics,
    "a young community": lambda: build_statistics(_first(9)),
    "a grown community": lambda: community().statistics,
    "a community of names": lambda: community(has_only_names=True).statistics,
}
EVERYWHERE = pytest.mark.parametrize("where", WORLDS)
OTHER_BLOCKS = st.sets(st.sampled_from([k for k in BLOCK_WEIGHTS if k != "artist"]))


def _first(n: int) -> list[TasteProfile]:
    return list(community().profiles.values())[:n]


@cache
def _statistics(where: str) -> Statistics:
    return WORLDS[where]()


@cache
def _vectorizer(where: str) -> TasteVectorizer:
    return TasteVectorizer(_statistics(where))


def _vector(where: str, profile: TasteProfile) -> TasteVector:
    return _vectorizer(where).vector(profile.user_id, profile.weights)


def _score(where: str, a: Taste, b: Taste) -> Score:
    left, right = _vector(where, profile_of("a", a)), _vector(where, profile_of("b", b))
    return score_pair(left, right, _statistics(where))


@EVERYWHERE
@examples(30)
@given(profiles=groups(2, 2))
def test_a_score_is_a_sum_the_same_from_both_sides(
    where: str, profiles: list[TasteProfile]
) -> None:
    """In [0, 1]; contributions not negative, in order, and exactly the whole."""
    a, b = (_vector(where, profile) for profile in profiles)
    score = score_pair(a, b, _statistics(where))
    assert 0 <= score.points <= POINTS
    assert score.value == score.points / POINTS
    assert score == score_pair(b, a, _statistics(where))
    assert score.points == score_points(a, b, _statistics(where))
    points = [c.points for c in score.contributions]
    assert sum(points) == score.points
    assert all(p >= 0 for p in points)
    assert points == sorted(points, reverse=True)
    for contribution in score.contributions:
        if contribution.key is not None:
            assert contribution.key in a.blocks[contribution.kind]
            assert contribution.key in b.blocks[contribution.kind]


@EVERYWHERE
@examples(30)
@given(taste=TASTES, others=OTHER_BLOCKS)
def test_identical_profiles_have_all_points(
    where: str, taste: Taste, others: set[FeatureKind]
) -> None:
    """Whichever blocks are known, and whatever is assumed of the rest."""
    weights = profile_of("ana", taste).weights
    kept = {k: b for k, b in weights.items() if k == "artist" or k in others}
    ana, ben = (_vectorizer(where).vector(user, kept) for user in ("ana", "ben"))
    assert score_pair(ana, ben, _statistics(where)).points == POINTS


@EVERYWHERE
@examples(30)
@given(a=COUNTED, b=TASTES, factor=st.integers(2, 10**5))
def test_playing_everything_more_changes_no_score(
    where: str, a: Taste, b: Taste, factor: int
) -> None:
    """Taste has a direction, not a volume."""
    more = [{**item, "plays": item["plays"] * factor} for item in a]
    assert _score(where, more, b) == _score(where, a, b)


@EVERYWHERE
@examples(30)
@given(
    profiles=groups(2, 2),
    kind=st.sampled_from(list(BLOCK_WEIGHTS)),
    millionths=st.integers(1_000, 10**6),
)
def test_a_feature_that_nobody_shares_never_raises_a_score(
    where: str, profiles: list[TasteProfile], kind: FeatureKind, millionths: int
) -> None:
    """Added to a block that is there, beside the weights and scale as they were."""
    a, b = (_vector(where, profile) for profile in profiles)
    if kind not in a.blocks:
        return
    weights = {k: dict(block) for k, block in profiles[0].weights.items()}
    weights[kind]["x1|only mine"] = millionths / 10**6
    wider = unit_blocks(weights, _statistics(where).idf)
    broader = TasteVector(a.user_id, wider, a.local_scale)
    after = score_points(broader, b, _statistics(where))
    assert after <= score_points(a, b, _statistics(where))


@EVERYWHERE
@given(shared=st.integers(1, 5), more=st.integers(1, 20))
def test_more_likes_of_one_s_own_never_raise_a_score(
    where: str, shared: int, more: int
) -> None:
    """From the lists themselves: who likes ever more else is ever less alike."""
    likes = [artist(number) for number in range(shared)]
    own = [artist(10_000 + number) for number in range(more)]
    statistics = _statistics(where)
    few, many = (
        unit_blocks(profile_of("a", taste).weights, statistics.idf)
        for taste in ([*likes, *own], [*likes, *own, artist(20_000)])
    )
    other = TasteVector(
        "b", unit_blocks(profile_of("b", likes).weights, statistics.idf)
    )
    less = score_points(TasteVector("a", many), other, statistics)
    assert less <= score_points(TasteVector("a", few), other, statistics)


@EVERYWHERE
def test_people_who_share_nothing_owe_no_point_to_a_feature(where: str) -> None:
    """What is left is assumed, and says so by having no key."""
    score = _score(where, [artist(9_001)], [artist(9_002)])
    assert all(c.key is None for c in score.contributions)
    known = {c.kind for c in score.contributions}
    assert known == _statistics(where).assumptions.keys()


def test_nothing_shared_and_nothing_assumed_is_zero() -> None:
    """Also for the scale, which has nothing to scale."""
    assert _score("nobody counted", [artist(1)], [artist(2)]) == Score(0, ())
    assert scaled_score(0.0, 0.05, 0.05) == 0


@given(st.floats(0, 1), st.floats(0.05, 20), st.floats(0.05, 20))
def test_scaling_is_bounded_symmetric_and_keeps_the_ends(
    similarity: float, a: float, b: float
) -> None:
    """0 stays 0, 1 stays 1, and people near everybody are drawn down."""
    score = scaled_score(similarity, a, b)
    assert 0 <= score <= 1
    assert score == scaled_score(similarity, b, a)
    assert scaled_score(1.0, a, b) == 1
    assert scaled_score(similarity, 1.0, 1.0) == pytest.approx(similarity)
    assert scaled_score(similarity, 2 * a, b) <= score


@given(st.sampled_from(list(combinations(range(0, 200, 9), 2))))
def test_a_missing_block_is_assumed_in_one_row(pair: tuple[int, int]) -> None:
    """Per block one row, either of features or assumed, never both."""
    people = community()
    a, b = (people.vectors[f"user{number}"] for number in pair)
    rows: Mapping[FeatureKind, list[str | None]] = {kind: [] for kind in BLOCK_WEIGHTS}
    for contribution in score_pair(a, b, people.statistics).contributions:
        rows[contribution.kind].append(contribution.key)
    for kind, keys in rows.items():
        if kind in a.blocks and kind in b.blocks:
            assert None not in keys
        else:
            assert keys == [None]
