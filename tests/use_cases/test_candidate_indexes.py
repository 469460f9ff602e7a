"""Both candidate indexes sign their contract."""

from __future__ import annotations

import pytest

from backend.taste_profile.exact_index import ExactIndex
from backend.use_cases.everybody import Everybody
from backend.use_cases.ports import CandidateIndex
from tests.contracts.candidate_index_contract import (
    STATISTICS,
    CandidateIndexContract,
)


class TestEverybody(CandidateIndexContract):
    @pytest.fixture
    def index(self) -> CandidateIndex:
        """The one that scores everybody."""
        return Everybody(STATISTICS)


class TestExactIndex(CandidateIndexContract):
    @pytest.fixture
    def index(self) -> CandidateIndex:
        """The one that prunes."""
        return ExactIndex(STATISTICS)
