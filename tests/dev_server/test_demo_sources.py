"""Matches between people of different sources make musical sense in the demo world."""

from __future__ import annotations

from collections import Counter

import pytest

from backend.dev_server.demo.marker import DEMO_PEOPLE
from backend.dev_server.demo.world import InventedPerson
from backend.taste_profile import (
    Match,
    TasteVector,
    rank_vectors,
)
from tests.dev_server.grown_demo import demo_world
from tests.dev_server.read_from_sources import demo_sources

pytestmark = pytest.mark.slow
SOURCES = ("spotify", "listenbrainz", "lastfm")
READ = 24
"""Of the demo's people, so many are read; they come from six home scenes."""

Vectors = dict[tuple[int, str], TasteVector]


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    """Each of the first people, read through each source as somebody new."""
    found = {}
    with demo_sources(DEMO_PEOPLE) as sources:
        for person in demo_world().people[:READ]:
            for source in SOURCES:
                profile = sources.read(source, person)
                vector = demo_world().vectorizer.vector(
                    profile.user_id, profile.weights
                )
                found[person.number, source] = vector
    return found


def best(viewer: TasteVector, others: list[TasteVector], n: int) -> list[Match]:
    """Return the first matches of a viewer."""
    return rank_vectors(viewer, others, demo_world().statistics, n)


def shares_home(one: InventedPerson, other: InventedPerson) -> bool:
    """Tell whether two are at home in one scene."""
    return bool(set(one.home_scenes) & set(other.home_scenes))


def test_one_person_of_three_sources_finds_their_other_selves_first(
    vectors: Vectors,
) -> None:
    """Ranks against counts, genres against none, before the whole demo community.

    Measured: at least 9,123 points of 10,000 for oneself (median 9,654), and at most
    4,504 for the nearest somebody else.
    """
    seeded = {
        p.user_id: demo_world().vectorizer.vector(p.user_id, p.weights)
        for p in demo_world().profiles
    }
    for person in demo_world().people[:READ]:
        others = [v for user_id, v in seeded.items() if user_id != person.user_id]
        others += vectors.values()
        for source in SOURCES:
            first, second, third = best(vectors[person.number, source], others, 3)
            selves = {
                vectors[person.number, other].user_id
                for other in SOURCES
                if other != source
            }
            assert {first.user_id, second.user_id} == selves, (person.number, source)
            assert second.score.points >= 9_000
            assert third.score.points <= 5_000


def test_soulmates_of_one_scene_come_from_every_source(vectors: Vectors) -> None:
    """Where each is of one source only, no source keeps to itself.

    Measured: half the people find somebody of their scene from all three sources
    among their first 10, all but one from two; of all first tens, each source makes
    31 to 35 %; of the first three, 90 % share a home scene.
    """
    origin = {
        vectors[person.number, source].user_id: (person, source)
        for place, person in enumerate(demo_world().people[:READ])
        for source in [SOURCES[place % 3]]
    }
    crowd = [vectors[person.number, source] for person, source in origin.values()]
    shown: Counter[str] = Counter()
    reached, at_home = [], []
    for viewer in crowd:
        person, _ = origin[viewer.user_id]
        found = [origin[match.user_id] for match in best(viewer, crowd, 10)]
        shown.update(source for _, source in found)
        reached.append(len({s for other, s in found if shares_home(person, other)}))
        at_home += [shares_home(person, other) for other, _ in found[:3]]
    assert sum(n == 3 for n in reached) >= READ / 3
    assert sum(n >= 2 for n in reached) >= 0.9 * READ
    assert all(0.25 <= shown[s] / shown.total() <= 0.42 for s in SOURCES)
    assert sum(at_home) / len(at_home) >= 0.8


def test_no_source_makes_better_or_worse_matches_than_another(
    vectors: Vectors,
) -> None:
    """Between strangers, a pair's score hardly depends on where they come from.

    Measured: means of 583 (Spotify with itself) to 657 points (Last.fm with
    ListenBrainz), a ratio of 1.13; Spotify tells the fewest genres.
    """
    means = {}
    for one in SOURCES:
        for other in SOURCES:
            scores = [
                best(vectors[a.number, one], [vectors[b.number, other]], 1)
                for a in demo_world().people[:READ]
                for b in demo_world().people[:READ]
                if a is not b
            ]
            means[one, other] = sum(m[0].score.points for m in scores if m) / READ**2
    assert max(means.values()) <= 1.25 * min(means.values()), means
