"""Functions go by both session keys, and learn of rotations while they are warm."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
import wiring
from botocore.exceptions import ClientError
from mypy_boto3_secretsmanager import SecretsManagerClient

from backend.http_api.errors import HttpApiError
from backend.stores.aws_secrets import (
    SecretsManagerSessionKeyStore,
    UnreadableSecretError,
)
from backend.use_cases.accounts.secret_keys import WeakKeyError
from scripts.cloud import session_key
from scripts.local_cloud.ministack import ACCOUNT
from scripts.local_cloud.permissions import Policy, guarded
from scripts.local_cloud.resources import create_secrets
from scripts.local_cloud.template import Template
from tests.contracts.session_key_store_contract import rotated
from tests.local_cloud.fixtures import SESSION

pytestmark = pytest.mark.deployment

ANA = "11111111-1111-4111-8111-111111111111"
CALLED = ["SaveFunction", "ReadFunction", "MatchFunction", "MeetFunction"]


@dataclass(frozen=True)
class Secrets:
    """The secrets of the template, as their owner may change them."""

    client: SecretsManagerClient
    ids: dict[str, str]


@pytest.fixture(params=CALLED)
def secrets(
    request: pytest.FixtureRequest,
    template: Template,
    ministack: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Secrets]:
    """What a function may read that stands behind its own policy."""
    client = SESSION.client("secretsmanager", endpoint_url=ministack)
    ids = create_secrets(template, client, uuid.uuid4().hex)
    physical = {**{name: name for name in template.tables}, **ids}
    environment = template.environment(request.param, physical)
    for name, value in {**ACCOUNT, **environment}.items():
        monkeypatch.setenv(name, value)
    policy = Policy(template.permissions(request.param), physical)
    with guarded(ministack, policy) as endpoint:
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        yield Secrets(client, ids)
    client.close()


def test_warm_functions_learn_of_rotations(secrets: Secrets) -> None:
    """The last key and the one before it are good in all, however old; no other."""
    store = SecretsManagerSessionKeyStore(secrets.client, secrets.ids["SessionKey"])
    now = datetime.now(UTC)
    signers, sessions = [], []
    for _ in range(4):
        signers.append(wiring.wire().signer)
        sessions.append(signers[-1].issue(ANA, now))
        rotated(store)
    newest = wiring.wire().signer.issue(ANA, now)
    for signer in signers:
        assert signer.verify(newest, now).user_id == ANA
        assert signer.verify(sessions[-1], now).user_id == ANA
        for session in sessions[:-1]:
            with pytest.raises(HttpApiError, match="not valid"):
                signer.verify(session, now)


@pytest.mark.parametrize("key", ["PseudonymKey", "SessionKey"])
def test_a_weak_or_missing_key_refuses_to_start(secrets: Secrets, key: str) -> None:
    """Whichever it is; the missing one is named."""
    secrets.client.put_secret_value(SecretId=secrets.ids[key], SecretString="x" * 31)
    with pytest.raises(WeakKeyError):
        wiring.wire()
    secrets.client.delete_secret(SecretId=secrets.ids[key], RecoveryWindowInDays=7)
    with pytest.raises(UnreadableSecretError, match=key):
        wiring.wire()


def test_rotating_takes_rights_that_no_function_has(
    secrets: Secrets,
    ministack: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The command of the owner does it, and says which keys are good now."""
    secret_id = secrets.ids["SessionKey"]
    store = SecretsManagerSessionKeyStore(secrets.client, secret_id)
    first = store.current()
    with pytest.raises(ClientError, match="not authorized"):
        session_key.main(secret_id)
    assert store.kept() == (first,)
    monkeypatch.setenv("AWS_ENDPOINT_URL", ministack)
    assert session_key.main(secret_id) == 0
    second, before = store.kept()
    assert before == first
    told = f"Sessions are signed with {second.key_id}; {first.key_id} is still good.\n"
    assert capsys.readouterr().out == told
