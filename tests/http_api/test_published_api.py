"""Programs that use the API today can use it tomorrow."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from backend.http_api.openapi import openapi_document
from backend.http_api.operations import OPERATIONS
from scripts.openapi.__main__ import SNAPSHOT
from scripts.openapi.breaking_changes import breaking_changes

Document = dict[str, Any]


@pytest.fixture(scope="module")
def today() -> Document:
    """The document as the table of operations describes it now."""
    document: Document = json.loads(json.dumps(openapi_document(OPERATIONS)))
    return document


def test_nothing_published_breaks(today: Document) -> None:
    """What was added since is recorded by ``python -m scripts.openapi``."""
    published = json.loads(SNAPSHOT.read_text("utf-8"))
    assert len(published["paths"]) > 20
    assert breaking_changes(published, today) == []


def schemas(document: Document) -> Document:
    """Return the named schemas of a document."""
    named: Document = document["components"]["schemas"]
    return named


def matches(document: Document) -> Document:
    """Return the description of one operation."""
    operation: Document = document["paths"]["/matches/{user_id}"]["get"]
    return operation


BREAKING: dict[str, Callable[[Document], Any]] = {
    "an operation is gone": lambda d: d["paths"].pop("/waves"),
    "a method is gone": lambda d: d["paths"]["/blocks"].pop("post"),
    "a field of a reply is gone": lambda d: schemas(d)["MatchReply"]["properties"].pop(
        "band"
    ),
    "a field of a reply may be missing": lambda d: schemas(d)["MatchReply"][
        "required"
    ].remove("band"),
    "a field of a reply may be null": lambda d: schemas(d)["MatchReply"][
        "properties"
    ].update(band={"anyOf": [{"type": "string"}, {"type": "null"}]}),
    "a field of a reply has another type": lambda d: schemas(d)["HealthReply"][
        "properties"
    ].update(status={"type": "integer"}),
    "a field of a request is gone": lambda d: schemas(d)["Invite"]["properties"].pop(
        "days"
    ),
    "a field of a request is needed": lambda d: schemas(d)["Invite"].update(
        required=["days"]
    ),
    "a bound of a request is tighter": lambda d: schemas(d)["Invite"]["properties"][
        "days"
    ].update(maximum=2),
    "a request takes fewer values": lambda d: schemas(d)["MakeApiKey"]["properties"][
        "scopes"
    ]["items"]["enum"].pop(),
    "a kind of body is gone": lambda d: d["paths"]["/taste-profile"]["post"][
        "requestBody"
    ]["content"]["application/json"]["schema"]["anyOf"].pop(),
    "a parameter is gone": lambda d: matches(d)["parameters"].pop(),
    "a parameter is needed": lambda d: matches(d)["parameters"].append(
        {"name": "x", "in": "query", "required": True, "schema": {"type": "string"}}
    ),
    "programs are let in no more": lambda d: matches(d)["security"].pop(),
}
ADDITIVE: dict[str, Callable[[Document], Any]] = {
    "an operation": lambda d: d["paths"].update({"/new": d["paths"]["/waves"]}),
    "a field of a reply": lambda d: (
        schemas(d)["MatchReply"]["properties"].update(more={"type": "string"}),
        schemas(d)["MatchReply"]["required"].append("more"),
    ),
    "a field of a request": lambda d: schemas(d)["Invite"]["properties"].update(
        more={"type": "string"}
    ),
    "a wider bound": lambda d: schemas(d)["Invite"]["properties"]["days"].update(
        maximum=9_999
    ),
    "a value of a request": lambda d: schemas(d)["MakeApiKey"]["properties"]["scopes"][
        "items"
    ]["enum"].append("more"),
    "a parameter": lambda d: matches(d)["parameters"].append(
        {"name": "x", "in": "query", "required": False, "schema": {"type": "string"}}
    ),
    "a refusal": lambda d: matches(d)["responses"].update(
        {"418": matches(d)["responses"]["403"]}
    ),
}


@pytest.mark.parametrize("change", BREAKING)
def test_what_breaks_is_found(today: Document, change: str) -> None:
    """Each kind of change that a program could notice."""
    changed = deepcopy(today)
    BREAKING[change](changed)
    assert len(breaking_changes(today, changed)) >= 1


@pytest.mark.parametrize("change", ADDITIVE)
def test_what_is_added_breaks_nothing(today: Document, change: str) -> None:
    """Old programs do not notice it."""
    changed = deepcopy(today)
    ADDITIVE[change](changed)
    assert changed != today
    assert breaking_changes(today, changed) == []
