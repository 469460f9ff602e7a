"""Keys in AWS Secrets Manager, whose versions are the generations of a session key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from backend.stores._aws_errors import error_code, unavailable_when_it_passes
from backend.use_cases.accounts.session_keys import SessionKey

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

_CURRENT, _PREVIOUS, _PENDING = "AWSCURRENT", "AWSPREVIOUS", "AWSPENDING"


class UnreadableSecretError(Exception):
    """Secrets Manager does not give a secret: refuse to start."""


def read_together(
    client: SecretsManagerClient, *secret_ids: str
) -> Mapping[str, tuple[str, str]]:
    """Return what secrets hold now, read with one call.

    Needs ``BatchGetSecretValue``, and ``GetSecretValue`` of each.

    Args:
        client: A ready client.
        secret_ids: Names or ARNs, at most 20.

    Returns:
        Version and text, by name and by ARN.

    Raises:
        UnreadableSecretError: One of them is not given.
    """
    answer = client.batch_get_secret_value(SecretIdList=secret_ids)
    if refused := answer.get("Errors"):
        told = ", ".join(f"{e.get('SecretId')}: {e.get('ErrorCode')}" for e in refused)
        raise UnreadableSecretError(told)
    return {
        secret_id: (secret["VersionId"], secret["SecretString"])
        for secret in answer["SecretValues"]
        for secret_id in (secret["Name"], secret["ARN"])
    }


def read_secret(client: SecretsManagerClient, secret_id: str) -> str:
    """Return the text that one secret holds now; needs ``GetSecretValue``."""
    return client.get_secret_value(SecretId=secret_id)["SecretString"]


class SecretsManagerSessionKeyStore:
    """One secret: ``AWSCURRENT`` signs, ``AWSPREVIOUS`` is still good.

    The id of a key is the id of its version. Needs ``GetSecretValue``; ``replace``
    needs ``PutSecretValue`` and ``UpdateSecretVersionStage``.

    Args:
        client: A ready client.
        secret_id: Name or ARN.
    """

    def __init__(self, client: SecretsManagerClient, secret_id: str) -> None:
        self._client = client
        self._secret_id = secret_id

    def current(self) -> SessionKey:
        """Return the key that signs."""
        return self._version(_CURRENT)

    def kept(self) -> tuple[SessionKey, ...]:
        """Return the current key and then, if there is one, the one before it."""
        while True:
            current = self.current()
            try:
                previous = self._version(_PREVIOUS)
            except ClientError as error:
                if error_code(error) != "ResourceNotFoundException":
                    raise
                return (current,)
            # The same one when it was replaced between the two calls.
            if previous.key_id != current.key_id:
                return current, previous

    def replace(self, known_id: str, new: SessionKey) -> bool:
        """Make a new key current, and the current one the one before it."""
        with unavailable_when_it_passes():
            self._client.put_secret_value(
                SecretId=self._secret_id,
                ClientRequestToken=new.key_id,
                SecretString=new.secret,
                VersionStages=[_PENDING],
            )
            try:
                # Also moves AWSPREVIOUS; refused when another version is current.
                self._client.update_secret_version_stage(
                    SecretId=self._secret_id,
                    VersionStage=_CURRENT,
                    RemoveFromVersionId=known_id,
                    MoveToVersionId=new.key_id,
                )
            except ClientError:
                current_id = self.current().key_id
                if current_id == known_id:
                    raise
                # The client tries again when an answer is lost.
                return current_id == new.key_id
        return True

    def _version(self, stage: str) -> SessionKey:
        with unavailable_when_it_passes():
            answer = self._client.get_secret_value(
                SecretId=self._secret_id, VersionStage=stage
            )
        return SessionKey(answer["VersionId"], answer["SecretString"])
