"""The exact index gives the same first n as scoring everybody, whatever happens."""

from __future__ import annotations

import itertools
import random
import threading
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from backend.taste_profile import (
    Statistics,
    TasteVector,
    TasteVectorizer,
    build_taste_profile,
    match_pair,
    rank_vectors,
)
from backend.taste_profile.exact_index import ExactIndex, Sizes
from backend.taste_profile.weights import BlockWeights
from tests.examples import examples
from tests.taste_profile.community import USERS, community

SMALL = Sizes(tail=2, growing=(4, 9, 16))
"""Segments of a few rows, so that few people fill and merge all of them."""

SCALES = (None, 0.05, 0.7, 1.0, 3.0)
AGES = ("grown", "part", "young")
"""Blocks that are missing are assumed, one of the two, or left out."""


@cache
def statistics_of(age: str) -> Statistics:
    grown = community().statistics
    some = dict(grown.assumptions)
    del some["track"]
    part = replace(grown, assumptions=some)
    return {"grown": grown, "part": part, "young": Statistics()}[age]


@cache
def vector_of(age: str, user_id: str) -> TasteVector:
    if age == "grown":
        return community().vectors[user_id]
    weights = community().profiles[user_id].weights
    return TasteVectorizer(statistics_of(age)).vector(user_id, weights)


def by_scoring_everybody(
    viewer: TasteVector,
    people: Mapping[str, TasteVector],
    statistics: Statistics,
    n: int,
) -> list[str]:
    matches = rank_vectors(viewer, people.values(), statistics, n)
    return [match.user_id for match in matches]


class IndexBesideScoringEverybody(RuleBasedStateMachine):
    """Any changes, in any order, and then any question."""

    @initialize(age=st.sampled_from(AGES))
    def start(self, age: str) -> None:
        self.age = age
        self.statistics = statistics_of(age)
        self.index = ExactIndex(self.statistics, sizes=SMALL)
        self.people: dict[str, TasteVector] = {}

    def _remember(self, user: str, taste_of: str, scale: float | None) -> float:
        vector = replace(vector_of(self.age, taste_of), user_id=user)
        if scale is not None:
            vector = replace(vector, local_scale=scale)
        self.people[user] = vector
        return vector.local_scale

    @rule(
        user=st.sampled_from(USERS[:40]),
        taste_of=st.sampled_from(USERS),
        scale=st.sampled_from(SCALES),
    )
    def put(self, user: str, taste_of: str, scale: float | None) -> None:
        local_scale = self._remember(user, taste_of, scale)
        weights = community().profiles[taste_of].weights
        self.index.put(user, weights, local_scale)

    @rule(
        users=st.lists(st.sampled_from(USERS), max_size=40),
        scale=st.sampled_from(SCALES),
    )
    def put_all(self, users: list[str], scale: float | None) -> None:
        self.index.put_all(
            (
                user,
                community().profiles[user].weights,
                self._remember(user, user, scale),
            )
            for user in users
        )

    @rule(user=st.sampled_from(USERS))
    def remove(self, user: str) -> None:
        self.index.remove(user)
        self.people.pop(user, None)

    @rule()
    def remove_most(self) -> None:
        for user in list(self.people)[1::2]:
            self.remove(user)

    @rule()
    def keep_and_load(self) -> None:
        arrays = self.index.to_arrays()
        self.index = ExactIndex.from_arrays(self.statistics, arrays)

    @rule(
        taste_of=st.sampled_from(USERS),
        scale=st.sampled_from(SCALES),
        n=st.sampled_from([1, 2, 5, 10, 300]),
        data=st.data(),
    )
    def ask(
        self, taste_of: str, scale: float | None, n: int, data: st.DataObject
    ) -> None:
        viewer = vector_of(self.age, taste_of)
        if scale is not None:
            viewer = replace(viewer, local_scale=scale)
        excluded = data.draw(st.sets(st.sampled_from(USERS), max_size=3))
        rest = {u: v for u, v in self.people.items() if u not in excluded}
        assert self.index.nominate(viewer, n, exclude=excluded) == by_scoring_everybody(
            viewer, rest, self.statistics, n
        )

    @rule(taste_of=st.sampled_from(USERS), scale=st.sampled_from(SCALES))
    def ask_for_reasons(self, taste_of: str, scale: float | None) -> None:
        """What is shared is scored as whole vectors are, to the last bit."""
        viewer = vector_of(self.age, taste_of)
        if scale is not None:
            viewer = replace(viewer, local_scale=scale)
        assert self.index.matches(viewer, USERS) == {
            user: match_pair(viewer, vector, self.statistics)
            for user, vector in self.people.items()
        }

    @rule(n=st.sampled_from([1, 3, 300]))
    def ask_as_somebody_in_here(self, n: int) -> None:
        for user in list(self.people)[:2]:
            assert self.index.nominate(user, n) == by_scoring_everybody(
                self.people[user], self.people, self.statistics, n
            )

    @invariant()
    def knows_who_is_in(self) -> None:
        if not hasattr(self, "index"):
            return
        assert len(self.index) == len(self.people)
        for user in list(self.people)[-2:]:
            assert user in self.index
            assert self.index.vector(user) == self.people[user]


