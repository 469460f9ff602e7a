"""Every function that writes may also forget whoever was erased meanwhile."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest
import wiring

from backend.http_api.accounts.personal_data import erasures_of
from backend.stores.dynamodb.records import DynamoDbRecordStore
from backend.use_cases.accounts.api_key_usage import KeyUses
from scripts.local_cloud.ministack import ACCOUNT
from scripts.local_cloud.permissions import Policy, guarded
from scripts.local_cloud.resources import Tables, create_secrets
from scripts.local_cloud.template import Template
from tests.local_cloud.fixtures import SESSION

ANA = "11111111-1111-4111-8111-111111111111"
BEN = "22222222-2222-4222-8222-222222222222"


@pytest.mark.deployment
@pytest.mark.parametrize("function", ["SaveFunction", "MeetFunction"])
def test_a_function_may_forget_what_it_added(
    template: Template,
    ministack: str,
    ministack_tables: Tables,
    monkeypatch: pytest.MonkeyPatch,
    function: str,
) -> None:
    """Behind its own policy: what each kind of record leaves is gone."""
    secrets = SESSION.client("secretsmanager", endpoint_url=ministack)
    made = create_secrets(template, secrets, uuid.uuid4().hex)
    secrets.close()
    physical = {**ministack_tables.names, **made}
    environment = template.environment(function, physical)
    for name, value in {**ACCOUNT, **environment}.items():
        monkeypatch.setenv(name, value)
    policy = Policy(template.permissions(function), physical)
    with guarded(ministack, policy) as endpoint:
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        services, now = wiring.wire().services, datetime.now(UTC)
        ties = services.viewing.relationships
        ties.waves.wave(ANA, BEN, now)
        ties.blocks.block(ANA, BEN, now)
        code, _ = ties.invitations.make(
            BEN, now, shows_name=True, is_reusable=True, days=1
        )
        ties.invitations.accept(code, ANA, now, shows_name=True)
        ties.invitations.make(ANA, now, shows_name=True, is_reusable=True, days=1)
        services.accounts.make_recovery_code(ANA, "x" * 43)
        services.audit_log.note(ANA, "invited", now)
        assert services.links.claim("lastfm", "ana", ANA) == ANA
        uses = DynamoDbRecordStore(
            ministack_tables.client, ministack_tables.names["KeyUses"]
        )
        KeyUses(uses).note(ANA, "0" * 12, now)
        assert erasures_of(services).forget(ANA)["linked_sources"] == 1
    assert ANA.encode() not in ministack_tables.content()
    assert BEN.encode() in ministack_tables.content()
