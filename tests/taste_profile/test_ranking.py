"""Rankings: everybody scored, in order, with reasons."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.taste_profile import (
    TasteProfile,
    TasteVector,
    TasteVectorizer,
    build_statistics,
    build_taste_profile,
    match_pair,
    rank_matches,
    rank_vectors,
    score_pair,
    share_music,
)
from tests.examples import examples
from tests.taste_profile.community import community
from tests.taste_profile.strategies import groups


@examples(40)
@given(groups(2, 7), st.integers(1, 8))
def test_a_ranking_is_that_of_brute_force(profiles: list[TasteProfile], n: int) -> None:
    """Score every pair by itself, sort by points and user_id, take the first n."""
    viewer, *others = profiles
    statistics = build_statistics(profiles)
    vectorizer = TasteVectorizer(statistics)
    mine, *theirs = (vectorizer.vector(p.user_id, p.weights) for p in profiles)
    met = [match_pair(mine, v, statistics) for v in theirs if share_music(mine, v)]
    met.sort(key=lambda match: (-match.score.points, match.user_id))
    assert rank_matches(viewer, others, n=n) == met[:n]


@examples(4)
@given(st.integers(0, 203), st.randoms(use_true_random=False))
def test_the_order_of_candidates_does_not_matter(
    number: int, rng: random.Random
) -> None:
    """Nor that the viewer is among them."""
    people = community()
    viewer = people.vectors[f"user{number}"]
    shuffled = list(people.vectors.values())
    rng.shuffle(shuffled)
    ranking = rank_vectors(viewer, shuffled, people.statistics, 500)
    others = [v for v in people.vectors.values() if v.user_id != viewer.user_id]
    assert ranking == rank_vectors(viewer, others, people.statistics, 500)
    assert viewer.user_id not in [match.user_id for match in ranking]


@examples(10)
@given(st.integers(0, 203))
def test_list_and_pair_give_the_same_number(number: int) -> None:
    """And the pair gives it from both sides, evidence and rarity with it."""
    people = community()
    viewer = people.vectors[f"user{number}"]
    for match in rank_vectors(viewer, people.vectors.values(), people.statistics, 9):
        other = people.vectors[match.user_id]
        assert match.score == score_pair(other, viewer, people.statistics)
        back = match_pair(other, viewer, people.statistics)
        assert (back.score, back.evidence) == (match.score, match.evidence)
        assert (
            back.one_in == match.one_in == people.statistics.one_in(back.score.points)
        )


def test_ties_are_broken_by_user_id() -> None:
    """People of one taste stand side by side, in the order of their ids."""
    people = community()
    weights = people.profiles["user10"].weights
    users = [f"new{number}" for number in (4, 1, 10, 3)]
    alike = [people.vectorizer.vector(user, weights) for user in users]
    everybody = [*people.vectors.values(), *alike]
    ranking = rank_vectors(people.vectors["user4"], everybody, people.statistics, 500)
    order = [match.user_id for match in ranking]
    first = order.index("new1")
    assert order[first : first + 4] == ["new1", "new10", "new3", "new4"]


@examples(4)
@given(st.integers(1, 203), st.integers(0, 203), st.integers(1, 30))
def test_clones_change_nobody_s_order(number: int, cloned: int, n: int) -> None:
    """However many come after the statistics were published, the rest stays."""
    people = community()
    viewer = people.vectors[f"user{number}"]
    profile = people.profiles[f"user{cloned}"]
    flood = [people.vectorizer.vector(f"z{i}", profile.weights) for i in range(n)]
    before = rank_vectors(viewer, people.vectors.values(), people.statistics, 500)
    after = rank_vectors(
        viewer, [*flood, *people.vectors.values()], people.statistics, 500
    )
    assert [match for match in after if match.user_id[0] != "z"] == before


def test_without_statistics_the_people_given_are_the_population() -> None:
    """The viewer may be among the candidates, once or twice, and counts once."""
    ana, ben, cem = (
        build_taste_profile(user, {"artists": names})
        for user, names in (
            ("ana", ["Low", "Grouper"]),
            ("ben", ["Low", "Slint"]),
            ("cem", ["Slint"]),
        )
    )
    (match,) = rank_matches(ana, [ana, ben, cem, ana])
    assert match == rank_matches(ana, [ben, cem])[0]
    assert (match.user_id, match.one_in) == ("ben", None)
    assert rank_matches(ana, []) == rank_matches(ana, [ana]) == []


def test_published_statistics_judge_instead() -> None:
    """What is rare in the world need not be rare among the candidates."""
    people = community()
    viewer, *others = list(people.profiles.values())[:30]
    ranking = rank_matches(viewer, others, statistics=people.statistics, n=3)
    vectors = [people.vectors[profile.user_id] for profile in others]
    mine = people.vectors[viewer.user_id]
    assert ranking == rank_vectors(mine, vectors, people.statistics, 3)


def test_genres_alone_make_no_match() -> None:
    """A match needs an artist or a track in common."""
    low, ride = (
        build_taste_profile(name, {"artists": [{"name": name, "genres": ["Rock"]}]})
        for name in ("Low", "Ride")
    )
    assert rank_matches(low, [ride]) == []


def test_a_track_alone_is_music_in_common() -> None:
    """Also where an artist block is missing on a side."""
    track = {"t1|low|words": (1.0, 0.0)}
    a, b = TasteVector("a", {"track": track}), TasteVector("b", {"track": track})
    assert share_music(a, b)
    assert not share_music(a, TasteVector("c", {"artist": {"a1|low": (1.0, 0.0)}}))


@pytest.mark.parametrize("n", [0, -1])
def test_a_list_of_nobody_cannot_be_asked_for(n: int) -> None:
    """Nothing is guessed from a length below 1."""
    ana = build_taste_profile("ana", {"artists": ["Low"]})
    with pytest.raises(ValueError, match="at least 1"):
        rank_matches(ana, [], n=n)


def test_a_candidate_given_twice_is_listed_once() -> None:
    """The first counts, as in the statistics."""
    ana = build_taste_profile("ana", {"artists": ["Low"]})
    ben = build_taste_profile("ben", {"artists": ["Low"]})
    other = build_taste_profile("ben", {"artists": ["Low", "Slint"]})
    [match] = rank_matches(ana, [ben, other, ben])
    assert match.score.points == 10_000