TestIndexBesideScoringEverybody = IndexBesideScoringEverybody.TestCase
TestIndexBesideScoringEverybody.settings = settings(
    examples(40), stateful_step_count=25
)


@pytest.fixture(scope="module")
def full_index() -> ExactIndex:
    """Everybody of the community, in one segment."""
    index = ExactIndex(community().statistics)
    index.put_all(
        (user, profile.weights, community().vectors[user].local_scale)
        for user, profile in community().profiles.items()
    )
    return index


@pytest.mark.parametrize("n", [1, 3, 10, 50])
def test_everybody_gets_the_list_that_scoring_everybody_gives(
    full_index: ExactIndex, n: int
) -> None:
    """Clones and their ties included; by vector, or by ``user_id`` alone."""
    for user in list(community().vectors)[::4]:
        viewer = community().vectors[user]
        everybody = by_scoring_everybody(
            viewer, community().vectors, community().statistics, n
        )
        assert full_index.nominate(viewer, n) == everybody
        assert full_index.nominate(user, n) == everybody


def crowd(n: int) -> tuple[dict[str, BlockWeights], dict[str, TasteVector]]:
    """Return weights and vectors of people by the thousand, with and without tracks."""
    rng, plain = random.Random(7), TasteVectorizer(Statistics())
    weights, vectors = {}, {}
    for number in range(n):
        plays = {
            f"star{int(400 ** rng.random())}": rng.randint(1, 900)
            for _ in range(rng.choice([1, 5, 30]))
        }
        songs = {f"song{int(90 ** rng.random())}" for _ in range(rng.choice([0, 0, 9]))}
        tracks = [{"name": song, "artists": ["star1"], "plays": 9} for song in songs]
        taste = {"artists": plays, **({"tracks": tracks} if tracks else {})}
        user = f"person{number}"
        weights[user] = build_taste_profile(user, taste).weights
        vector = plain.vector(user, weights[user])
        scale = rng.choice([0.05, 0.5, 0.9, 1.0, 1.1, 2.0, 5.0])
        vectors[user] = replace(vector, local_scale=scale)
    return weights, vectors


@pytest.mark.slow
def test_nobody_of_a_crowd_is_missed_where_common_lists_stay_unread() -> None:
    """Three segments; viewers of rare taste, of chart taste, of one artist only."""
    weights, vectors = crowd(4000)
    index = ExactIndex(Statistics(), sizes=Sizes(tail=64, growing=(256, 512, 1500)))
    index.put_all((u, weights[u], vectors[u].local_scale) for u in vectors)
    for viewer in list(vectors.values())[:60]:
        assert index.nominate(viewer, 10) == by_scoring_everybody(
            viewer, vectors, Statistics(), 10
        )
    postings, rows = index.work(vectors["person0"], 10)
    assert 0 < postings < sum(len(b) for w in weights.values() for b in w.values())
    assert 0 < rows < len(vectors)


def test_every_way_that_rows_are_kept_survives_changes_and_a_round_trip() -> None:
    """Full segments, growing ones and a tail, each with people gone from it."""
    weights = {user: profile.weights for user, profile in community().profiles.items()}
    vectors, statistics = community().vectors, community().statistics
    index = ExactIndex(statistics, sizes=SMALL)
    there = dict.fromkeys(USERS[:60])
    for place, user in enumerate(there, 1):
        index.put(user, weights[user], vectors[user].local_scale)
        assert user not in index.nominate(user, 10)
        assert len(index) == place
    for step, stop in ((7, 60), (2, 60), (1, 30)):
        for user in [*there][:stop:step]:
            index.remove(user)
            index.remove(user)
            del there[user]
        index.put_all((u, weights[u], vectors[u].local_scale) for u in [*there][::3])
        index.put("user0", weights["user0"], vectors["user0"].local_scale)
        there["user0"] = None
        kept = ExactIndex.from_arrays(statistics, index.to_arrays())
        people = {user: vectors[user] for user in there}
        for viewer in list(vectors.values())[::9]:
            everybody = by_scoring_everybody(viewer, people, statistics, 5)
            assert index.nominate(viewer, 5) == everybody
            assert kept.nominate(viewer, 5) == everybody


