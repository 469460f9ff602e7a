"""Which adapters the functions run on; reads the environment, alone in this room."""

from __future__ import annotations

import os
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from ways_in import CloudWaysIn

from backend.http_api.api import HttpApi
from backend.http_api.operation import Rooms, readable_by_name
from backend.http_api.sessions import SessionSigner
from backend.sources.user_agent import user_agent
from backend.stores.dynamodb import DynamoDbProfileStore
from backend.stores.dynamodb_people import DynamoDbPeopleStore
from backend.stores.dynamodb_statistics import DynamoDbStatisticsStore
from backend.use_cases.aliases import Aliases
from backend.use_cases.everybody import Everybody
from backend.use_cases.links import Links
from backend.use_cases.population import Population
from backend.use_cases.ports import ProfileStore
from backend.use_cases.refresh import Sources
from backend.use_cases.viewing import Viewing

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

# A caller waits: fail soon and clearly rather than late.
_CLIENT = Config(
    connect_timeout=2, read_timeout=5, retries={"mode": "standard", "max_attempts": 3}
)


def wire() -> HttpApi:
    """Connect the API over the tables and the secret that the template names.

    Raises:
        KeyError: A variable of the template is missing.
        WeakSigningKeyError: The signing key is too short to be safe.
    """
    secrets = boto3.client("secretsmanager", config=_CLIENT)
    secret_id = os.environ["SESSION_KEY_SECRET"]
    key = secrets.get_secret_value(SecretId=secret_id)["SecretString"]
    dynamodb = boto3.client("dynamodb", config=_CLIENT)
    store = DynamoDbProfileStore(dynamodb, os.environ["TASTE_PROFILES_TABLE"])
    statistics_store = DynamoDbStatisticsStore(
        dynamodb, os.environ["TASTE_STATISTICS_TABLE"]
    )
    population = Population(store, statistics_store, Everybody)
    people = DynamoDbPeopleStore(dynamodb, os.environ["PEOPLE_TABLE"])
    rooms = Rooms(
        store=store,
        viewing=Viewing(store, population, Aliases.from_secret(key)),
        links=Links.from_secret(people, key),
        ways_in=_ways_in(secrets),
        now=now,
        new_id=lambda: str(uuid.uuid4()),
    )
    return HttpApi(rooms, SessionSigner({"1": key}, "1"))


def wire_refreshing() -> tuple[ProfileStore, Sources]:
    """Connect what reads listening again, which signs nothing and ranks nobody.

    Raises:
        KeyError: A variable of the template is missing.
    """
    dynamodb = boto3.client("dynamodb", config=_CLIENT)
    store = DynamoDbProfileStore(dynamodb, os.environ["TASTE_PROFILES_TABLE"])
    ways_in = _ways_in(boto3.client("secretsmanager", config=_CLIENT))
    return store, readable_by_name(ways_in())


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def _ways_in(secrets: SecretsManagerClient) -> CloudWaysIn:
    return CloudWaysIn(
        secrets,
        spotify_client_id=os.environ.get("SPOTIFY_CLIENT_ID", ""),
        lastfm_secret_id=os.environ.get("LASTFM_SECRET_ID", ""),
        listenbrainz_url=os.environ.get("LISTENBRAINZ_URL", ""),
        lastfm_url=os.environ.get("LASTFM_URL", ""),
        user_agent=user_agent(os.environ.get("SOULMATE_CONTACT", "")),
    )
