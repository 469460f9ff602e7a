"""The Lambda door as it is deployed, with what stands behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from backend.stores.dynamodb.profiles import DynamoDbProfileStore
from backend.stores.dynamodb.statistics import DynamoDbStatisticsStore
from backend.use_cases.profiles.profile import ProfileItem
from tests.contracts.open_door import OpenDoor, signer_of
from tests.local_cloud.fixtures import LambdaService

CONTEXT_FREE: dict[str, str] = {}
"""A scheduled event says nothing that matters."""

NOTHING_TO_DO = ("waiting", "nothing due")


@dataclass(frozen=True, kw_only=True)
class DeployedDoor(OpenDoor):
    """A door behind which functions do what the dev server does by itself.

    Args:
        service: The functions and the tables.
    """

    service: LambdaService

    def settle(self, people: Iterable[ProfileItem]) -> None:
        """Keep people, and let the functions follow until nothing is left to do."""
        for item in people:
            self.store.put(item, expected_revision=None)
        self.service.changes.deliver()
        keeping = self.service.functions["StatisticsFunction"]
        while keeping.invoke(CONTEXT_FREE)["step"] not in NOTHING_TO_DO:
            pass


def deployed_door(service: LambdaService) -> DeployedDoor:
    """Return the service's door; its tables are emptied first."""

    def kept() -> bytes:
        service.changes.deliver()
        return tables.content()

    def logged() -> str:
        return "".join(path.read_text() for path in service.logs.glob("*.log"))

    tables = service.tables
    tables.empty()
    service.changes.skip()
    service.music.switch_all_off()
    return DeployedDoor(
        service=service,
        url=service.url,
        store=DynamoDbProfileStore(tables.client, tables.names["TasteProfiles"]),
        statistics_store=DynamoDbStatisticsStore(
            tables.client, tables.names["TasteStatistics"]
        ),
        signer=signer_of(service.session_keys.current(), service.session_keys),
        replaced=signer_of(service.replaced_key, service.session_keys),
        pseudonym_key=service.pseudonym_key,
        kept=kept,
        logged=logged,
        is_behind_gateway=True,
    )
