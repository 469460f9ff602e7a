"""Links from source accounts to users in the table of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from backend.stores._dynamodb_errors import error_code, unavailable_when_it_passes
from backend.use_cases.links import Link

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

_KIND = "link"


class DynamoDbLinkStore:
    """One item per link: partition ``link#<link>``, sort key ``link``.

    A link is looked up before it is known whose it is, so it has a partition of its
    own. All reads are consistent. Needs ``GetItem`` and ``PutItem`` on the table.

    Args:
        client: A ready client.
        table_name: Of the table of people.
    """

    def __init__(self, client: DynamoDBClient, table_name: str) -> None:
        self._client = client
        self._table_name = table_name

    def holder(self, link: Link) -> str | None:
        """Return the user whom the link leads to, if any."""
        with unavailable_when_it_passes():
            answer = self._client.get_item(
                TableName=self._table_name, Key=_key(link), ConsistentRead=True
            )
        return answer["Item"]["holder"]["S"] if "Item" in answer else None

    def claim(self, link: Link, user_id: str) -> str:
        """Lead the link to a user unless it leads to one already; return whom."""
        try:
            with unavailable_when_it_passes():
                self._client.put_item(
                    TableName=self._table_name,
                    Item={**_key(link), "holder": {"S": user_id}},
                    ConditionExpression="attribute_not_exists(user_id)",
                )
        except ClientError as error:
            if error_code(error) != "ConditionalCheckFailedException":
                raise
            return self.holder(link) or user_id
        return user_id


def _key(link: Link) -> dict[str, AttributeValueTypeDef]:
    return {"user_id": {"S": f"link#{link}"}, "kind": {"S": _KIND}}
