"""What every candidate index promises; an adapter's test inherits the class."""

from __future__ import annotations

import random
from dataclasses import replace

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


PROFILES = [listener(number) for number in range(230)]
STATISTICS = build_statistics(PROFILES)
VECTORIZER = TasteVectorizer(STATISTICS)
VECTORS = [VECTORIZER.vector(p.user_id, p.weights) for p in PROFILES]


def best(viewer: TasteVector, candidates: list[TasteVector], n: int) -> list[str]:
    """Return the ranking by scoring everybody."""
    return [m.user_id for m in rank_vectors(viewer, candidates, STATISTICS, n)]


class CandidateIndexContract:
    """Subclass it and say how people come in and go; the ranking itself comes out.

    So it asks of every index a recall of 1 in a community of this size. What an index
    finds in larger ones is measured, not promised.
    """

    viewers = VECTORS[::7]
    """Who looks; fewer where every look takes a second."""

    @pytest.fixture
    def index(self) -> CandidateIndex:
        """Return an empty index for ``STATISTICS``."""
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
        for profile in PROFILES:
            self.add(index, profile)

    def test_the_population_is_not_young(self) -> None:
        """So scaling and assumed blocks are in force here."""
        assert not Statistics(people=STATISTICS.people, panel=STATISTICS.panel).is_young
        assert STATISTICS.assumptions.keys() == {"track", "genre"}

    def test_an_empty_index_nominates_nobody(self, index: CandidateIndex) -> None:
        """Nothing is assumed of an empty population."""
        assert index.nominate(VECTORS[0], 10) == []
        assert index.match(VECTORS[0], PROFILES[1].user_id) is None

    def test_gives_the_same_as_scoring_everybody(self, full: CandidateIndex) -> None:
        """The same people in the same order, ties included, never the viewer."""
        for viewer in self.viewers:
            for n in (1, 10, 500):
                assert full.nominate(viewer, n) == best(viewer, VECTORS, n)

    def test_a_viewer_from_outside_is_served_too(self, full: CandidateIndex) -> None:
        """Hidden now, or saved a moment ago: the viewer need not be in."""
        self.take_out(full, VECTORS[3].user_id)
        assert full.nominate(VECTORS[3], 10) == best(VECTORS[3], VECTORS, 10)

    def test_who_is_taken_out_is_nominated_no_more(self, full: CandidateIndex) -> None:
        """Taking out twice, or nobody, is no error."""
        gone = full.nominate(VECTORS[0], 1)[0]
        for user_id in (gone, gone, "99999999-0000-4000-8000-000000000000"):
            self.take_out(full, user_id)
        left = [vector for vector in VECTORS if vector.user_id != gone]
        assert full.nominate(VECTORS[0], 20) == best(VECTORS[0], left, 20)
        assert full.match(VECTORS[0], gone) is None

    def test_who_is_put_again_is_there_once(self, full: CandidateIndex) -> None:
        """With the newest taste."""
        changed = replace(PROFILES[2], user_id=PROFILES[1].user_id)
        vector = VECTORIZER.vector(changed.user_id, changed.weights)
        self.add(full, changed)
        everybody = [vector if v.user_id == changed.user_id else v for v in VECTORS]
        found = full.nominate(VECTORS[2], 500)
        assert found == best(VECTORS[2], everybody, 500)
        assert len(found) == len(set(found))

    def test_gives_matches_exactly(self, full: CandidateIndex) -> None:
        """Points, rows of the sum, evidence and rarity of the one scorer."""
        for viewer in VECTORS[::23]:
            for other in VECTORS[::11]:
                expected = match_pair(viewer, other, STATISTICS)
                assert full.match(viewer, other.user_id) == expected
