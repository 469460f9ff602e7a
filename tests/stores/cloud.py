"""The tables of the cloud with all that works on them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from backend.stores._item_limits import CURRENT
from backend.stores.dynamodb._vector_items import IndexTables
from backend.stores.dynamodb.candidate_index import DynamoDbCandidateIndex
from backend.stores.dynamodb.index_versions import DynamoDbIndexes
from backend.stores.dynamodb.profiles import DynamoDbProfileStore
from backend.stores.dynamodb.records import DynamoDbRecordStore
from backend.stores.dynamodb.statistics_stages import DynamoDbStagedStatistics
from backend.taste_profile import Statistics
from backend.use_cases.accounts.source_links import SourceLinks
from backend.use_cases.community.indexed import IndexedCommunities
from backend.use_cases.community.statistics_job import (
    IndexUpdater,
    StatisticsJob,
)
from backend.use_cases.matching.find_matches import RankingPage, find_matches
from backend.use_cases.people.aliases import Aliases
from backend.use_cases.people.block_records import Blocks
from backend.use_cases.people.invitation_records import Invitations
from backend.use_cases.people.relationships import Relationships
from backend.use_cases.people.viewing import Viewing
from backend.use_cases.people.wave_records import Waves
from backend.use_cases.profiles.profile import ProfileItem
from scripts.local_cloud.resources import Tables

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Cloud:
    """The tables with all that works on them."""

    def __init__(
        self,
        tables: Tables,
        executor: ThreadPoolExecutor,
        people: Sequence[ProfileItem],
    ) -> None:
        names = IndexTables(tables.names["TasteVectors"], tables.names["TasteFeatures"])
        self.tables, self.names = tables, names
        self.time = NOON
        self.store = DynamoDbProfileStore(tables.client, tables.names["TasteProfiles"])
        self.statistics = self.opened_statistics()
        self.indexes = DynamoDbIndexes(tables.client, names, lambda: uuid.uuid4().hex)
        self.indexing = IndexUpdater(self.store, self.statistics, self.indexes)
        self.executor = executor
        communities = IndexedCommunities(
            self.store, self.opened_statistics(), self.new_index
        )
        accounts = DynamoDbRecordStore(tables.client, tables.names["People"])
        links = SourceLinks(accounts, b"key")
        relationships = Relationships(
            Waves(accounts),
            Blocks(accounts, links, b"key", lambda: uuid.uuid4().hex),
            Invitations(accounts, lambda: uuid.uuid4().hex),
        )
        self.viewing = Viewing(self.store, communities, Aliases(b"key"), relationships)
        for item in people:
            self.store.put(item, expected_revision=None)
            self.indexing.index(item.user_id)

    def new_index(self, statistics: Statistics) -> DynamoDbCandidateIndex:
        """Return the index of one request."""
        return DynamoDbCandidateIndex(
            self.tables.client, self.names, statistics, self.executor
        )

    def opened_statistics(self) -> DynamoDbStagedStatistics:
        """Return another function's view of the statistics."""
        name = self.tables.names["TasteStatistics"]
        return DynamoDbStagedStatistics(self.tables.client, name)

    @property
    def keeper(self) -> StatisticsJob:
        """Return one that knows nothing of turns before."""
        return StatisticsJob(
            self.store, self.opened_statistics(), self.indexes, lambda: self.time
        )

    def matches(self, user_id: str, n: int = 10) -> RankingPage:
        """Return somebody's first page."""
        return find_matches(user_id, user_id, n=n, cursor=None, viewing=self.viewing)

    def versions(self) -> set[str]:
        """Return the versions that anything derived is there of."""
        scan = self.tables.client.scan
        vectors = scan(TableName=self.names.vectors)["Items"]
        postings = scan(TableName=self.names.features)["Items"]
        return {item["version"]["S"] for item in vectors} | {
            item["feature"]["S"].partition("#")[0] for item in postings
        }

    def kept_statistics(self) -> set[str]:
        """Return what statistics and counts are kept, beside their pointers."""
        scan = self.tables.client.scan
        items = scan(TableName=self.tables.names["TasteStatistics"])["Items"]
        return {item["version"]["S"] for item in items} - {CURRENT}


def portions(n: int) -> Callable[[], bool]:
    """Return who says that there is time for so many portions and no more."""
    left = iter(range(n))
    return lambda: next(left, None) is not None
