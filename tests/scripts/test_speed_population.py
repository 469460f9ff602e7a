"""The people that speed is measured with are people that the product would take."""

from __future__ import annotations

import numpy as np
import pytest

from backend.taste_profile import TasteVectorizer
from scripts.speed.community import Community
from scripts.speed.population import invent_population, user_id


def _rng() -> np.random.Generator:
    return np.random.default_rng(3)


def test_everybody_has_all_kinds_of_features_in_millionths() -> None:
    """About 205 features each, blocks that add up to one, no two people alike."""
    population = invent_population(50, _rng())
    people = dict(population.everybody())
    assert len(people) == 50
    for weights in people.values():
        assert list(weights) == ["artist", "track", "genre", "era"]
        for block in weights.values():
            assert sum(block.values()) == pytest.approx(1, abs=1e-3)
            assert all(round(w * 1e6) / 1e6 == w > 0 for w in block.values())
    sizes = [sum(map(len, weights.values())) for weights in people.values()]
    assert 190 < sum(sizes) / len(sizes) < 220
    assert len({tuple(weights["artist"]) for weights in people.values()}) == 50


def test_the_same_seed_invents_the_same_people() -> None:
    """Two runs measure the same."""
    one, other = (invent_population(5, _rng()) for _ in range(2))
    assert list(one.everybody()) == list(other.everybody())


@pytest.mark.slow
def test_local_scales_of_everybody_at_once_are_those_of_one_by_one() -> None:
    """The index is measured with the product's own scaling."""
    community = Community(invent_population(230, _rng()))
    vectorizer = TasteVectorizer(community.statistics)
    assert not community.statistics.is_young
    for user in range(0, 230, 23):
        weights = community.population.weights_of(user)
        vector = vectorizer.vector(user_id(user), weights)
        assert community.local_scales[user] == pytest.approx(vector.local_scale)
