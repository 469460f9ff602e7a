"""What every function of the cloud finds: clients, and what several are led to.

The modules that wire read the environment, alone in this room.
"""

from __future__ import annotations

import gzip
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

import msgspec
from botocore.config import Config
from botocore.loaders import JSONFileLoader, Loader
from botocore.session import get_session
from source_options import CloudSourceOptions

from backend.stores.dynamodb._vector_items import IndexTables
from backend.stores.dynamodb.profiles import DynamoDbProfileStore

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_secretsmanager import SecretsManagerClient


class _ModelFiles(JSONFileLoader):
    """Reads botocore's models in a quarter of the time: 10 ms of a start."""

    def load_file(self, file_path: str) -> Any:
        for ending, opened in ((".json", open), (".json.gz", gzip.open)):
            if os.path.isfile(file_path + ending):
                with opened(file_path + ending, "rb") as file:
                    return msgspec.json.decode(file.read())
        return None


class _Models(Loader):
    """Knows the services that are spoken to here.

    Looking for their models among those of four hundred others takes 15 ms of a start.
    """

    def list_available_services(self, type_name: str) -> list[str]:
        return ["dynamodb", "secretsmanager"]


# A caller waits: fail soon and clearly rather than late, three attempts within the
# fifteen seconds that functions have. A name of its own saves every
# request a twelfth: without one it is put together anew each time, of twenty parts.
SIDE_BY_SIDE = 16
_CLIENT = Config(
    user_agent="music-soulmate-finder",
    connect_timeout=2,
    read_timeout=3,
    retries={"mode": "standard", "max_attempts": 3},
    max_pool_connections=SIDE_BY_SIDE,
)


_SESSION = get_session()
_SESSION.register_component("data_loader", _Models(file_loader=_ModelFiles()))


def dynamodb_client() -> DynamoDBClient:
    """Return a client of DynamoDB."""
    return cast("DynamoDBClient", _client("dynamodb"))


def secrets_client() -> SecretsManagerClient:
    """Return a client of Secrets Manager."""
    return cast("SecretsManagerClient", _client("secretsmanager"))


def _client(service: str) -> object:
    # As boto3 does, which would import S3's transfers as well: 20 ms of a start.
    client: object = _SESSION.create_client(service, config=_CLIENT)
    return client


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def profile_store(dynamodb: DynamoDBClient) -> DynamoDbProfileStore:
    """Return everybody's profiles."""
    return DynamoDbProfileStore(dynamodb, os.environ["TASTE_PROFILES_TABLE"])


def index_tables() -> IndexTables:
    """Return the names of the tables of the index."""
    return IndexTables(
        os.environ["TASTE_VECTORS_TABLE"], os.environ["TASTE_FEATURES_TABLE"]
    )


def source_options(secrets: SecretsManagerClient) -> CloudSourceOptions:
    """Return the music sources that this stack offers."""
    contact = os.environ.get("SOULMATE_CONTACT", "")
    return CloudSourceOptions(secrets, dict(os.environ), contact)