def test_readers_see_one_moment_while_a_writer_changes_everything() -> None:
    """Two people always change places: each question finds one of the two worlds."""
    statistics, vectors = community().statistics, community().vectors
    weights = {user: profile.weights for user, profile in community().profiles.items()}
    index = ExactIndex(statistics, sizes=SMALL)
    index.put_all((u, weights[u], vectors[u].local_scale) for u in USERS[:30])
    viewer, tastes = vectors[USERS[3]], (USERS[40], USERS[50])
    worlds = []
    for taste in tastes:
        index.put("mover", weights[taste], vectors[taste].local_scale)
        worlds.append(index.nominate(viewer, 40))
    seen: list[list[str]] = []
    is_over = threading.Event()

    def ask() -> None:
        while not is_over.is_set():
            seen.append(index.nominate(viewer, 40))
            assert index.vector("mover") is not None

    readers = [threading.Thread(target=ask) for _ in range(3)]
    for reader in readers:
        reader.start()
    # However late the readers come.
    for round_ in itertools.takewhile(
        lambda round_: round_ < 120 or len(seen) < 4, itertools.count()
    ):
        taste = tastes[round_ % 2]
        index.put("mover", weights[taste], vectors[taste].local_scale)
    is_over.set()
    for reader in readers:
        reader.join()
    assert len(seen) > 3
    assert all(found in worlds for found in seen)


def test_a_vector_comes_back_to_the_last_bit(full_index: ExactIndex) -> None:
    """Only so can the one scorer give its own points."""
    for user, vector in community().vectors.items():
        assert full_index.vector(user) == vector
    assert full_index.vector("nobody") is None


def test_a_match_is_the_one_of_the_two_vectors(full_index: ExactIndex) -> None:
    """Exactly as scoring the pair gives; nobody is a match who is not in."""
    ana, ben = (full_index.vector(user) for user in USERS[:2])
    assert ana is not None
    assert ben is not None
    match = full_index.match(ana, USERS[1])
    assert match == match_pair(ana, ben, full_index.statistics)
    assert full_index.match(ana, "nobody") is None


def test_an_index_without_anybody_nominates_nobody() -> None:
    """The first user has no matches."""
    index = ExactIndex(community().statistics)
    assert index.nominate(community().vectors["user0"], 10) == []
    assert "user0" not in index
    with pytest.raises(KeyError):
        index.nominate("user0", 10)


def test_a_list_has_a_place_at_least(full_index: ExactIndex) -> None:
    """As in ``rank_matches``."""
    with pytest.raises(ValueError, match="at least 1"):
        full_index.nominate("user1", 0)


def test_who_shares_no_artist_and_no_track_is_not_nominated() -> None:
    """A genre in common, or an assumption, makes no match."""
    index = ExactIndex(Statistics())
    for user, name in (("ana", "Low"), ("ben", "Slint")):
        item = {"name": name, "rank": 1, "genres": {"rock": 1}}
        profile = build_taste_profile(user, {"artists": [item]})
        index.put(user, profile.weights, 1.0)
    ana = index.vector("ana")
    assert ana is not None
    assert index.nominate(ana, 10) == []


@pytest.mark.parametrize("weight", [0.1234567, 0.0, -0.1, 1.5, float("nan")])
def test_only_weights_in_millionths_can_be_kept(weight: float) -> None:
    """What is kept has to come back as it was."""
    with pytest.raises(ValueError, match="millionths"):
        ExactIndex(Statistics()).put("ana", {"artist": {"a1|low": weight}}, 1.0)


@pytest.mark.parametrize("scale", [0.0, -1.0, float("inf"), float("nan")])
def test_a_local_scale_is_finite_and_positive(scale: float) -> None:
    """Bounds rest on it."""
    with pytest.raises(ValueError, match="local scale"):
        ExactIndex(Statistics()).put("ana", {"artist": {"a1|low": 1.0}}, scale)


def test_arrays_of_other_statistics_are_refused(full_index: ExactIndex) -> None:
    """Lengths and bounds were made with their idf."""
    with pytest.raises(ValueError, match="under statistics"):
        ExactIndex.from_arrays(Statistics(), full_index.to_arrays())
    with pytest.raises(ValueError, match="format"):
        ExactIndex.from_arrays(Statistics(), {})
