"""DynamoDB keeps statistics as promised, and says so when it does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from backend.stores.dynamodb.statistics import CHUNK_BYTES, DynamoDbStatisticsStore
from scripts.local_cloud.resources import Tables
from tests.contracts.statistics_store_contract import (
    StatisticsStoreContract,
    large_population,
    population,
)


class TestDynamoDbStatisticsStore(StatisticsStoreContract):
    """A table in this process signs the contract."""

    @pytest.fixture
    def open_store(self, moto_tables: Tables) -> Callable[[], DynamoDbStatisticsStore]:
        """Stores on one table, as the template describes it."""
        name = moto_tables.names["TasteStatistics"]
        return lambda: DynamoDbStatisticsStore(moto_tables.client, name)


@pytest.mark.deployment
class TestDynamoDbStatisticsStoreOnALocalAws(StatisticsStoreContract):
    """A table reached over HTTP signs the same contract."""

    @pytest.fixture
    def open_store(
        self, ministack_tables: Tables
    ) -> Callable[[], DynamoDbStatisticsStore]:
        """Stores on one table, as the template describes it."""
        name = ministack_tables.names["TasteStatistics"]
        return lambda: DynamoDbStatisticsStore(ministack_tables.client, name)


@pytest.fixture
def table_name(moto_tables: Tables) -> str:
    """The table's name."""
    return moto_tables.names["TasteStatistics"]


def test_large_statistics_are_split_and_the_pointer_knows(
    moto_tables: Tables, table_name: str
) -> None:
    """Every chunk but the last is full; ``current`` names version and number."""
    store = DynamoDbStatisticsStore(moto_tables.client, table_name)
    store.publish(large_population("v1", 30_000))
    items = moto_tables.client.scan(TableName=table_name)["Items"]
    sizes = sorted(len(item["packed"]["B"]) for item in items if "packed" in item)
    pointer = next(item for item in items if item["version"]["S"] == "current")
    assert len(sizes) > 1
    assert sizes[1:] == [CHUNK_BYTES] * (len(sizes) - 1)
    assert pointer["published"] == {"S": "v1"}
    assert pointer["chunks"] == {"N": str(len(sizes))}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"version": {"S": "v1"}, "chunk": {"N": "0"}}, "empty chunk"),
        (
            {
                "version": {"S": "v1"},
                "chunk": {"N": "0"},
                "packed": {"B": b"not what it was"},
            },
            "not compressed",
        ),
        ({"version": {"S": "current"}, "chunk": {"N": "0"}}, "does not name"),
        (
            {
                "version": {"S": "current"},
                "chunk": {"N": "0"},
                "published": {"S": "v9"},
                "chunks": {"N": "1"},
            },
            "not statistics",
        ),
    ],
    ids=["empty chunk", "changed chunk", "bare pointer", "missing version"],
)
def test_damaged_statistics_are_none_until_published_again(
    moto_tables: Tables,
    table_name: str,
    changed: dict[str, Any],
    reason: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Warned of once, never an error for a person who asks for matches."""
    DynamoDbStatisticsStore(moto_tables.client, table_name).publish(population("v1"))
    moto_tables.client.put_item(TableName=table_name, Item=changed)
    store = DynamoDbStatisticsStore(moto_tables.client, table_name)
    assert store.current() is None
    assert store.current() is None
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert reason in caplog.text
    store.publish(population("v1"))
    assert store.current() == population("v1")


def test_a_lost_chunk_is_noticed(
    moto_tables: Tables, table_name: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Half of the statistics are none."""
    store = DynamoDbStatisticsStore(moto_tables.client, table_name)
    store.publish(large_population("v1", 30_000))
    moto_tables.client.delete_item(
        TableName=table_name, Key={"version": {"S": "v1"}, "chunk": {"N": "0"}}
    )
    assert store.current() is None
    assert len(caplog.records) == 1
