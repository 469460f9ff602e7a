"""Tables and the session key, made from the template as CloudFormation would."""

from __future__ import annotations

import json
import secrets
import string
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scripts.local_cloud.template import Template

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_secretsmanager import SecretsManagerClient

# What CreateTable understands; backups and such are settings of their own.
CREATE_TABLE = (
    "AttributeDefinitions",
    "KeySchema",
    "BillingMode",
    "GlobalSecondaryIndexes",
    "LocalSecondaryIndexes",
    "StreamSpecification",
)


@dataclass(frozen=True)
class Tables:
    """Tables on one endpoint: their names by logical id, and a client that is ready."""

    client: DynamoDBClient
    names: dict[str, str]
    _keys: dict[str, list[str]] = field(default_factory=dict, repr=False)

    def empty(self) -> None:
        """Delete every item of every table."""
        for name in self.names.values():
            keys = self._keys_of(name)
            pages = self.client.get_paginator("scan").paginate(
                TableName=name, ConsistentRead=True
            )
            items = [item for page in pages for item in page["Items"]]
            found = [{part: item[part] for part in keys} for item in items]
            for start in range(0, len(found), 25):
                requests: list[Any] = [
                    {"DeleteRequest": {"Key": key}} for key in found[start : start + 25]
                ]
                left = self.client.batch_write_item(RequestItems={name: requests})
                assert not left["UnprocessedItems"]

    def content(self) -> bytes:
        """Return every item of every table, as JSON, what is packed there unpacked."""
        items = [item for _, item in self.items()]
        return json.dumps(items, default=_readable).encode()

    def items(self) -> list[tuple[str, Any]]:
        """Return every item of every table, each after its table's logical id."""
        return [
            (logical_id, item)
            for logical_id, name in self.names.items()
            for page in self.client.get_paginator("scan").paginate(TableName=name)
            for item in page["Items"]
        ]

    def put(self, items: Sequence[tuple[str, Any]]) -> None:
        """Keep items that ``items`` returned, here or elsewhere."""
        for start in range(0, len(items), 25):
            requests: dict[str, list[Any]] = {}
            for logical_id, item in items[start : start + 25]:
                put = {"PutRequest": {"Item": item}}
                requests.setdefault(self.names[logical_id], []).append(put)
            left = self.client.batch_write_item(RequestItems=requests)
            assert not left["UnprocessedItems"]

    def _keys_of(self, name: str) -> list[str]:
        """Return the attributes of a table's key; read once."""
        if name not in self._keys:
            schema = self.client.describe_table(TableName=name)["Table"]["KeySchema"]
            self._keys[name] = [key["AttributeName"] for key in schema]
        return self._keys[name]

    def drop(self) -> None:
        """Delete the tables."""
        for name in self.names.values():
            self.client.delete_table(TableName=name)


def _readable(value: object) -> str:
    if not isinstance(value, bytes):
        return str(value)
    with suppress(zlib.error):
        value = zlib.decompress(value)
    return value.decode("latin-1")


def create_tables(template: Template, client: DynamoDBClient, suffix: str) -> Tables:
    """Create every table of the template.

    Args:
        template: Where the keys and indexes are written.
        client: Of the endpoint where they shall be.
        suffix: Makes the names unique on a shared endpoint.
    """
    names = {logical_id: f"{logical_id}-{suffix}" for logical_id in template.tables}
    for logical_id, properties in template.tables.items():
        arguments: dict[str, Any] = {
            key: properties[key] for key in CREATE_TABLE if key in properties
        }
        if "StreamSpecification" in arguments:
            # In CloudFormation a stream that is described is switched on.
            arguments["StreamSpecification"] = {
                "StreamEnabled": True,
                **arguments["StreamSpecification"],
            }
        client.create_table(TableName=names[logical_id], **arguments)
        client.get_waiter("table_exists").wait(TableName=names[logical_id])
    return Tables(client, names)


def create_secrets(
    template: Template, client: SecretsManagerClient, suffix: str
) -> dict[str, str]:
    """Create every generated secret of the template.

    Returns:
        ARN by logical id: what ``!Ref`` gives a function; and the text of each by
        ``OriginSecret.SecretString``.
    """
    made = {}
    secrets_of = template.resources("AWS::SecretsManager::Secret")
    for logical_id, properties in secrets_of.items():
        text = _random_text(properties["GenerateSecretString"])
        name = f"{logical_id}-{suffix}"
        made[logical_id] = client.create_secret(Name=name, SecretString=text)["ARN"]
        made[f"{logical_id}.SecretString"] = text
    return made


def _random_text(wanted: dict[str, Any]) -> str:
    alphabet = string.ascii_letters + string.digits
    return "".join(secrets.choice(alphabet) for _ in range(wanted["PasswordLength"]))
