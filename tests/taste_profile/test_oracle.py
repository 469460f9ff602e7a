"""The core against the oracle: every number anybody sees, in exact arithmetic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.taste_profile import (
    Score,
    TasteProfile,
    TasteVectorizer,
    build_statistics,
    rank_vectors,
    score_pair,
)
from tests.examples import examples
from tests.taste_profile.community import CLONES, PEOPLE, community, exact_population
from tests.taste_profile.invented_tastes import Taste, profile_of
from tests.taste_profile.oracle import Population, Vector, is_near_border, whole_points
from tests.taste_profile.oracle_weights import Weights, exact_weights, rounded
from tests.taste_profile.strategies import TASTES, groups

BOTH = pytest.mark.parametrize("has_only_names", [False, True])


def _check_score(score: Score, exact: Population, a: Vector, b: Vector) -> None:
    points = exact.exact_points(a, b)
    allowed = 1 if is_near_border(points) else 0
    assert abs(score.points - exact.points(a, b)) <= allowed
    told: dict[tuple[str, str | None], int] = {
        (c.kind, c.key): c.points for c in score.contributions
    }
    rows = exact.split(a, b)
    assert told.keys() == rows.keys()
    assert all(abs(told[name] - rows[name]) <= 1 for name in rows)
    assert sum(told.values()) == score.points


def _kept(profile: TasteProfile) -> Weights:
    """Return the weights that the core keeps, which are whole millionths."""
    return {
        kind: {key: Fraction(round(w * 10**6), 10**6) for key, w in block.items()}
        for kind, block in profile.weights.items()
    }


def _brute_ranking(exact: Population, viewer: str, others: Iterable[str]) -> list[str]:
    def share_music(a: Vector, b: Vector) -> bool:
        rows = exact.rows(a.blocks, b.blocks)
        return any(row.key and row.kind in ("artist", "track") for row in rows)

    mine = exact.vectors[viewer]
    met = [u for u in others if u != viewer and share_music(mine, exact.vectors[u])]
    return sorted(met, key=lambda u: (-exact.points(mine, exact.vectors[u]), u))


@BOTH
def test_weights_of_everybody_are_exact(has_only_names: bool) -> None:
    """From plays, ranks, likes, genres and dates to millionths, without a slip."""
    people = community(has_only_names=has_only_names)
    for user, taste in people.tastes.items():
        assert _kept(people.profiles[user]) == rounded(exact_weights(taste))


@pytest.mark.slow
@BOTH
def test_statistics_say_what_the_oracle_says(has_only_names: bool) -> None:
    """Panel, its mean, what is usual, and everybody's local scale."""
    people = community(has_only_names=has_only_names)
    exact = exact_population(has_only_names=has_only_names)
    statistics = people.statistics
    assert statistics.panel.keys() == exact.panel.keys()
    assert statistics.people == dict(exact.people)
    common = {key: n for key, n in exact.frequency.items() if n > 1}
    assert statistics.document_frequency == common
    assert statistics.panel_mean == pytest.approx(float(exact.panel_mean), rel=1e-12)
    for kind, assumption in statistics.assumptions.items():
        base, exponent = map(float, exact.usual[kind])
        assert assumption.base == pytest.approx(base, abs=1e-12)
        assert assumption.exponent == pytest.approx(exponent, abs=1e-12)
    assert statistics.assumptions.keys() == exact.usual.keys()
    for user, vector in people.vectors.items():
        local_scale = float(exact.vectors[user].local_scale)
        assert vector.local_scale == pytest.approx(local_scale, rel=1e-12)


def test_the_communities_put_everything_in_force() -> None:
    """Else the comparisons would pass without having compared much."""
    people, only_names = community(), community(has_only_names=True)
    assert len(people.tastes) == PEOPLE + CLONES
    assert len(people.statistics.panel) == PEOPLE
    assert not people.statistics.is_young
    assert people.statistics.assumptions.keys() == {"track", "genre", "era"}
    assert only_names.statistics.assumptions.keys() == {"genre"}
    assert len({vector.local_scale for vector in people.vectors.values()}) > 190


@BOTH
def test_every_score_and_contribution_is_exact(has_only_names: bool) -> None:
    """Points equal, rows within a point, and their sum exactly the score."""
    people = community(has_only_names=has_only_names)
    exact = exact_population(has_only_names=has_only_names)
    pairs = list(combinations(people.vectors, 2))
    for a, b in pairs[::7]:
        score = score_pair(people.vectors[a], people.vectors[b], people.statistics)
        _check_score(score, exact, exact.vectors[a], exact.vectors[b])


@BOTH
def test_rankings_are_in_the_exact_order(has_only_names: bool) -> None:
    """Whole rankings, ties and clones included."""
    people = community(has_only_names=has_only_names)
    exact = exact_population(has_only_names=has_only_names)
    for viewer in ("clone0", *list(people.vectors)[1:PEOPLE:29]):
        ranking = rank_vectors(
            people.vectors[viewer], people.vectors.values(), people.statistics, 1_000
        )
        expected = _brute_ranking(exact, viewer, people.vectors)
        assert [match.user_id for match in ranking] == expected


def test_rarity_counts_the_exact_scores_of_panel_pairs() -> None:
    """The statistics keep how often every number of points occurs."""
    exact = exact_population(has_only_names=True)
    panel = [exact.vectors[user] for user in exact.panel]
    scores = [exact.exact_points(a, b) for a, b in combinations(panel, 2)]
    assert not any(map(is_near_border, scores))
    counts = community(has_only_names=True).statistics.score_counts
    assert counts == Counter(map(whole_points, scores))


@pytest.mark.slow
@examples(15)
@given(taste=TASTES, members=st.lists(st.integers(0, PEOPLE - 1), max_size=3))
def test_newcomers_are_scored_exactly(taste: Taste, members: Sequence[int]) -> None:
    """Somebody whom the statistics have not counted, against people whom they have."""
    people, exact = community(), exact_population()
    newcomer = profile_of("newcomer", taste)
    vector = people.vectorizer.vector("newcomer", newcomer.weights)
    exact_vector = exact.vector("newcomer", _kept(newcomer))
    for user in (f"user{number}" for number in members):
        score = score_pair(vector, people.vectors[user], people.statistics)
        _check_score(score, exact, exact_vector, exact.vectors[user])


@examples(40)
@given(profiles=groups(2, 5))
def test_young_communities_are_scored_exactly(profiles: list[TasteProfile]) -> None:
    """A handful of people: rarity of features counts, nothing else is known."""
    statistics = build_statistics(profiles)
    exact = Population({profile.user_id: _kept(profile) for profile in profiles})
    vectorizer = TasteVectorizer(statistics)
    vectors = [vectorizer.vector(p.user_id, p.weights) for p in profiles]
    for a, b in combinations(vectors, 2):
        score = score_pair(a, b, statistics)
        _check_score(score, exact, exact.vectors[a.user_id], exact.vectors[b.user_id])
