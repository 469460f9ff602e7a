"""The template is valid, and says what the code and the design say."""

from __future__ import annotations

import pytest

from backend.http_api.operations import OPERATIONS
from backend.stores.dynamodb import REFRESH_INDEX
from tests.cloud.artefact import sam
from tests.cloud.template import Permission, Template

CHANGES = {"POST", "PUT", "PATCH", "DELETE"}
WRITES = ("Put", "Update", "Delete", "BatchWrite", "Transact", "PartiQL")
LASTFM = {"LastfmSecretId": "lastfm-account"}


@pytest.mark.deployment
def test_sam_finds_nothing_to_say_about_the_template() -> None:
    """Schema, references and the linter's rules, without an account."""
    assert "is a valid SAM Template" in sam("validate", "--lint")


def test_every_operation_is_a_route_and_every_route_an_operation(
    template: Template,
) -> None:
    """The cloud serves the one table of operations, no more and no less."""
    routes = [(route.method, route.path) for route in template.routes]
    assert sorted(routes) == sorted((o.method, o.path) for o in OPERATIONS)


def test_functions_are_split_by_what_their_routes_may_change(
    template: Template,
) -> None:
    """A function with a reading route has no permission to write."""
    for name in {route.function for route in template.routes}:
        changes = {r.method in CHANGES for r in template.routes if r.function == name}
        actions = {p.action for p in template.permissions(name)}
        writes = any(a.startswith(f"dynamodb:{w}") for a in actions for w in WRITES)
        assert changes == {writes}, name


def test_what_runs_on_a_schedule_has_no_route_and_signs_nothing(
    template: Template,
) -> None:
    """It reads and renews profiles, finds whose turn it is, and no more."""
    [name] = set(template.functions) - {route.function for route in template.routes}
    [event] = template.functions[name]["Events"].values()
    assert event["Type"] == "Schedule"
    assert template.permissions(name) == {
        Permission("dynamodb:GetItem", "TasteProfiles"),
        Permission("dynamodb:PutItem", "TasteProfiles"),
        Permission("dynamodb:Query", "TasteProfiles/index/refresh"),
    }


def test_every_function_may_read_the_lastfm_account_where_there_is_one(
    template: Template,
) -> None:
    """Listing the sources, saving and refreshing all need the key in it."""
    account = Permission("secretsmanager:GetSecretValue", "LastfmSecretId")
    for name in template.functions:
        without = template.permissions(name)
        assert account not in without
        assert template.permissions(name, LASTFM) == without | {account}


def test_no_permission_has_a_wildcard(template: Template) -> None:
    """Every statement names its actions, and its resource by reference."""
    known = {
        *template.tables,
        *template.resources("AWS::SecretsManager::Secret"),
        *LASTFM,
    }
    for name in template.functions:
        for permission in template.permissions(name, LASTFM):
            assert "*" not in f"{permission.action}{permission.resource}"
            assert permission.resource.partition("/")[0] in known


def test_only_who_agreed_to_be_refreshed_is_in_the_index(template: Template) -> None:
    """By source, whoever waits longest first, and nothing but keys."""
    [index] = template.tables["TasteProfiles"]["GlobalSecondaryIndexes"]
    keys = {key["KeyType"]: key["AttributeName"] for key in index["KeySchema"]}
    assert keys == {"HASH": "refresh_source", "RANGE": "refresh_tried_at"}
    assert index["IndexName"] == REFRESH_INDEX
    assert index["Projection"] == {"ProjectionType": "KEYS_ONLY"}


def test_taste_profiles_are_encrypted_recoverable_and_outlive_the_stack(
    template: Template,
) -> None:
    """Losing the stack must not lose the people."""
    table = template.tables["TasteProfiles"]
    assert table["SSESpecification"]["SSEEnabled"] is True
    recovery = table["PointInTimeRecoverySpecification"]
    assert recovery["PointInTimeRecoveryEnabled"] is True
    assert template.deletion_policy("TasteProfiles") == "Retain"
