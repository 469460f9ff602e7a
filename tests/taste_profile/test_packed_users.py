"""Users packed elsewhere: the index is the same to the byte."""

from __future__ import annotations

import pickle

import pytest

from backend.taste_profile import BlockWeights, Statistics
from backend.taste_profile.exact_index import (
    ExactIndex,
    Sizes,
    WeightedUser,
    pack_users,
)
from tests.taste_profile.community import community

SMALL = Sizes(tail=2, growing=(4, 9, 16))


def _users(n: int) -> list[WeightedUser]:
    profiles = list(community().profiles.values())[:n]
    return [
        (profile.user_id, profile.weights, 0.5 + place / 8)
        for place, profile in enumerate(profiles)
    ]


def _bytes(index: ExactIndex) -> dict[str, bytes]:
    return {name: array.tobytes() for name, array in index.to_arrays().items()}


@pytest.mark.parametrize("n", [48, 50])
@pytest.mark.parametrize("at_once", [1, 5, 16, 50])
def test_portions_make_the_index_that_all_at_once_make(at_once: int, n: int) -> None:
    """However many travel together, and however full segments become."""
    statistics, users = community().statistics, _users(n)
    whole = ExactIndex(statistics, sizes=SMALL)
    whole.put_all(users)
    portions = [
        pickle.loads(pickle.dumps(pack_users(some, statistics)))
        for some in _portions(users, at_once)
    ]
    packed = ExactIndex(statistics, sizes=SMALL)
    packed.put_packed([pack_users([], statistics), *portions])
    assert _bytes(packed) == _bytes(whole)
    assert len(packed) == n


def _portions(users: list[WeightedUser], n: int) -> list[list[WeightedUser]]:
    return [users[first : first + n] for first in range(0, len(users), n)]


def test_of_somebody_who_comes_twice_the_last_stands() -> None:
    """In one portion or in two."""
    statistics, (ana, ben, *_) = community().statistics, _users(2)
    other = (ana[0], ben[1], 3.0)
    expected = ExactIndex(statistics)
    expected.put_all([other, ben])
    for portions in ([[ana, ben, other]], [[ana, ben], [other]]):
        index = ExactIndex(statistics)
        index.put_packed([pack_users(some, statistics) for some in portions])
        assert index.vector(ana[0]) == expected.vector(ana[0])
        assert index.vector(ben[0]) == expected.vector(ben[0])
        assert len(index) == 2


def test_whose_weights_are_wrong_is_told() -> None:
    """Among many, by name."""
    ana, ben, cem = _users(3)
    weights: BlockWeights = {"artist": {"a1|low": 0.3, "a1|ride": 0.5 + 1e-9}}
    wrong = (ben[0], weights, 1.0)
    with pytest.raises(ValueError, match=f"weights of '{ben[0]}'"):
        pack_users([ana, wrong, cem], Statistics())
    with pytest.raises(ValueError, match=f"local scale of '{cem[0]}'"):
        pack_users([ana, ben, (cem[0], cem[1], float("nan"))], Statistics())
