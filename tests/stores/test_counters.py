"""Counters in memory and in DynamoDB."""

from __future__ import annotations

import pytest

from backend.stores.dynamodb.counters import DynamoDbCounters
from backend.stores.memory_counters import MemoryCounters
from backend.use_cases.accounts.rate_limits import Counters
from scripts.local_cloud.resources import Tables
from tests.contracts.counters_contract import (
    SOON,
    ConcurrentCountersContract,
    CountersContract,
)


class TestMemoryCounters(ConcurrentCountersContract):
    """One process signs the contract."""

    @pytest.fixture
    def counters(self) -> Counters:
        """Counters at their beginning."""
        return MemoryCounters()

    def test_what_is_over_does_not_pile_up(self) -> None:
        """A hundred thousand addresses leave no more than a sweep lets stand."""
        counters = MemoryCounters()
        for n in range(30_000):
            counters.count(f"address#{n}", "join", SOON + n)
        assert len(counters._counts) <= 10_001


class TestDynamoDbCounters(CountersContract):
    """A table in this process, which checks and writes in two steps."""

    @pytest.fixture
    def counters(self, moto_tables: Tables) -> Counters:
        """Counters at their beginning."""
        return DynamoDbCounters(moto_tables.client, moto_tables.names["RateLimits"])


@pytest.mark.deployment
class TestDynamoDbCountersOnLocalAws(ConcurrentCountersContract):
    """A table reached over HTTP signs the same contract."""

    @pytest.fixture
    def counters(self, ministack_tables: Tables) -> Counters:
        """Counters at their beginning."""
        return DynamoDbCounters(
            ministack_tables.client, ministack_tables.names["RateLimits"]
        )
