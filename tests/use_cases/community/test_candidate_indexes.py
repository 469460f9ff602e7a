"""Both candidate indexes in memory sign their contract."""

from __future__ import annotations

import pytest

from backend.taste_profile import TasteProfile
from backend.taste_profile.exact_index import ExactIndex
from backend.use_cases.community.ports import CandidateIndex, FilledIndex
from tests.contracts.candidate_index_contract import (
    CandidateIndexContract,
    listeners,
)
from tests.use_cases.community.everybody import Everybody


class FilledIndexContract(CandidateIndexContract):
    """An index that is filled in memory promises more: subclass this one."""

    def add(self, index: CandidateIndex, profile: TasteProfile) -> None:
        """Put somebody in as the population does."""
        assert isinstance(index, Everybody | ExactIndex)
        vector = listeners().vectorizer.vector(profile.user_id, profile.weights)
        index.put_all([(profile.user_id, profile.weights, vector.local_scale)])

    def take_out(self, index: CandidateIndex, user_id: str) -> None:
        """Take somebody out as the population does."""
        assert isinstance(index, Everybody | ExactIndex)
        index.remove(user_id)

    def test_gives_vectors_back_exactly(self, index: FilledIndex) -> None:
        """The one scorer must get the numbers that the vectorizer made."""
        index.put_all(
            (profile.user_id, profile.weights, vector.local_scale)
            for profile, vector in zip(
                listeners().profiles, listeners().vectors, strict=True
            )
        )
        assert [index.vector(v.user_id) for v in listeners().vectors] == [
            *listeners().vectors
        ]
        assert index.vector("nobody") is None


class TestEverybody(FilledIndexContract):
    @pytest.fixture
    def index(self) -> CandidateIndex:
        """The one that scores everybody."""
        return Everybody(listeners().statistics)


class TestExactIndex(FilledIndexContract):
    @pytest.fixture
    def index(self) -> CandidateIndex:
        """The one that prunes."""
        return ExactIndex(listeners().statistics)
