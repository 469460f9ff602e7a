"""Which adapters the functions run on; reads the environment, alone in this room."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from secrets import token_urlsafe
from typing import TYPE_CHECKING, cast

from botocore.config import Config
from botocore.loaders import Loader
from botocore.session import get_session
from ways_in import CloudWaysIn

from backend.http_api.api import HttpApi
from backend.http_api.operation import Rooms, readable_by_name
from backend.http_api.sessions import SessionSigner
from backend.stores._vector_items import IndexTables
from backend.stores.dynamodb import DynamoDbProfileStore
from backend.stores.dynamodb_candidates import DynamoDbCandidateIndex
from backend.stores.dynamodb_counters import DynamoDbCounters
from backend.stores.dynamodb_indexes import DynamoDbIndexes
from backend.stores.dynamodb_people import DynamoDbPeopleStore
from backend.stores.dynamodb_staged_statistics import DynamoDbStagedStatistics
from backend.stores.dynamodb_statistics import DynamoDbStatisticsStore
from backend.stores.secrets_manager import (
    SecretsManagerSessionKeyStore,
    read_together,
)
from backend.taste_profile import Statistics
from backend.use_cases.accounts import Accounts
from backend.use_cases.acquaintances import Acquaintances
from backend.use_cases.aliases import Aliases
from backend.use_cases.api_keys import ApiKeys
from backend.use_cases.audit_log import AuditLog
from backend.use_cases.blocks import Blocks
from backend.use_cases.erasure import UnerasedProfiles
from backend.use_cases.invitations import Invitations
from backend.use_cases.key_uses import KeyUses
from backend.use_cases.limits import LIMITS, Limit, Limiter, LimitName
from backend.use_cases.links import Links
from backend.use_cases.ports import ProfileStore
from backend.use_cases.posted_community import PostedCommunities
from backend.use_cases.refresh import Sources
from backend.use_cases.secret_keys import strong
from backend.use_cases.session_keys import SessionKey, SessionKeys
from backend.use_cases.statistics_turns import Indexing, StatisticsKeeper
from backend.use_cases.viewing import Viewing
from backend.use_cases.waves import Waves

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_secretsmanager import SecretsManagerClient


class _Models(Loader):
    """Knows the services that are spoken to here.

    Looking for their models among those of four hundred others takes 15 ms of a start.
    """

    def list_available_services(self, type_name: str) -> list[str]:
        return ["dynamodb", "secretsmanager"]


# A caller waits: fail soon and clearly rather than late. A name of its own saves every
# request a twelfth: without one it is put together anew each time, of twenty parts.
_SIDE_BY_SIDE = 16
_CLIENT = Config(
    user_agent="music-soulmate-finder",
    connect_timeout=2,
    read_timeout=5,
    retries={"mode": "standard", "max_attempts": 3},
    max_pool_connections=_SIDE_BY_SIDE,
)


_SESSION = get_session()
_SESSION.register_component("data_loader", _Models())


def wire() -> HttpApi:
    """Connect the API over the tables and the secrets that the template names.

    Raises:
        KeyError: A variable of the template is missing.
        UnreadableSecretError: A key is not given.
        WeakKeyError: A key is too short to be safe.
    """
    secrets = _secrets()
    key, session_keys = _keys(secrets)
    dynamodb = _dynamodb()
    store = _store(dynamodb)
    statistics_store = DynamoDbStatisticsStore(
        dynamodb, os.environ["TASTE_STATISTICS_TABLE"]
    )
    communities = PostedCommunities(store, statistics_store, _new_index(dynamodb))
    people = DynamoDbPeopleStore(dynamodb, os.environ["PEOPLE_TABLE"])
    counters = DynamoDbCounters(dynamodb, os.environ["RATE_LIMITS_TABLE"])
    key_uses = KeyUses(DynamoDbPeopleStore(dynamodb, os.environ["KEY_USES_TABLE"]))
    links = Links.from_secret(people, key)
    erasures = DynamoDbPeopleStore(dynamodb, os.environ["ERASURES_TABLE"])
    accounts = Accounts.from_secret(people, erasures, key)
    acquaintances = Acquaintances(
        Waves(people),
        Blocks.from_secret(people, links, key, _new_id),
        Invitations(people, _new_secret),
    )
    rooms = Rooms(
        store=UnerasedProfiles(store, accounts),
        viewing=Viewing(store, communities, Aliases.from_secret(key), acquaintances),
        links=links,
        accounts=accounts,
        api_keys=ApiKeys(people, key_uses, _new_secret),
        audit_log=AuditLog(people),
        limiter=Limiter(counters, key.encode(), _limits()),
        ways_in=_ways_in(secrets),
        now=now,
        new_id=_new_id,
        contact=os.environ.get("SOULMATE_CONTACT", ""),
    )
    return HttpApi(rooms, SessionSigner(session_keys))


def origin_secret() -> str:
    """Return what the distribution proves itself with.

    Raises:
        KeyError: A variable of the template is missing.
    """
    return os.environ["ORIGIN_SECRET"]


def wire_refreshing() -> tuple[ProfileStore, Sources]:
    """Connect what reads listening again, which signs nothing and ranks nobody.

    Raises:
        KeyError: A variable of the template is missing.
    """
    dynamodb = _dynamodb()
    store = _store(dynamodb)
    ways_in = _ways_in(_secrets())
    return store, readable_by_name(ways_in())


def wire_indexing() -> Indexing:
    """Connect what follows changed profiles, which signs nothing and asks nobody.

    Raises:
        KeyError: A variable of the template is missing.
    """
    dynamodb = _dynamodb()
    store, statistics = _store(dynamodb), _staged_statistics(dynamodb)
    return Indexing(store, statistics, _indexes(dynamodb))


def wire_statistics() -> StatisticsKeeper:
    """Connect what looks after the statistics and the indexes of their versions.

    Raises:
        KeyError: A variable of the template is missing.
    """
    dynamodb = _dynamodb()
    executor = ThreadPoolExecutor(_SIDE_BY_SIDE)

    def side_by_side(work: Callable[[str], None], user_ids: Iterable[str]) -> None:
        # Asked for its results, the executor also tells what went wrong.
        list(executor.map(work, user_ids))

    return StatisticsKeeper(
        _store(dynamodb),
        _staged_statistics(dynamodb),
        _indexes(dynamodb),
        now,
        side_by_side=side_by_side,
    )


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
    pseudonym_key = strong(given[pseudonym_id][1], "pseudonym key")
    store = SecretsManagerSessionKeyStore(secrets, session_id)
    return pseudonym_key, SessionKeys(SessionKey(*given[session_id]), store)


def _dynamodb() -> DynamoDBClient:
    return cast("DynamoDBClient", _client("dynamodb"))


def _secrets() -> SecretsManagerClient:
    return cast("SecretsManagerClient", _client("secretsmanager"))


def _client(service: str) -> object:
    # As boto3 does, which would import S3's transfers as well: 20 ms of a start.
    client: object = _SESSION.create_client(service, config=_CLIENT)
    return client


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def _store(dynamodb: DynamoDBClient) -> DynamoDbProfileStore:
    return DynamoDbProfileStore(dynamodb, os.environ["TASTE_PROFILES_TABLE"])


def _staged_statistics(dynamodb: DynamoDBClient) -> DynamoDbStagedStatistics:
    return DynamoDbStagedStatistics(dynamodb, os.environ["TASTE_STATISTICS_TABLE"])


def _indexes(dynamodb: DynamoDBClient) -> DynamoDbIndexes:
    return DynamoDbIndexes(dynamodb, _index_tables(), lambda: uuid.uuid4().hex)


def _index_tables() -> IndexTables:
    return IndexTables(
        os.environ["TASTE_VECTORS_TABLE"], os.environ["TASTE_FEATURES_TABLE"]
    )


def _new_index(
    dynamodb: DynamoDBClient,
) -> Callable[[Statistics], DynamoDbCandidateIndex]:
    tables, executor = _index_tables(), ThreadPoolExecutor(_SIDE_BY_SIDE)
    return lambda statistics: DynamoDbCandidateIndex(
        dynamodb, tables, statistics, executor
    )


def _ways_in(secrets: SecretsManagerClient) -> CloudWaysIn:
    return CloudWaysIn(
        secrets,
        spotify_client_id=os.environ.get("SPOTIFY_CLIENT_ID", ""),
        lastfm_secret_id=os.environ.get("LASTFM_SECRET_ID", ""),
        listenbrainz_url=os.environ.get("LISTENBRAINZ_URL", ""),
        lastfm_url=os.environ.get("LASTFM_URL", ""),
        contact=os.environ.get("SOULMATE_CONTACT", ""),
    )
