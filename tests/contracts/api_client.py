"""A caller of the HTTP API that checks every answer it gets against the contract."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from openapi_schema_validator import OAS31Validator

from backend.http_api.errors import STATUS_BY_CODE
from backend.http_api.operation import Operation
from backend.http_api.operations import OPERATIONS
from backend.taste_profile import clean_name

LONGEST_MESSAGE = 500
BY_NAME: Mapping[str, Operation] = {o.name: o for o in OPERATIONS}


@dataclass(frozen=True)
class Answer:
    """What came back: ``headers`` by lower-case name, ``body`` as it was sent."""

    status: int
    headers: Mapping[str, str]
    cookies: tuple[str, ...]
    body: bytes

    @cached_property
    def json(self) -> Any:
        """The body, which has to be strict JSON."""
        return json.loads(self.body, parse_constant=_no_constant)

    @property
    def code(self) -> str:
        """The code of an error, or an empty text."""
        error: dict[str, str] = self.json.get("error", {})
        return error.get("code", "")

    @property
    def session(self) -> str:
        """The session that the answer starts, or an empty text."""
        jar = SimpleCookie("; ".join(self.cookies))
        return jar["session"].value if "session" in jar else ""


@dataclass(frozen=True)
class Person:
    """Somebody who saved a taste profile."""

    user_id: str
    session: str


class ApiClient:
    """Plain HTTP to one door; whatever comes back has to keep the contract.

    Args:
        url: The door's base URL.
    """

    def __init__(self, url: str) -> None:
        self._netloc = urlsplit(url).netloc

    def call(
        self,
        name: str,
        *path: str,
        query: str = "",
        session: str = "",
        body: object = None,
    ) -> Answer:
        """Call an operation by its name, as a well-behaved caller does.

        Args:
            name: The operation's name in the table.
            path: Values of the path's parameters, in order, as they stand in a URL.
            query: The query string, without the question mark.
            session: A session, sent as the site sends it; empty for none.
            body: Anything JSON-able; ``None`` for no body.
        """
        operation = BY_NAME[name]
        headers = cookie_headers(session) if session else {}
        content = None
        if body is not None:
            headers["content-type"] = "application/json"
            content = json.dumps(body).encode()
        target = target_of(operation, *path) + (f"?{query}" if query else "")
        answer = self.send(operation.method, target, headers, content)
        self.check(operation, answer)
        return answer

    def save(self, body: object, session: str = "") -> Answer:
        """Save a taste profile."""
        return self.call("save_taste_profile", body=body, session=session)

    def join(self, body: object) -> Person:
        """Save a taste profile as a new person."""
        answer = self.save(body)
        assert answer.status == 201, answer.body
        return Person(answer.json["user_id"], answer.session)

    def send(
        self,
        method: str,
        target: str,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answer:
        """Send a request as it is given, and return whatever comes back."""
        connection = http.client.HTTPConnection(self._netloc, timeout=120)
        try:
            connection.request(method, target, body, dict(headers or {}))
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        return Answer(
            status=response.status,
            headers={name.lower(): value for name, value in response.getheaders()},
            cookies=tuple(response.headers.get_all("set-cookie", [])),
            body=content,
        )

    def check(self, operation: Operation, answer: Answer) -> None:
        """Assert that an answer is one that the OpenAPI document describes."""
        assert answer.status < 500, answer.body
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-request-id"]
        described = self.document["paths"][operation.path][operation.method.lower()]
        response = described["responses"][str(answer.status)]
        schema = response["content"]["application/json"]["schema"]
        whole = {**schema, "components": self.document["components"]}
        OAS31Validator(whole).validate(answer.json)
        if answer.status >= 400:
            check_refusal(answer)
        shown = {} if operation.name == "openapi" else answer.json
        for text in _texts(shown):
            assert text == clean_name(text), f"not safe to show: {text!r}"

    @cached_property
    def document(self) -> Any:
        """The OpenAPI document that this door serves."""
        return _document(self.send("GET", "/openapi.json").body)


@lru_cache
def _document(served: bytes) -> Any:
    return json.loads(served)


def check_refusal(answer: Answer) -> None:
    """Assert the one shape of errors, a listed code and a message for people."""
    assert answer.json.keys() == {"error"}
    further = answer.json["error"].keys() - {"code", "message"}
    # Of a music service, also which, and perhaps why.
    assert further <= {"source", "cause"}
    assert "source" in further or not further
    assert STATUS_BY_CODE[answer.code] == answer.status
    assert 0 < len(answer.json["error"]["message"]) <= LONGEST_MESSAGE


def cookie_headers(session: str) -> dict[str, str]:
    """Return what the site sends with a session."""
    return {"cookie": f"session={session}", "x-soulmate-request": "1"}


def target_of(operation: Operation, *path: str) -> str:
    """Fill the parameters of an operation's path."""
    parts = iter(path)
    segments = [
        next(parts) if segment.startswith("{") else segment
        for segment in operation.path.split("/")
    ]
    return "/".join(segments)


def _no_constant(name: str) -> None:
    raise AssertionError(f"{name} is no JSON")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield name
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
