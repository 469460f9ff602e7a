"""What every door of the HTTP API promises; a door's test inherits the class."""

from __future__ import annotations

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from backend.http_api.operations import OPERATIONS
from tests.contracts.access_contract import AccessContract
from tests.contracts.account_contract import AccountContract
from tests.contracts.api_client import ApiClient
from tests.contracts.erasure_traces_contract import ErasureTracesContract
from tests.contracts.limits_contract import LimitsContract
from tests.contracts.matches_contract import GrownCommunityContract, MatchesContract
from tests.contracts.meeting_contract import MeetingContract
from tests.contracts.open_door import OpenDoor
from tests.contracts.refreshing_contract import RefreshingContract
from tests.contracts.refusals_contract import RefusalsContract
from tests.contracts.saving_contract import SavingContract
from tests.contracts.several_sources_contract import SeveralSourcesContract
from tests.contracts.source_saving_contract import SourceSavingContract
from tests.contracts.unverified_names_contract import UnverifiedNamesContract
from tests.contracts.visibility_contract import VisibilityContract


class JourneysContract(
    SavingContract,
    SourceSavingContract,
    UnverifiedNamesContract,
    SeveralSourcesContract,
    RefreshingContract,
    MatchesContract,
    VisibilityContract,
    MeetingContract,
):
    """Subclass it and override ``door``.

    The client holds every answer against the OpenAPI document that the door serves.
    """

    @pytest.fixture
    def door(self) -> OpenDoor:
        """Return a running door where nobody has saved anything yet."""
        raise NotImplementedError("a door's test must open its door")

    @pytest.fixture
    def api(self, door: OpenDoor) -> ApiClient:
        """A caller at the door."""
        return ApiClient(door.url)

    def test_describes_itself_as_openapi(self, api: ApiClient) -> None:
        """A valid document of every operation of the table, and no more."""
        document = api.call("openapi").json
        OpenAPIV31SpecValidator(document).validate()
        described = {
            (method.upper(), path)
            for path, operations in document["paths"].items()
            for method in operations
        }
        assert described == {(o.method, o.path) for o in OPERATIONS}


class DeployedContract(
    JourneysContract,
    AccountContract,
    RefusalsContract,
    AccessContract,
    ErasureTracesContract,
):
    """What a door that is slow to ask signs; the rest is the same code behind each."""


class HttpApiContract(DeployedContract, LimitsContract, GrownCommunityContract):
    """The journeys, and each operation of the table against whoever must not."""
