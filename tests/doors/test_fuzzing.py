"""Requests drawn from the OpenAPI document that a door serves, right and wrong ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import APIOperation, BaseSchema, Case, CheckFunction, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi import checks

from backend.http_api.fields import NoQuery
from backend.http_api.operation import Operation
from tests.contracts.api_client import BY_NAME, ApiClient, Person, cookie_headers
from tests.contracts.asked import body_for, place_of, places
from tests.contracts.invented_people import ANA, BEN
from tests.contracts.meeting_contract import accepted, invited, wave
from tests.contracts.open_door import OpenDoor
from tests.doors.deployed import deployed_door
from tests.doors.flask_server import flask_door
from tests.local_cloud.fixtures import LambdaService

Drawn = Case[Any]
CHECKS: list[CheckFunction] = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]
CONFIG = {
    "generation": {"with-security-parameters": False, "allow-extra-parameters": False}
}
NEVER_SERVED = {"refresh_taste_profile"}
"""Top items cannot be read again, and nothing else is offered here."""


@pytest.fixture
def flask(tmp_path: Path) -> Iterator[OpenDoor]:
    """The dev server on an empty data folder."""
    with flask_door(tmp_path) as door:
        yield door


@pytest.mark.slow
def test_the_flask_door_keeps_to_its_document(flask: OpenDoor) -> None:
    """Whatever comes, it answers as described, and it refuses all that is not."""
    fuzz(flask, n=12)


@pytest.mark.deployment
def test_the_lambda_door_keeps_to_its_document(lambda_service: LambdaService) -> None:
    """A few of each: what reads them is the same code behind both doors."""
    fuzz(deployed_door(lambda_service), n=2)


def fuzz(door: OpenDoor, n: int) -> None:
    """Ask every operation as somebody signed in, who has a taste and knows somebody.

    Args:
        door: Is asked.
        n: How many requests of each kind are drawn, the same ones each time.
    """
    api = ApiClient(door.url)
    ben = api.join(BEN)
    schema = schema_of(door)
    served: set[str] = set()
    for name, row in BY_NAME.items():
        ana = acquainted(api, ben)
        ask = asking(name, ana, served)
        for strategy, drawn in drawn_for(
            schema[row.path][row.method], row, api, ana, ben, n
        ):
            draw(strategy, drawn, ask)
    assert served == BY_NAME.keys() - NEVER_SERVED


def acquainted(api: ApiClient, ben: Person) -> Person:
    """Let somebody join from two sources, wave at Ben and compare with him."""
    ana = api.join(ANA)
    api.save({**ANA, "source": "history", "is_added": True}, ana.session)
    wave(api, ana, ben.user_id)
    accepted(api, ana, invited(api, ben))
    return ana


def asking(name: str, person: Person, served: set[str]) -> Callable[[Drawn], None]:
    """Return what asks as somebody, checks, and notes whose operation was served."""

    def ask(case: Drawn) -> None:
        response = case.call(headers=cookie_headers(person.session))
        case.validate_response(response, checks=CHECKS)
        if response.status_code < 300:
            served.add(name)

    return ask


def schema_of(door: OpenDoor) -> BaseSchema:
    """Return the document as the door serves it, whatever files lie around."""
    config = SchemathesisConfig.from_dict(CONFIG)
    return schemathesis.openapi.from_url(f"{door.url}/openapi.json", config=config)


def drawn_for(
    operation: APIOperation[Any, Any, Any, Any],
    row: Operation,
    api: ApiClient,
    ana: Person,
    ben: Person,
    n: int,
) -> Iterator[tuple[SearchStrategy[Drawn], int]]:
    """Yield what to draw from, and how often.

    First with ids that lead somewhere and with any; then what the document forbids;
    last something that is sure to be served.
    """
    known = known_ids(row, api, ana, ben)
    n = n if row.body or row.query is not NoQuery else min(n, 2)
    body = body_for(api, ben, row, ben.user_id)
    good: Mapping[str, Any] = {"body": json.loads(body)} if body else {}
    positive, negative = GenerationMode
    if row.body is not None or row.query is not NoQuery:
        yield operation.as_strategy(negative, path_parameters=known), n
    if known:
        yield operation.as_strategy(positive), n
    yield operation.as_strategy(positive, path_parameters=known), n
    yield operation.as_strategy(positive, path_parameters=known, **good), 1


def known_ids(
    row: Operation, api: ApiClient, ana: Person, ben: Person
) -> dict[str, str]:
    """Return ids for a path's parameters that lead somewhere."""
    return {
        place: ben.user_id if place == "other_id" else place_of(api, ana, place)
        for place in places(row)
    }


def draw(strategy: SearchStrategy[Drawn], n: int, ask: Callable[[Drawn], None]) -> None:
    """Draw n cases, the same ones each time, and ask each; a failing one is shrunk."""
    bounded = settings(
        max_examples=n,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    bounded(given(strategy)(ask))()
