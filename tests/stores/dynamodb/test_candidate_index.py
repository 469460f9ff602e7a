"""DynamoDB nominates and scores as promised, whoever the worker has told it of."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

import pytest

from backend.stores.dynamodb._vector_items import IndexTables
from backend.stores.dynamodb.candidate_index import DynamoDbCandidateIndex
from backend.stores.dynamodb.index_writer import DynamoDbWritableIndex
from backend.stores.dynamodb.profiles import DynamoDbProfileStore
from backend.taste_profile import TasteProfile, TasteVector
from backend.use_cases.community.index_updates import index_user
from backend.use_cases.community.ports import CandidateIndex
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.profiles.profile import ProfileItem
from scripts.cloud.measuring import KEYS, PROFILES, TABLES
from scripts.local_cloud.local_table import LocalDynamoDb
from scripts.local_cloud.resources import Tables
from tests.contracts.candidate_index_contract import (
    CandidateIndexContract,
    best,
    listeners,
)
from tests.contracts.stored_items import profile_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def fan() -> TasteVector:
    """A fan of most artists that there are."""
    likes = {f"a1|artist{number}": 0.02 for number in range(50)}
    return listeners().vectorizer.vector("me", {"artist": likes})


@pytest.fixture(scope="module")
def executor() -> Iterator[ThreadPoolExecutor]:
    """Runs requests side by side."""
    with ThreadPoolExecutor(16) as executor:
        yield executor


class PostedIndexContract(CandidateIndexContract):
    """Subclass it and override ``tables``: people come in by a save and the worker."""

    step = 40
    everybody: ClassVar[list[tuple[str, Any]]] = []
    """What the tables hold when everybody is in; empty until they have been filled."""

    @pytest.fixture
    def tables(self) -> Tables:
        """Return empty tables."""
        raise NotImplementedError("a test must provide its tables")

    @pytest.fixture
    def index(
        self, tables: Tables, executor: ThreadPoolExecutor
    ) -> DynamoDbCandidateIndex:
        """The index on empty tables."""
        return self.opened(tables, executor)

    def opened(
        self, tables: Tables, executor: ThreadPoolExecutor
    ) -> DynamoDbCandidateIndex:
        """Return the index on tables, and remember them."""
        self.kept = tables
        self.client = tables.client
        self.names = IndexTables(
            tables.names["TasteVectors"], tables.names["TasteFeatures"]
        )
        self.store = DynamoDbProfileStore(tables.client, tables.names["TasteProfiles"])
        return DynamoDbCandidateIndex(
            self.client, self.names, listeners().statistics, executor
        )

    def fill(self, index: CandidateIndex) -> None:
        """Let everybody come in one by one, but only once: it takes a while."""
        if self.everybody:
            self.kept.put(self.everybody)
            return
        super().fill(index)
        type(self).everybody = self.kept.items()

    def add(self, index: CandidateIndex, profile: TasteProfile) -> None:
        """Save somebody and let the worker hear of it."""
        try:
            revision = self.store.head(profile.user_id).revision
        except ProfileNotFoundError:
            revision = None
        item = ProfileItem(
            user_id=profile.user_id,
            top_items=profile.top_items,
            visibility="open",
            is_verified=True,
            revision=(revision or 0) + 1,
            updated_at="2026-11-20T12:00:00.000000Z",
        )
        self.store.put(item, expected_revision=revision)
        self.work(profile.user_id)

    def take_out(self, index: CandidateIndex, user_id: str) -> None:
        """Erase somebody and let the worker hear of it."""
        self.store.delete(user_id)
        self.work(user_id)

    def work(self, user_id: str) -> None:
        """Do what the worker does."""
        index_user(
            user_id,
            store=self.store,
            index=DynamoDbWritableIndex(
                self.client,
                self.names,
                listeners().statistics,
                lambda: uuid.uuid4().hex,
            ),
            vectorizer=listeners().vectorizer,
        )

    def everything(self) -> str:
        """Return all that was derived, as text."""
        scan = self.client.get_paginator("scan")
        tables = (self.names.vectors, self.names.features)
        return str([list(scan.paginate(TableName=table)) for table in tables])

    def test_whatever_is_taken_out_leaves_nothing(
        self, full: DynamoDbCandidateIndex
    ) -> None:
        """Neither a vector nor a posting."""
        [user_id] = full.nominate(fan(), 1)
        assert user_id in self.everything()
        self.take_out(full, user_id)
        assert user_id not in self.everything()

    def test_nothing_is_left_unread(self, full: DynamoDbCandidateIndex) -> None:
        """A community of this size is looked through within the limits."""
        full.nominate(fan(), 1)
        assert full.is_complete


@pytest.mark.slow
def test_a_few_people_come_and_go_on_tables_in_this_process(
    moto_tables: Tables, executor: ThreadPoolExecutor
) -> None:
    """With the keys and indexes that the template gives them."""
    posted = PostedIndexContract()
    index = posted.opened(moto_tables, executor)
    few = listeners().vectors[:12]
    for profile in listeners().profiles[:12]:
        posted.add(index, profile)
    for viewer in few:
        assert index.nominate(viewer, 10) == best(viewer, few, 10)
    posted.take_out(index, few[0].user_id)
    assert index.nominate(few[1], 12) == best(few[1], few[1:], 12)
    assert few[0].user_id not in posted.everything()


@pytest.mark.deployment
class TestDynamoDbCandidateIndexOnALocalAws(PostedIndexContract):
    """Tables reached over HTTP sign the same contract."""

    @pytest.fixture
    def tables(self, ministack_tables: Tables) -> Tables:
        """As the template describes them."""
        return ministack_tables


class TestDynamoDbCandidateIndexOnMeasuredTables(PostedIndexContract):
    """What ./scripts/measure-cloud fills behaves like the others."""

    @pytest.fixture
    def tables(self, tmp_path: Path) -> Tables:
        """Tables on SQLite."""
        self.local = LocalDynamoDb(tmp_path / "tables", KEYS)
        names = {
            "TasteProfiles": PROFILES,
            "TasteVectors": TABLES.vectors,
            "TasteFeatures": TABLES.features,
        }
        return Tables(cast("DynamoDBClient", self.local), names)

    def fill(self, index: CandidateIndex) -> None:
        """Let everybody come in, which is quick here."""
        CandidateIndexContract.fill(self, index)

    def everything(self) -> str:
        """Return all that was derived, as text."""
        tables = (self.names.vectors, self.names.features)
        return str([list(self.local.pages(table)) for table in tables])

    def test_units_are_those_that_aws_publishes(
        self, index: DynamoDbCandidateIndex
    ) -> None:
        """A read of 4 KB, half of it if it may be late; a write of 1 KB."""
        item = profile_item(display_name="x" * 4_000)
        self.store.put(item, expected_revision=None)
        assert (self.local.read_units, self.local.write_units) == (0, 5)
        self.store.get(item.user_id)
        assert self.local.read_units == 2
        index.indexed(item.user_id)
        assert self.local.read_units == 2.5
        self.store.delete(item.user_id)
        assert self.local.write_units == 10
