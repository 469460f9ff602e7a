"""The template is valid, and says what the code and the design say."""

from __future__ import annotations

import pytest

from backend.http_api.operations import OPERATIONS
from tests.cloud.artefact import sam
from tests.cloud.template import Template

CHANGES = {"POST", "PUT", "PATCH", "DELETE"}
WRITES = ("Put", "Update", "Delete", "BatchWrite", "Transact", "PartiQL")


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
    for name in template.functions:
        changes = {r.method in CHANGES for r in template.routes if r.function == name}
        actions = {p.action for p in template.permissions(name)}
        writes = any(a.startswith(f"dynamodb:{w}") for a in actions for w in WRITES)
        assert changes == {writes}, name


def test_no_permission_has_a_wildcard(template: Template) -> None:
    """Every statement names its actions, and its resource by reference."""
    for name in template.functions:
        for permission in template.permissions(name):
            assert "*" not in permission.action
            assert permission.resource in {
                *template.tables,
                *template.resources("AWS::SecretsManager::Secret"),
            }


def test_taste_profiles_are_encrypted_recoverable_and_outlive_the_stack(
    template: Template,
) -> None:
    """Losing the stack must not lose the people."""
    table = template.tables["TasteProfiles"]
    assert table["SSESpecification"]["SSEEnabled"] is True
    recovery = table["PointInTimeRecoverySpecification"]
    assert recovery["PointInTimeRecoveryEnabled"] is True
    assert template.deletion_policy("TasteProfiles") == "Retain"
