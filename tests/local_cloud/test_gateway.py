"""The HTTP API on the loopback routes and answers as API Gateway does."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import pytest

from scripts.local_cloud.emulator import FunctionError
from scripts.local_cloud.gateway import Function, HttpApi, serve_http_api
from scripts.local_cloud.loopback import HOST
from scripts.local_cloud.template import Route

ROUTES = [
    Route("/matches/{user_id}", "GET", "Echo"),
    Route("/matches/{user_id}/{other_id}", "GET", "Echo"),
    Route("/matches/me", "GET", "Echo"),
    Route("/taste-profile", "POST", "Echo"),
    Route("/broken", "GET", "Broken"),
    Route("/misshapen", "GET", "Misshapen"),
]


class Echo:
    """Answers with the event that it got."""

    def invoke(self, event: Mapping[str, Any]) -> Any:
        """Return the event as a reply."""
        return {"statusCode": 200, "body": json.dumps(event)}


class Broken:
    """Fails at every call."""

    def invoke(self, event: Mapping[str, Any]) -> Any:
        """Raise as an emulated function does."""
        raise FunctionError("out of time")


class Misshapen:
    """Answers what API Gateway refuses."""

    def invoke(self, event: Mapping[str, Any]) -> Any:
        """Return a status that is no number."""
        return {"statusCode": "fine"}


@pytest.fixture(scope="module")
def api_url() -> Iterator[str]:
    """The base URL of an HTTP API before these functions."""
    functions: dict[str, Function] = {
        "Echo": Echo(),
        "Broken": Broken(),
        "Misshapen": Misshapen(),
    }
    with serve_http_api(HttpApi(ROUTES, functions)) as url:
        yield url


def call(
    base: str, method: str, path: str, body: bytes | None = None
) -> tuple[int, Any]:
    """One request; its status and the JSON of its body."""
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=120)
    try:
        connection.request(method, path, body)
        response = connection.getresponse()
        content = response.read()
        return response.status, json.loads(content) if content else None
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("path", "route_key", "parameters"),
    [
        ("/matches/me", "GET /matches/me", None),
        ("/matches/ana", "GET /matches/{user_id}", {"user_id": "ana"}),
        ("/matches/%C3%B6%20x", "GET /matches/{user_id}", {"user_id": "ö x"}),
        (
            "/matches/ana/ben?limit=3",
            "GET /matches/{user_id}/{other_id}",
            {"user_id": "ana", "other_id": "ben"},
        ),
        (
            "/matches/ana%2Fben",
            "GET /matches/{user_id}/{other_id}",
            {"user_id": "ana", "other_id": "ben"},
        ),
        ("/matches/ana%3Fben", "GET /matches/{user_id}", {"user_id": "ana"}),
    ],
)
def test_a_path_takes_its_route_and_gives_its_parameters(
    api_url: str, path: str, route_key: str, parameters: dict[str, str] | None
) -> None:
    """Exact before parameters; decoded before routing, as API Gateway has it."""
    status, event = call(api_url, "GET", path)
    assert status == 200
    assert event["routeKey"] == route_key
    assert event.get("pathParameters") == parameters


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/nowhere"),
        ("GET", "/matches/"),
        ("GET", "/taste-profile/"),
        ("GET", "/taste-profile"),
        ("BREW", "/taste-profile"),
    ],
)
def test_what_has_no_route_is_not_found(api_url: str, method: str, path: str) -> None:
    """In API Gateway's own words; it knows no 405."""
    assert call(api_url, method, path) == (404, {"message": "Not Found"})


@pytest.mark.parametrize("path", ["/broken", "/misshapen"])
def test_a_failing_function_is_an_internal_server_error(
    api_url: str, path: str
) -> None:
    """Nothing of the function's error reaches the caller."""
    assert call(api_url, "GET", path) == (500, {"message": "Internal Server Error"})


def test_a_body_above_the_limit_is_refused(api_url: str) -> None:
    """A function's event has room for 6 MB."""
    body = b" " * (6 * 1024 * 1024 + 1)
    answer = call(api_url, "POST", "/taste-profile", body)
    assert answer == (413, {"message": "Request Entity Too Large"})


def test_what_is_not_http_gets_json_as_well(api_url: str) -> None:
    """No page of the server behind it is ever seen."""
    port = urlsplit(api_url).port
    with socket.create_connection((HOST, port), timeout=120) as line:
        line.sendall(b"GET /me HTTP/1.1\r\ncontent-length: many\r\n\r\n")
        answer = line.makefile("rb").read()
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400")
    assert json.loads(body) == {"message": "Bad Request"}
