"""Session keys in a JSON file and in Secrets Manager."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from moto import mock_aws

from backend.stores.aws_secrets import (
    SecretsManagerSessionKeyStore,
    UnreadableSecretError,
    read_together,
)
from backend.stores.files.session_keys import JsonSessionKeyStore
from backend.use_cases.accounts.secret_keys import WeakKeyError
from backend.use_cases.accounts.session_keys import SessionKey, SessionKeyStore
from scripts.local_cloud.ministack import ACCOUNT
from tests.contracts.session_key_store_contract import (
    SessionKeyStoreContract,
    new_key,
    rotated,
)
from tests.local_cloud.fixtures import SESSION

URL = f"https://secretsmanager.{ACCOUNT['AWS_REGION']}.amazonaws.com"


class TestJsonSessionKeyStore(SessionKeyStoreContract):
    """A file on one machine signs the contract."""

    @pytest.fixture
    def store(self, tmp_path: Path) -> SessionKeyStore:
        """A folder with a first key."""
        store = JsonSessionKeyStore(tmp_path)
        store.begin(new_key())
        return store

    def test_a_beginning_replaces_nothing(self, tmp_path: Path) -> None:
        """A server that starts beside another goes by its key."""
        store, first = JsonSessionKeyStore(tmp_path), new_key()
        store.begin(first)
        store.begin(new_key())
        assert JsonSessionKeyStore(tmp_path).kept() == (first,)

    def test_nobody_else_on_the_machine_may_read_it(self, tmp_path: Path) -> None:
        """Before a rotation and after it."""
        store = JsonSessionKeyStore(tmp_path)
        store.begin(new_key())
        for _ in range(2):
            assert (tmp_path / "session_keys.json").stat().st_mode & 0o077 == 0
            rotated(store)

    @pytest.mark.parametrize(
        "content", ["", "[]", "{}", '[{"key_id": "1", "secret": "short"}]']
    )
    def test_a_file_without_a_strong_key_is_refused(
        self, tmp_path: Path, content: str
    ) -> None:
        """Empty, damaged, of another form, or weak; what it holds is not quoted."""
        (tmp_path / "session_keys.json").write_text(content)
        with pytest.raises(WeakKeyError) as caught:
            JsonSessionKeyStore(tmp_path).current()
        assert "short" not in str(caught.value).replace("shorter", "")


class TestSecretsManagerSessionKeyStore(SessionKeyStoreContract):
    """A secret in this process (moto) signs the contract."""

    @pytest.fixture
    def store(self) -> Iterator[SessionKeyStore]:
        """A secret with its first version."""
        with mock_aws():
            client = SESSION.client("secretsmanager", endpoint_url=URL)
            made = client.create_secret(Name="sessions", SecretString="k" * 64)
            yield SecretsManagerSessionKeyStore(client, made["ARN"])

    def test_a_weak_version_is_refused(self, store: SessionKeyStore) -> None:
        """Whoever put it there."""
        client = SESSION.client("secretsmanager", endpoint_url=URL)
        client.put_secret_value(SecretId="sessions", SecretString="k" * 31)
        with pytest.raises(WeakKeyError):
            store.current()

    @pytest.mark.usefixtures("store")
    def test_a_rotation_that_was_tried_again_was_done(self) -> None:
        """As a client does whose first answer was lost: the second is a refusal."""
        client = SESSION.client("secretsmanager", endpoint_url=URL)
        store = SecretsManagerSessionKeyStore(client, "sessions")
        first = store.current()

        def lose(http_response: Any, parsed: dict[str, Any], **_: object) -> None:
            http_response.status_code = 400
            parsed["Error"] = {"Code": "InvalidParameterException"}

        client.meta.events.register(
            "after-call.secrets-manager.UpdateSecretVersionStage", lose
        )
        second = rotated(store)
        assert store.kept() == (second, first)

    def test_secrets_are_read_with_one_call(self, store: SessionKeyStore) -> None:
        """Text and version of each; one that is missing is named."""
        client = SESSION.client("secretsmanager", endpoint_url=URL)
        other = client.create_secret(Name="other", SecretString="o" * 64)
        mine = client.describe_secret(SecretId="sessions")["ARN"]
        for named in ("other", other["ARN"]):
            given = read_together(client, mine, named)
            assert given[named] == (other["VersionId"], "o" * 64)
            assert SessionKey(*given[mine]) == store.current()
        with pytest.raises(UnreadableSecretError, match="nowhere"):
            read_together(client, mine, "nowhere")


@pytest.mark.deployment
class TestSecretsManagerOnLocalAws(SessionKeyStoreContract):
    """A secret reached over HTTP signs the same contract."""

    @pytest.fixture
    def store(self, ministack: str) -> Iterator[SessionKeyStore]:
        """A secret with its first version."""
        client = SESSION.client("secretsmanager", endpoint_url=ministack)
        name = f"sessions-{uuid.uuid4().hex}"
        made = client.create_secret(Name=name, SecretString="k" * 64)
        yield SecretsManagerSessionKeyStore(client, made["ARN"])
        client.close()
