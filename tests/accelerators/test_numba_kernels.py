"""Compiled loops give the lists that numpy's give."""

from __future__ import annotations

import pytest

from backend.accelerators.numba_kernels import NumbaKernels
from backend.taste_profile.exact_index import ExactIndex
from tests.taste_profile.community import community


@pytest.mark.slow
def test_compiled_loops_give_the_same_lists() -> None:
    """For vectors and for users, by few artists and by many."""
    plain = ExactIndex(community().statistics)
    compiled = ExactIndex(community().statistics, NumbaKernels())
    for index in (plain, compiled):
        index.put_all(
            (user, profile.weights, community().vectors[user].local_scale)
            for user, profile in community().profiles.items()
        )
    for user, vector in community().vectors.items():
        assert compiled.nominate(vector, 10) == plain.nominate(vector, 10)
        assert compiled.nominate(user, 10) == plain.nominate(vector, 10)
