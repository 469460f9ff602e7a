"""A function reaches what its policy allows, and nothing else."""

from __future__ import annotations

import pytest

from scripts.local_cloud.permissions import Policy
from scripts.local_cloud.template import Permission

PROFILES, SECRET = "profiles-1", "arn:aws:secretsmanager:::secret:key"
POLICY = Policy(
    {
        Permission("dynamodb:GetItem", "Profiles"),
        Permission("dynamodb:BatchGetItem", "Profiles"),
        Permission("dynamodb:PutItem", "Profiles"),
        Permission("dynamodb:Query", "Profiles/index/refresh"),
        Permission("secretsmanager:GetSecretValue", "Key"),
        Permission("secretsmanager:BatchGetSecretValue", "*"),
    },
    {"Profiles": PROFILES, "Key": SECRET},
)


@pytest.mark.parametrize(
    ("target", "request_"),
    [
        ("DynamoDB_20120810.GetItem", {"TableName": PROFILES}),
        ("DynamoDB_20120810.BatchGetItem", {"RequestItems": {PROFILES: {}}}),
        (
            "DynamoDB_20120810.Query",
            {"TableName": PROFILES, "IndexName": "refresh"},
        ),
        (
            "DynamoDB_20120810.TransactWriteItems",
            {"TransactItems": [{"Put": {"TableName": PROFILES}}]},
        ),
        ("secretsmanager.GetSecretValue", {"SecretId": SECRET}),
        ("secretsmanager.BatchGetSecretValue", {"SecretIdList": [SECRET]}),
    ],
)
def test_an_allowed_call_passes(target: str, request_: dict[str, object]) -> None:
    """Action and resource both match."""
    assert POLICY.refusal(target, request_) is None


@pytest.mark.parametrize(
    ("target", "request_"),
    [
        ("DynamoDB_20120810.DeleteItem", {"TableName": PROFILES}),
        ("DynamoDB_20120810.GetItem", {"TableName": "another"}),
        (
            "DynamoDB_20120810.BatchGetItem",
            {"RequestItems": {PROFILES: {}, "another": {}}},
        ),
        (
            "DynamoDB_20120810.TransactWriteItems",
            {"TransactItems": [{"Delete": {"TableName": PROFILES}}]},
        ),
        (
            "DynamoDB_20120810.TransactWriteItems",
            {
                "TransactItems": [
                    {"Put": {"TableName": PROFILES}},
                    {"Put": {"TableName": "another"}},
                ]
            },
        ),
        ("DynamoDB_20120810.Query", {"TableName": PROFILES}),
        (
            "DynamoDB_20120810.Query",
            {"TableName": PROFILES, "IndexName": "another"},
        ),
        (
            "DynamoDB_20120810.Query",
            {"TableName": "another", "IndexName": "refresh"},
        ),
        (
            "DynamoDB_20120810.Scan",
            {"TableName": PROFILES, "IndexName": "refresh"},
        ),
        ("secretsmanager.GetSecretValue", {"SecretId": "another"}),
        (
            "secretsmanager.BatchGetSecretValue",
            {"SecretIdList": [SECRET, "another"]},
        ),
        ("secretsmanager.PutSecretValue", {"SecretId": SECRET}),
        ("DynamoDB_20120810.ListTables", {}),
        ("AmazonSQS.SendMessage", {}),
    ],
)
def test_any_other_call_is_refused(target: str, request_: dict[str, object]) -> None:
    """Another action, resource, index, one among several, or an unknown service."""
    assert "not authorized" in str(POLICY.refusal(target, request_))
