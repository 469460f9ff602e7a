"""The Lambda door as it is deployed, with what stands behind it."""

from __future__ import annotations

from backend.http_api.sessions import SessionSigner
from backend.stores.dynamodb import DynamoDbProfileStore
from backend.stores.dynamodb_statistics import DynamoDbStatisticsStore
from tests.cloud.fixtures import LambdaService
from tests.contracts.open_door import OpenDoor


def deployed_door(service: LambdaService) -> OpenDoor:
    """Return the service's door; its tables are emptied first."""
    tables = service.tables
    tables.empty()
    service.music.switch_all_off()
    return OpenDoor(
        url=service.url,
        store=DynamoDbProfileStore(tables.client, tables.names["TasteProfiles"]),
        statistics_store=DynamoDbStatisticsStore(
            tables.client, tables.names["TasteStatistics"]
        ),
        signer=SessionSigner({"1": service.session_key}, "1"),
        is_behind_gateway=True,
    )
