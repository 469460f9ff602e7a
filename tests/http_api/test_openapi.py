"""The OpenAPI document follows from the table of operations."""

from __future__ import annotations

import json
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from backend.http_api.errors import STATUS_BY_CODE
from backend.http_api.openapi import openapi_document
from backend.http_api.operation import Operation
from backend.http_api.operations import OPERATIONS


@pytest.fixture(scope="module")
def document() -> Any:
    """The document as JSON carries it."""
    return json.loads(json.dumps(openapi_document(OPERATIONS)))


def described(document: Any, operation: Operation) -> Any:
    """Return what the document says about an operation."""
    return document["paths"][operation.path][operation.method.lower()]


def test_it_is_a_valid_openapi_document(document: Any) -> None:
    """Of version 3.1, with every reference resolved."""
    assert document["openapi"].startswith("3.1.")
    OpenAPIV31SpecValidator(document).validate()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: o.name)
def test_an_operation_is_described_whole(document: Any, operation: Operation) -> None:
    """Name, summary, answer, refusal, body and who may call."""
    said = described(document, operation)
    assert said["operationId"] == operation.name
    assert said["summary"] == operation.summary
    assert {"200", "default"} <= said["responses"].keys()
    assert ("requestBody" in said) == (operation.body is not None)
    assert ("security" in said) == (operation.caller != "anyone")
    # An empty rule means that no session will do as well.
    assert ({} in said.get("security", [])) == (operation.caller == "user_or_new")


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: o.name)
def test_every_refusal_is_described(document: Any, operation: Operation) -> None:
    """Under its status, with the codes that it can have; each of the closed list."""
    responses = described(document, operation)["responses"]
    for code in operation.refuses:
        schema = responses[str(STATUS_BY_CODE[code])]["content"]["application/json"]
        assert f"'{code}'" in str(schema)
    # How long to wait is said in a header.
    assert ("retry-after" in str(responses.get("429"))) == ("429" in responses)


def test_parameters_carry_their_bounds(document: Any) -> None:
    """A client made from the document cannot ask for too much."""
    matches = next(o for o in OPERATIONS if o.name == "find_matches")
    parameters = {p["name"]: p for p in described(document, matches)["parameters"]}
    assert parameters.keys() == {"user_id", "limit", "cursor", "people"}
    assert parameters["user_id"] == {
        "name": "user_id",
        "in": "path",
        "required": True,
        "schema": {"type": "string"},
    }
    limit = parameters["limit"]["schema"]
    assert (limit["minimum"], limit["maximum"], limit["default"]) == (1, 50, 10)
    people = parameters["people"]["schema"]
    assert sorted(people["enum"]) == ["all", "unverified", "verified"]
    assert people["default"] == "all"


def test_a_save_has_to_say_its_source(document: Any) -> None:
    """Other sources come beside it later, without breaking anybody."""
    schema = document["components"]["schemas"]["SaveTopItems"]
    assert schema["required"] == ["source"]
    assert schema["properties"]["source"] == {"enum": ["top_items"]}
    assert schema["additionalProperties"] is False
