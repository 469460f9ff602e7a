"""Counters in memory, in a file and in DynamoDB."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.stores.dynamodb.counters import DynamoDbCounters
from backend.stores.files.counters import SqliteCounters
from backend.stores.memory_counters import MemoryCounters
from backend.use_cases.accounts.rate_limits import Counters
from backend.use_cases.errors import StoreUnavailableError
from scripts.local_cloud.resources import Tables
from tests.contracts.counters_contract import (
    SOON,
    ConcurrentCountersContract,
    CountersContract,
)

ROOT = Path(__file__).resolve().parents[2]
COUNTING = """
import sys
from pathlib import Path
from backend.stores.files.counters import SqliteCounters
counters = SqliteCounters(Path(sys.argv[1]))
print(*[counters.count("ana", "read", 4_000_000_000) for _ in range(200)])
"""


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


class TestSqliteCounters(ConcurrentCountersContract):
    """One file signs the contract, for all processes that have it open."""

    @pytest.fixture
    def counters(self, tmp_path: Path) -> Iterator[SqliteCounters]:
        """Counters at their beginning."""
        counters = SqliteCounters(tmp_path)
        yield counters
        counters.close()

    def test_processes_at_once_all_get_another_number(self, tmp_path: Path) -> None:
        """Nobody slips through a limit by asking another process."""
        command = [sys.executable, "-c", COUNTING, str(tmp_path)]
        both = [
            subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
            for _ in range(2)
        ]
        told = [process.communicate()[0].split() for process in both]
        assert sorted(map(int, told[0] + told[1])) == list(range(1, 401))

    def test_what_is_over_does_not_pile_up(
        self, counters: SqliteCounters, tmp_path: Path
    ) -> None:
        """Hours of addresses leave no more than a sweep lets stand."""
        for n in range(3_000):
            counters.count(f"address#{n}", "join", SOON + 10 * n)
        assert counters.kept() <= 1_000 + 360

    def test_a_damaged_file_is_begun_anew(
        self, counters: SqliteCounters, tmp_path: Path
    ) -> None:
        """A power cut costs counts, and no request."""
        counters.count("ana", "read", SOON)
        counters.close()
        for file in tmp_path.iterdir():
            file.write_bytes(b"no database" * 1_000)
        assert counters.count("ana", "read", SOON) == 1

    def test_a_folder_that_cannot_be_written_is_told_of(self, tmp_path: Path) -> None:
        """As every store that cannot be reached just now."""
        with pytest.raises(StoreUnavailableError):
            SqliteCounters(tmp_path / "nowhere").count("ana", "read", SOON)

    def test_others_on_the_machine_cannot_read_it(
        self, counters: SqliteCounters, tmp_path: Path
    ) -> None:
        """Neither the file nor what stands beside it."""
        counters.count("ana", "read", SOON)
        assert {file.stat().st_mode & 0o077 for file in tmp_path.iterdir()} == {0}


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
