"""DynamoDB keeps profiles as promised, in this process and in a local AWS."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from backend.stores.dynamodb.profiles import DynamoDbProfileStore
from backend.use_cases.profiles.errors import (
    ProfileNotFoundError,
    RevisionConflictError,
)
from scripts.local_cloud.resources import Tables
from tests.contracts.concurrent_saves_contract import ConcurrentSavesContract
from tests.contracts.profile_store_contract import ProfileStoreContract
from tests.contracts.stored_items import new_user_id, profile_item


class TestDynamoDbProfileStore(ProfileStoreContract):
    """A table in this process signs the contract.

    Not the one for many writers: moto checks a condition and writes in two steps
    that another thread can come between.
    """

    @pytest.fixture
    def open_store(self, moto_tables: Tables) -> Callable[[], DynamoDbProfileStore]:
        """Stores on one table, as the template describes it."""
        name = moto_tables.names["TasteProfiles"]
        return lambda: DynamoDbProfileStore(moto_tables.client, name)


@pytest.mark.deployment
class TestDynamoDbProfileStoreOnALocalAws(
    ProfileStoreContract, ConcurrentSavesContract
):
    """A table reached over HTTP signs the same contract."""

    @pytest.fixture
    def open_store(
        self, ministack_tables: Tables
    ) -> Callable[[], DynamoDbProfileStore]:
        """Stores on one table, as the template describes it."""
        name = ministack_tables.names["TasteProfiles"]
        return lambda: DynamoDbProfileStore(ministack_tables.client, name)


@pytest.fixture
def table_name(moto_tables: Tables) -> str:
    """The table's name."""
    return moto_tables.names["TasteProfiles"]


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"schema": {"N": "999"}},
        {"schema": {"N": "1"}, "profile": {"B": b"x"}, "revision": {"N": "1"}},
        {"revision": {"SS": ["1"]}},
    ],
    ids=["bare key", "newer schema", "binary profile", "odd revision"],
)
def test_a_foreign_item_is_reported_and_stays(
    moto_tables: Tables,
    table_name: str,
    attributes: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It counts as not there, is warned of once, and is overwritten by nobody."""
    store = DynamoDbProfileStore(moto_tables.client, table_name)
    foreign = new_user_id()
    key = {"user_id": {"S": foreign}}
    moto_tables.client.put_item(TableName=table_name, Item={**key, **attributes})
    item = profile_item()
    store.put(item, expected_revision=None)
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            with pytest.raises(ProfileNotFoundError):
                store.get(foreign)
            assert list(store.scan()) == [item]
            assert item.user_id in store.revisions()
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert foreign in caplog.text
    with pytest.raises(RevisionConflictError):
        store.put(profile_item(foreign), expected_revision=None)
    store.delete(foreign)
    store.put(profile_item(foreign), expected_revision=None)


def test_a_key_that_is_no_id_is_reported_and_left_out(
    moto_tables: Tables, table_name: str, caplog: pytest.LogCaptureFixture
) -> None:
    """An item of ours under somebody else's kind of key is not a user."""
    store = DynamoDbProfileStore(moto_tables.client, table_name)
    item = profile_item()
    store.put(item, expected_revision=None)
    key = {"user_id": {"S": item.user_id}}
    kept = moto_tables.client.get_item(TableName=table_name, Key=key)["Item"]
    odd = {**kept, "user_id": {"S": "ana@example.org"}}
    moto_tables.client.put_item(TableName=table_name, Item=odd)
    assert list(store.scan()) == [item]
    assert store.revisions().keys() == {item.user_id}
    assert len(caplog.records) == 1


def test_a_warning_tells_nothing_of_the_taste(
    moto_tables: Tables, table_name: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The key says where to look; what is in the item stays there."""
    foreign = new_user_id()
    attributes = {
        "user_id": {"S": foreign},
        "schema": {"S": "secret-schema"},
        "display_name": {"S": "secret-name"},
    }
    moto_tables.client.put_item(TableName=table_name, Item=attributes)
    store = DynamoDbProfileStore(moto_tables.client, table_name)
    assert list(store.scan()) == []
    assert foreign in caplog.text
    assert "secret" not in caplog.text


def test_a_missing_table_is_not_an_empty_one(moto_tables: Tables) -> None:
    """A mistake of configuration rises as what it is, from every call."""
    store = DynamoDbProfileStore(moto_tables.client, "no-such-table")
    item = profile_item()
    calls: list[Callable[[], object]] = [
        lambda: store.get(item.user_id),
        lambda: store.put(item, expected_revision=None),
        lambda: store.delete(item.user_id),
        lambda: store.revisions(),
        lambda: list(store.scan()),
    ]
    for call in calls:
        with pytest.raises(ClientError, match="ResourceNotFoundException"):
            call()
