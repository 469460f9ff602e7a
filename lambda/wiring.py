"""Which adapters the functions run on; reads the environment, alone in this room."""

from __future__ import annotations

import os
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime

import boto3
from botocore.config import Config

from backend.http_api.api import HttpApi
from backend.http_api.operation import Rooms, WayIn
from backend.http_api.sessions import SessionSigner
from backend.stores.dynamodb import DynamoDbProfileStore
from backend.stores.dynamodb_links import DynamoDbLinkStore
from backend.stores.dynamodb_statistics import DynamoDbStatisticsStore
from backend.use_cases.aliases import Aliases
from backend.use_cases.everybody import Everybody
from backend.use_cases.links import Linker
from backend.use_cases.population import Population
from backend.use_cases.save_from_source import Identities
from backend.use_cases.viewing import Viewing

# A caller waits: fail soon and clearly rather than late.
_CLIENT = Config(
    connect_timeout=2, read_timeout=5, retries={"mode": "standard", "max_attempts": 3}
)


def wire() -> HttpApi:
    """Connect the rooms over the tables and the secret that the template names.

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
    links = DynamoDbLinkStore(dynamodb, os.environ["PEOPLE_TABLE"])
    rooms = Rooms(
        store=store,
        viewing=Viewing(store, population, Aliases.from_secret(key)),
        identities=Identities(links, Linker.from_secret(key)),
        ways_in=_ways_in,
        now=lambda: datetime.now(UTC),
        new_id=lambda: str(uuid.uuid4()),
    )
    return HttpApi(rooms, SessionSigner({"1": key}, "1"))


def _ways_in() -> Mapping[str, WayIn]:
    """Offer Spotify where the stack names a client id."""
    client_id = os.environ.get("SPOTIFY_CLIENT_ID", "")
    if not client_id:
        return {}
    # Half a second of a cold start that only a save through Spotify needs.
    from backend.sources.spotify import SpotifySource
    from backend.sources.spotify_sign_in import SCOPE, SPOTIFY_ACCOUNTS_URL

    source = SpotifySource(client_id)
    authorize_url = f"{SPOTIFY_ACCOUNTS_URL}/authorize"
    return {"spotify": WayIn("Spotify", source, authorize_url, client_id, SCOPE)}
