"""What all counters promise."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.use_cases.accounts.rate_limits import Counters

ANA = "11111111-1111-4111-8111-111111111111"
BEN = "22222222-2222-4222-8222-222222222222"
# Far ahead, so that no counter is over while it is looked at.
SOON, LATER = 4_000_000_000, 4_000_000_060


class CountersContract:
    """Subclass it and override ``counters``."""

    @pytest.fixture
    def counters(self) -> Counters:
        """Return counters at their beginning."""
        raise NotImplementedError("an adapter's test must provide its counters")

    def test_they_count_one_by_one(self, counters: Counters) -> None:
        """Until the moment; then they begin anew."""
        assert [counters.count(ANA, "read", SOON) for _ in range(3)] == [1, 2, 3]
        assert [counters.count(ANA, "read", LATER) for _ in range(2)] == [1, 2]

    def test_owners_and_words_are_told_apart(self, counters: Counters) -> None:
        """Nobody counts for somebody else."""
        counters.count(ANA, "read", SOON)
        assert counters.count(BEN, "read", SOON) == 1
        assert counters.count(ANA, "write", SOON) == 1
        assert counters.count("address#ab12", "read", SOON) == 1


class ConcurrentCountersContract(CountersContract):
    """What counters promise whose conditions are decided in one step."""

    def test_callers_at_once_all_get_another_number(self, counters: Counters) -> None:
        """Nobody slips through a limit beside somebody else."""
        with ThreadPoolExecutor(8) as threads:
            counted = threads.map(
                lambda _: counters.count(ANA, "read", SOON), range(40)
            )
            assert sorted(counted) == list(range(1, 41))
