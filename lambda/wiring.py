"""What the API runs on in the cloud."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from secrets import token_urlsafe
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

from backend.http_api.api import HttpApi
from backend.http_api.composition import Adapters, compose
from backend.http_api.sessions import SessionSigner
from backend.stores.aws_secrets import (
    SecretsManagerSessionKeyStore,
    read_together,
)
from backend.stores.dynamodb.candidate_index import DynamoDbCandidateIndex
from backend.stores.dynamodb.counters import DynamoDbCounters
from backend.stores.dynamodb.records import DynamoDbRecordStore
from backend.stores.dynamodb.statistics import DynamoDbStatisticsStore
from backend.taste_profile import Statistics
from backend.use_cases.accounts.rate_limits import LIMITS, Limit, LimitName
from backend.use_cases.accounts.secret_keys import require_strong_key
from backend.use_cases.accounts.session_keys import SessionKey, SessionKeys
from backend.use_cases.community.indexed import IndexedCommunities

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_secretsmanager import SecretsManagerClient


def wire() -> HttpApi:
    """Connect the API over the tables and the secrets that the template names.

    Raises:
        KeyError: A variable of the template is missing.
        UnreadableSecretError: A key is not given.
        WeakKeyError: A key is too short to be safe.
    """
    secrets = secrets_client()
    key, session_keys = _keys(secrets)
    dynamodb = dynamodb_client()
    store = profile_store(dynamodb)
    statistics_store = DynamoDbStatisticsStore(
        dynamodb, os.environ["TASTE_STATISTICS_TABLE"]
    )
    services = compose(
        Adapters(
            profiles=store,
            communities=IndexedCommunities(
                store, statistics_store, _new_index(dynamodb)
            ),
            people=_records(dynamodb, "PEOPLE_TABLE"),
            erasures=_records(dynamodb, "ERASURES_TABLE"),
            key_uses=_records(dynamodb, "KEY_USES_TABLE"),
            counters=DynamoDbCounters(dynamodb, os.environ["RATE_LIMITS_TABLE"]),
            limits=_limits(),
            source_options=source_options(secrets),
            pseudonym_key=key,
            now=now,
            new_id=_new_id,
            new_secret=_new_secret,
            contact=os.environ.get("SOULMATE_CONTACT", ""),
        )
    )
    return HttpApi(services, SessionSigner(session_keys))


def origin_secret() -> str:
    """Return what the distribution proves itself with.

    Raises:
        KeyError: A variable of the template is missing.
    """
    return os.environ["ORIGIN_SECRET"]


def _records(dynamodb: DynamoDBClient, variable: str) -> DynamoDbRecordStore:
    return DynamoDbRecordStore(dynamodb, os.environ[variable])


def _limits() -> Mapping[LimitName, Limit]:
    limits = dict(LIMITS)
    joining = replace(limits.pop("join"), n=int(os.environ["NEW_PEOPLE_LIMIT"]))
    return {**limits, "join": joining} if joining.n else limits


def _new_id() -> str:
    return str(uuid.uuid4())


def _new_secret() -> str:
    return token_urlsafe(32)


def _keys(secrets: SecretsManagerClient) -> tuple[str, SessionKeys]:
    """Return the pseudonym key and the session keys, with one call for both."""
    pseudonym_id = os.environ["PSEUDONYM_KEY_SECRET"]
    session_id = os.environ["SESSION_KEY_SECRET"]
    given = read_together(secrets, pseudonym_id, session_id)
    pseudonym_key = require_strong_key(given[pseudonym_id][1], "pseudonym key")
    store = SecretsManagerSessionKeyStore(secrets, session_id)
    return pseudonym_key, SessionKeys(SessionKey(*given[session_id]), store)


def _new_index(
    dynamodb: DynamoDBClient,
) -> Callable[[Statistics], DynamoDbCandidateIndex]:
    tables, executor = index_tables(), ThreadPoolExecutor(SIDE_BY_SIDE)
    return lambda statistics: DynamoDbCandidateIndex(
        dynamodb, tables, statistics, executor
    )
