"""Whose requests count together: the caller's, not those of all behind CloudFront."""

from __future__ import annotations

import json
from typing import Any

import pytest
from door import caller_address

from tests.contracts.api_client import ApiClient
from tests.contracts.invented_people import ANA
from tests.doors.deployed import deployed_door
from tests.local_cloud.fixtures import LambdaService

SECRET, CLOUDFRONT, CALLER = "s3cret", "192.0.2.1", "2001:db8::7"


def event(**headers: str) -> dict[str, Any]:
    """Return an event with headers, whose names are written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {"headers": named, "requestContext": {"http": {"sourceIp": CLOUDFRONT}}}


def test_the_distribution_is_believed_by_its_secret() -> None:
    """It names the caller, of any version of IP."""
    proven = event(x_viewer_address=CALLER, x_origin_secret=SECRET)
    assert caller_address(proven, SECRET) == CALLER


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x_origin_secret": SECRET},
        {"x_viewer_address": CALLER},
        {"x_viewer_address": CALLER, "x_origin_secret": ""},
        {"x_viewer_address": CALLER, "x_origin_secret": "s3cre"},
        {"x_viewer_address": CALLER, "x_origin_secret": f"{SECRET},{SECRET}"},
        {"x_viewer_address": CALLER, "x_origin_secret": "s3crët"},
    ],
)
def test_nobody_else_is_believed(headers: dict[str, str]) -> None:
    """Who calls the API itself counts under the address that it sees."""
    assert caller_address(event(**headers), SECRET) == CLOUDFRONT


def test_without_a_secret_nobody_is_believed() -> None:
    """An empty one would be anybody's."""
    said = event(x_viewer_address=CALLER, x_origin_secret="")
    assert caller_address(said, "") == CLOUDFRONT


@pytest.mark.deployment
@pytest.mark.parametrize("is_proven", [True, False])
def test_callers_behind_the_distribution_are_counted_apart(
    lambda_service: LambdaService, is_proven: bool
) -> None:
    """As the built functions count them; without the secret they are one."""
    door = deployed_door(lambda_service)
    api = ApiClient(door.url)
    secret = lambda_service.origin_secret if is_proven else "guessed"
    for address in ("192.0.2.7", "192.0.2.8", "192.0.2.8"):
        headers = {
            "content-type": "application/json",
            "x-viewer-address": address,
            "x-origin-secret": secret,
        }
        joined = api.send("POST", "/taste-profile", headers, json.dumps(ANA).encode())
        assert joined.status == 201
    tables = lambda_service.tables
    counters = tables.client.scan(TableName=tables.names["RateLimits"])["Items"]
    counted = sorted(int(counter["n"]["N"]) for counter in counters)
    assert counted == ([1, 2] if is_proven else [3])
