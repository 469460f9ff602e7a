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

from backend.stores.aws_secrets import read_secret
from backend.stores.dynamodb.index_versions import DynamoDbIndexes
from backend.stores.dynamodb.records import DynamoDbRecordStore
from backend.stores.dynamodb.statistics_stages import DynamoDbStagedStatistics
from backend.use_cases.accounts.accounts import Accounts
from backend.use_cases.accounts.audit_log import AuditLog
from backend.use_cases.accounts.audited_profiles import AuditedProfiles
from backend.use_cases.accounts.secret_keys import require_strong_key
from backend.use_cases.community.statistics_job import IndexUpdater, StatisticsJob
from backend.use_cases.profiles.store import Profiles

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def wire_refreshing() -> tuple[Profiles, CloudSourceOptions]:
    """Connect what reads listening again, which signs nothing and ranks nobody.

    Raises:
        KeyError: A variable of the template is missing.
        WeakKeyError: The pseudonym key is too short to be safe.
    """
    dynamodb, secrets = dynamodb_client(), secrets_client()
    key = read_secret(secrets, os.environ["PSEUDONYM_KEY_SECRET"])
    people = DynamoDbRecordStore(dynamodb, os.environ["PEOPLE_TABLE"])
    erasures = DynamoDbRecordStore(dynamodb, os.environ["ERASURES_TABLE"])
    accounts = Accounts.from_secret(
        people, erasures, require_strong_key(key, "pseudonym key")
    )
    profiles = AuditedProfiles(profile_store(dynamodb), accounts, AuditLog(people), now)
    return profiles, source_options(secrets)


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
        # Taking the results raises what went wrong.
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
