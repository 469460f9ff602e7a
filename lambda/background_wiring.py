"""What the functions run on that no caller waits for: they sign nothing."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from shared_wiring import (
    SIDE_BY_SIDE,
    dynamodb_client,
    index_tables,
    now,
    profile_store,
    secrets_client,
    source_options,
)
from source_options import CloudSourceOptions

from backend.stores.dynamodb.index_versions import DynamoDbIndexes
from backend.stores.dynamodb.statistics_stages import DynamoDbStagedStatistics
from backend.use_cases.community.statistics_job import IndexUpdater, StatisticsJob
from backend.use_cases.profiles.store import ProfileStore

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def wire_refreshing() -> tuple[ProfileStore, CloudSourceOptions]:
    """Connect what reads listening again, which signs nothing and ranks nobody.

    Raises:
        KeyError: A variable of the template is missing.
    """
    dynamodb = dynamodb_client()
    store = profile_store(dynamodb)
    return store, source_options(secrets_client())


def wire_indexing() -> IndexUpdater:
    """Connect what follows changed profiles, which signs nothing and asks nobody.

    Raises:
        KeyError: A variable of the template is missing.
    """
    dynamodb = dynamodb_client()
    store, statistics = profile_store(dynamodb), _staged_statistics(dynamodb)
    return IndexUpdater(store, statistics, _indexes(dynamodb))


def wire_statistics() -> StatisticsJob:
    """Connect what looks after the statistics and the indexes of their versions.

    Raises:
        KeyError: A variable of the template is missing.
    """
    dynamodb = dynamodb_client()
    executor = ThreadPoolExecutor(SIDE_BY_SIDE)

    def side_by_side(work: Callable[[str], None], user_ids: Iterable[str]) -> None:
        # Asked for its results, the executor also tells what went wrong.
        list(executor.map(work, user_ids))

    return StatisticsJob(
        profile_store(dynamodb),
        _staged_statistics(dynamodb),
        _indexes(dynamodb),
        now,
        side_by_side=side_by_side,
    )


def _staged_statistics(dynamodb: DynamoDBClient) -> DynamoDbStagedStatistics:
    return DynamoDbStagedStatistics(dynamodb, os.environ["TASTE_STATISTICS_TABLE"])


def _indexes(dynamodb: DynamoDBClient) -> DynamoDbIndexes:
    return DynamoDbIndexes(dynamodb, index_tables(), lambda: uuid.uuid4().hex)
