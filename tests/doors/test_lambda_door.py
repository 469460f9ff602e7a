"""The Lambda door keeps the HTTP contract, as the artefact that is deployed."""

from __future__ import annotations

import pytest

from tests.contracts.http_api_contract import DeployedContract
from tests.contracts.open_door import OpenDoor
from tests.doors.deployed import deployed_door
from tests.local_cloud.fixtures import LambdaService


@pytest.mark.deployment
class TestLambdaDoor(DeployedContract):
    """The built functions under AWS's emulator, over a local AWS, sign the contract."""

    @pytest.fixture
    def door(self, lambda_service: LambdaService) -> OpenDoor:
        """The HTTP API, where nobody has saved anything yet."""
        return deployed_door(lambda_service)
