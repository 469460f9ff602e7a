"""A crowd at the core behind each door, over its own stores."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import background_wiring
import pytest
import wiring

from backend.dev_server.wiring import wire
from scripts.local_cloud.ministack import ACCOUNT
from scripts.local_cloud.resources import Tables, create_secrets
from scripts.local_cloud.template import Template
from tests.contracts.crowd_contract import CrowdContract, Premises
from tests.doors.flask_server import bytes_below
from tests.local_cloud.fixtures import SESSION


@pytest.mark.slow
class TestCrowdOverFiles(CrowdContract):
    """As the dev server keeps them."""

    @pytest.fixture(autouse=True)
    def hasty_threads(self) -> Iterator[None]:
        """Let threads take turns a thousand times as often as they do."""
        usual = sys.getswitchinterval()
        sys.setswitchinterval(5e-6)
        yield
        sys.setswitchinterval(usual)

    @pytest.fixture
    def premises(self, tmp_path: Path) -> Premises:
        """An empty data folder."""
        return Premises(
            api=wire(tmp_path).api,
            follow=lambda user_id: None,
            kept=lambda: bytes_below(tmp_path),
            turns=200,
        )


@pytest.mark.deployment
class TestCrowdOverTables(CrowdContract):
    """As the functions keep them, over a local AWS."""

    @pytest.fixture
    def premises(
        self,
        template: Template,
        ministack: str,
        ministack_tables: Tables,
        monkeypatch: pytest.MonkeyPatch,
    ) -> Premises:
        """Empty tables, and what follows their stream."""
        secrets = SESSION.client("secretsmanager", endpoint_url=ministack)
        made = create_secrets(template, secrets, uuid.uuid4().hex)
        secrets.close()
        environment = template.environment(
            "MeetFunction", {**ministack_tables.names, **made}
        )
        for name, value in {**ACCOUNT, **environment}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("AWS_ENDPOINT_URL", ministack)
        indexing = background_wiring.wire_indexing()

        def follow(user_id: str) -> None:
            indexing.index(user_id)

        return Premises(wiring.wire(), follow, ministack_tables.content, turns=60)
