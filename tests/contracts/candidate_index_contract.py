"""What every candidate index promises; an adapter's test inherits the class."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import pytest

from backend.taste_profile import (
    Statistics,
    TasteProfile,
    TasteVector,
    TasteVectorizer,
    build_statistics,
    build_taste_profile,
    match_pair,
    rank_vectors,
)
from backend.use_cases.community.ports import CandidateIndex

ARTISTS = [f"Artist {number}" for number in range(60)]
GENRES = ["slowcore", "shoegaze", "dub", "fado"]


def listener(number: int) -> TasteProfile:
    """Return somebody whose taste follows from the number alone."""
    rng = random.Random(number)
    liked = rng.sample(ARTISTS, rng.randint(3, 20))
    artists = [
        {"name": name, "plays": rng.randint(1, 500), "genres": rng.sample(GENRES, 2)}
        if number % 3
        else name
        for name in liked
    ]
    tracks = [(name, f"Song {rng.randint(1, 3)}") for name in liked[: number % 5]]
    return build_taste_profile(
        f"{number:08d}-0000-4000-8000-000000000000",
        {"artists": artists, "tracks": tracks},
    )


class Listeners(NamedTuple):
    """A community, and what the core makes of it."""

    profiles: Sequence[TasteProfile]
    statistics: Statistics
    vectorizer: TasteVectorizer
    vectors: Sequence[TasteVector]


@cache
def listeners() -> Listeners:
    """Return so many people that scaling and assumptions are in force."""
    profiles = [listener(number) for number in range(230)]
    statistics = build_statistics(profiles)
    vectorizer = TasteVectorizer(statistics)
    vectors = [vectorizer.vector(p.user_id, p.weights) for p in profiles]
    return Listeners(profiles, statistics, vectorizer, vectors)


def best(viewer: TasteVector, candidates: Sequence[TasteVector], n: int) -> list[str]:
    """Return the ranking by scoring everybody."""
    return [
        m.user_id for m in rank_vectors(viewer, candidates, listeners().statistics, n)
    ]


class CandidateIndexContract:
    """Subclass it and say how people come in and go; the ranking itself comes out.

    So it asks of every index a recall of 1 in a community of this size. What an index
    finds in larger ones is measured, not promised.
    """

    step = 7
    """Of so many people one looks; fewer where every look takes a second."""

    @pytest.fixture
    def index(self) -> CandidateIndex:
        """Return an empty index for ``listeners()``."""
        raise NotImplementedError("an adapter's test must provide its index")

    def add(self, index: CandidateIndex, profile: TasteProfile) -> None:
        """Put somebody in, or replace them."""
        raise NotImplementedError("an adapter's test must say how people come in")

    def take_out(self, index: CandidateIndex, user_id: str) -> None:
        """Take somebody out who may not be in."""
        raise NotImplementedError("an adapter's test must say how people go")

    @pytest.fixture
    def full(self, index: CandidateIndex) -> CandidateIndex:
        """The index with everybody in."""
        self.fill(index)
        return index

    def fill(self, index: CandidateIndex) -> None:
        """Put everybody in."""
        for profile in listeners().profiles:
            self.add(index, profile)

    def test_the_population_is_not_young(self) -> None:
        """So scaling and assumed blocks are in force here."""
        assert not Statistics(
            people=listeners().statistics.people, panel=listeners().statistics.panel
        ).is_young
        assert listeners().statistics.assumptions.keys() == {"track", "genre"}

    def test_an_empty_index_nominates_nobody(self, index: CandidateIndex) -> None:
        """Nothing is assumed of an empty population."""
        assert index.nominate(listeners().vectors[0], 10) == []
        assert (
            index.match(listeners().vectors[0], listeners().profiles[1].user_id) is None
        )

    def test_gives_the_same_as_scoring_everybody(self, full: CandidateIndex) -> None:
        """The same people in the same order, ties included, never the viewer."""
        for viewer in listeners().vectors[:: self.step]:
            for n in (1, 10, 500):
                assert full.nominate(viewer, n) == best(viewer, listeners().vectors, n)

    def test_a_viewer_from_outside_is_served_too(self, full: CandidateIndex) -> None:
        """Hidden now, or saved a moment ago: the viewer need not be in."""
        self.take_out(full, listeners().vectors[3].user_id)
        assert full.nominate(listeners().vectors[3], 10) == best(
            listeners().vectors[3], listeners().vectors, 10
        )

    def test_who_is_taken_out_is_nominated_no_more(self, full: CandidateIndex) -> None:
        """Taking out twice, or nobody, is no error."""
        gone = full.nominate(listeners().vectors[0], 1)[0]
        for user_id in (gone, gone, "99999999-0000-4000-8000-000000000000"):
            self.take_out(full, user_id)
        left = [vector for vector in listeners().vectors if vector.user_id != gone]
        assert full.nominate(listeners().vectors[0], 20) == best(
            listeners().vectors[0], left, 20
        )
        assert full.match(listeners().vectors[0], gone) is None

    def test_who_is_put_again_is_there_once(self, full: CandidateIndex) -> None:
        """With the newest taste."""
        changed = replace(
            listeners().profiles[2], user_id=listeners().profiles[1].user_id
        )
        vector = listeners().vectorizer.vector(changed.user_id, changed.weights)
        self.add(full, changed)
        everybody = [
            vector if v.user_id == changed.user_id else v for v in listeners().vectors
        ]
        found = full.nominate(listeners().vectors[2], 500)
        assert found == best(listeners().vectors[2], everybody, 500)
        assert len(found) == len(set(found))

    def test_gives_matches_exactly(self, full: CandidateIndex) -> None:
        """Points, rows of the sum, evidence and rarity of the one scorer."""
        for viewer in listeners().vectors[::23]:
            for other in listeners().vectors[::11]:
                expected = match_pair(viewer, other, listeners().statistics)
                assert full.match(viewer, other.user_id) == expected
