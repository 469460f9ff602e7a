"""Records about people in JSON files and in DynamoDB."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.stores.dynamodb.records import DynamoDbRecordStore
from backend.stores.files.records import JsonRecordStore
from backend.use_cases.accounts.record_store import RecordStore
from backend.use_cases.errors import StoreUnavailableError
from scripts.local_cloud.resources import Tables
from tests.contracts.record_store_contract import (
    ANA,
    ConcurrentPeopleContract,
    RecordStoreContract,
)


class TestJsonRecordStore(ConcurrentPeopleContract):
    """Files on one machine sign the contract."""

    @pytest.fixture
    def people(self, tmp_path: Path) -> RecordStore:
        """An empty folder."""
        return JsonRecordStore(tmp_path)

    def test_a_damaged_file_is_nobody_new(self, tmp_path: Path) -> None:
        """It stays as it is: begun anew, it would forget a block."""
        people = JsonRecordStore(tmp_path)
        people.put(ANA, "block#1", {})
        path = tmp_path / "people" / f"{ANA}.json"
        path.write_bytes(path.read_bytes()[:-3])
        before = path.read_bytes()
        with pytest.raises(StoreUnavailableError):
            people.get(ANA, "block#1")
        with pytest.raises(StoreUnavailableError):
            people.put(ANA, "block#2", {})
        with pytest.raises(StoreUnavailableError):
            people.remove_all(ANA)
        assert path.read_bytes() == before

    def test_nobody_else_on_the_machine_may_read_it(self, tmp_path: Path) -> None:
        """Neither the folder nor a file."""
        JsonRecordStore(tmp_path).put(ANA, "account", {})
        folder = tmp_path / "people"
        modes = [path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir())]
        assert set(modes) == {0}

    def test_what_is_over_can_be_removed(self, tmp_path: Path) -> None:
        """And nothing else; of a damaged file, nothing."""
        people, now = JsonRecordStore(tmp_path), datetime(2026, 11, 20, tzinfo=UTC)
        over, lasting = int(now.timestamp()), int(now.timestamp()) + 1
        people.put("invitation#1", "invitation", {"expires_at": over})
        people.put(ANA, "invitation#1", {"expires_at": over})
        people.put(ANA, "invitation#2", {"expires_at": lasting})
        people.put(ANA, "account", {})
        people.put("link#1", "link", {})
        damaged = tmp_path / "people" / "invitation#3.json"
        damaged.write_text("{")
        assert people.forget_expired(now) == 2
        assert people.forget_expired(now) == 0
        assert sorted(people.owners()) == [ANA, "invitation#3", "link#1"]
        assert list(people.records(ANA)) == ["account", "invitation#2"]
        assert damaged.read_text() == "{"

    def test_an_owner_without_records_has_no_file(self, tmp_path: Path) -> None:
        """No trace stays of somebody who has left."""
        people = JsonRecordStore(tmp_path)
        people.put(ANA, "account", {})
        people.remove(ANA, "account")
        assert not list((tmp_path / "people").glob("*.json"))


class TestDynamoDbRecordStore(RecordStoreContract):
    """A table in this process, which checks and writes in two steps."""

    @pytest.fixture
    def people(self, moto_tables: Tables) -> RecordStore:
        """An empty table in moto."""
        return DynamoDbRecordStore(moto_tables.client, moto_tables.names["People"])


@pytest.mark.deployment
class TestDynamoDbRecordStoreOnLocalAws(ConcurrentPeopleContract):
    """A table reached over HTTP signs the same contract."""

    @pytest.fixture
    def people(self, ministack_tables: Tables) -> RecordStore:
        """An empty table of the local AWS."""
        return DynamoDbRecordStore(
            ministack_tables.client, ministack_tables.names["People"]
        )
