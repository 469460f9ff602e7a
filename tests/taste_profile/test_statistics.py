"""Statistics: how telling features are, which blocks count, how rare scores are."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.taste_profile import Statistics
from backend.taste_profile.algorithm import BLOCK_WEIGHTS, YOUNG_COMMUNITY
from backend.taste_profile.assumptions import Assumption
from backend.taste_profile.feature_keys import FeatureKind, kind_of
from backend.taste_profile.weights import BlockWeights
from tests.taste_profile.community import community

KINDS = st.sets(st.sampled_from(list(BLOCK_WEIGHTS)))
COUNTED = Statistics(
    people={"artist": 99, "genre": 99},
    document_frequency={"a1|abba": 99, "a1|low": 9, "g1|pop": 99, "g1|slowcore": 9},
)


def test_rare_features_tell_more() -> None:
    """An artist of one person tells more than one of ten, and that more than ABBA."""
    everybody, ten, one = (
        COUNTED.idf("artist", f"a1|{name}") for name in ("abba", "low", "new")
    )
    assert everybody == 1
    assert ten == pytest.approx(1 + math.log(10))
    assert one == pytest.approx(1 + math.log(50))


def test_a_genre_that_everybody_has_tells_nothing() -> None:
    """While a common artist still counts."""
    assert COUNTED.idf("genre", "g1|pop") == 0
    assert COUNTED.idf("genre", "g1|slowcore") == pytest.approx(math.log(10))


def test_nothing_is_rare_before_anybody_was_counted() -> None:
    """All features tell the same."""
    assert Statistics().idf("artist", "a1|low") == 1
    assert COUNTED.idf("track", "t1|low|words") == 1


def test_more_owners_than_people_are_taken_as_everybody() -> None:
    """A foreign record cannot make a feature tell less than nothing."""
    odd = Statistics(people={"genre": 3}, document_frequency={"g1|pop": 50})
    assert odd.idf("genre", "g1|pop") == 0


@given(KINDS, KINDS, KINDS)
def test_block_shares_add_up_to_one(
    a: set[FeatureKind], b: set[FeatureKind], assumed: set[FeatureKind]
) -> None:
    """Whatever is missing, the rest is shared out in the stated proportions."""
    statistics = Statistics(assumptions={kind: Assumption(0.1) for kind in assumed})
    shares = statistics.block_shares(a, b)
    assert shares == statistics.block_shares(b, a)
    assert {kind for kind, _, is_known in shares if is_known} == a & b
    assert {kind for kind, _, is_known in shares if not is_known} == assumed - (a & b)
    if shares:
        assert math.isclose(math.fsum(share for _, share, _ in shares), 1)
    for (kind, share, _), (other, other_share, _) in pairwise(shares):
        stated = BLOCK_WEIGHTS[kind] / BLOCK_WEIGHTS[other]
        assert share / other_share == pytest.approx(stated)


def test_a_young_community_has_no_rarity() -> None:
    """Too few pairs to tell what is unusual."""
    assert Statistics().is_young
    assert Statistics().one_in(10_000) is None


def _grown(score_counts: dict[int, int]) -> Statistics:
    panel: dict[str, BlockWeights] = {f"user{n}": {} for n in range(YOUNG_COMMUNITY)}
    return Statistics(panel=panel, score_counts=score_counts)


@pytest.mark.parametrize(
    ("points", "one_in"),
    [(0, 1), (1, 2), (500, 2), (501, 99), (8_000, 99), (8_001, 990), (10_000, 990)],
)
def test_rarity_is_one_pair_in_so_many(points: int, one_in: int) -> None:
    """Pairs at least as close, out of 988, in two digits; never past the pairs."""
    statistics = _grown({0: 500, 500: 479, 8_000: 9})
    assert statistics.one_in(points) == one_in


@given(st.dictionaries(st.integers(0, 10_000), st.integers(1, 10**6), max_size=9))
def test_rarity_never_falls_with_the_score(score_counts: dict[int, int]) -> None:
    """A higher score is never called more common."""
    statistics = _grown(score_counts)
    rarities = [statistics.one_in(points) or 0 for points in range(0, 10_001, 500)]
    assert rarities == sorted(rarities)
    assert 1 <= rarities[0] <= rarities[-1]


def test_a_grown_community_knows_the_rarity_of_every_match() -> None:
    """Closer than all pairs of the panel is the rarest that can be told."""
    statistics = community().statistics
    pairs = sum(statistics.score_counts.values())
    assert statistics.one_in(0) == 1
    assert statistics.one_in(10_000) == pytest.approx(pairs, rel=0.05)


def test_a_feature_tells_what_its_frequency_tells() -> None:
    """By key or by count; nobody counts as one."""
    statistics = community().statistics
    for key in list(statistics.document_frequency)[:50]:
        kind = kind_of(key)
        by_count = statistics.idf_at(kind, statistics.frequency(key))
        assert statistics.idf(kind, key) == by_count
    assert statistics.frequency("a1|nobody hears this") == 1
