"""API Gateway's payload format 2.0: a request as an event, a reply as a response.

Follows the developer guide, "AWS Lambda proxy integrations for HTTP APIs". Where
the guide is silent, the stricter reading is taken, so that a handler which works
here leans on nothing that the guide does not promise.
"""

from __future__ import annotations

import base64
import json
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

TEXT_TYPES = ("text/", "application/json", "application/xml", "application/javascript")


@dataclass(frozen=True)
class HttpRequest:
    """A request as it came over the wire, its path decoded and without query."""

    method: str
    path: str
    query: str
    headers: Sequence[tuple[str, str]]
    body: bytes
    source_ip: str


@dataclass(frozen=True)
class HttpReply:
    """A response ready for the wire."""

    status: int
    headers: Sequence[tuple[str, str]]
    body: bytes


def event_of(
    request: HttpRequest, route_key: str, parameters: dict[str, str]
) -> dict[str, Any]:
    """The event for a request that took a route.

    Header names come in lower case and repeated ones joined by a comma; cookies
    are a list of their own; a body that is not text comes in base64; what a
    request lacks (query, parameters, cookies, body) is absent, not empty.
    """
    headers: dict[str, list[str]] = {}
    for name, value in request.headers:
        headers.setdefault(name.lower(), []).append(value)
    cookies = [
        cookie.strip()
        for line in headers.pop("cookie", [])
        for cookie in line.split(";")
        if cookie.strip()
    ]
    query: dict[str, list[str]] = {}
    for name, value in parse_qsl(request.query, keep_blank_values=True):
        query.setdefault(name, []).append(value)
    joined = {name: ",".join(values) for name, values in headers.items()}
    body, is_base64 = _event_body(request.body, joined.get("content-type", ""))
    optional: dict[str, Any] = {
        "cookies": cookies,
        "queryStringParameters": {name: ",".join(v) for name, v in query.items()},
        "pathParameters": parameters,
        "body": body,
    }
    return {
        "version": "2.0",
        "routeKey": route_key,
        "rawPath": request.path,
        "rawQueryString": request.query,
        "headers": joined,
        "requestContext": _context(request, route_key, joined),
        "isBase64Encoded": is_base64,
        **{name: value for name, value in optional.items() if value},
    }


def _event_body(body: bytes, content_type: str) -> tuple[str, bool]:
    if content_type.lower().startswith(TEXT_TYPES):
        try:
            return body.decode(), False
        except UnicodeDecodeError:
            pass
    return base64.b64encode(body).decode(), bool(body)


def _context(
    request: HttpRequest, route_key: str, headers: dict[str, str]
) -> dict[str, Any]:
    now = time.time()
    return {
        "accountId": "000000000000",
        "apiId": "local",
        "domainName": headers.get("host", ""),
        "domainPrefix": headers.get("host", "").split(".")[0],
        "http": {
            "method": request.method,
            "path": request.path,
            "protocol": "HTTP/1.1",
            "sourceIp": request.source_ip,
            "userAgent": headers.get("user-agent", ""),
        },
        "requestId": str(uuid.uuid4()),
        "routeKey": route_key,
        "stage": "$default",
        "time": time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(now)),
        "timeEpoch": int(now * 1000),
    }


def http_reply(answer: Any) -> HttpReply:
    """The response for what a handler returned.

    An answer without ``statusCode`` is, as API Gateway has it, the JSON of a 200.

    Raises:
        ValueError: The answer has a shape that API Gateway refuses.
    """
    if not isinstance(answer, dict) or "statusCode" not in answer:
        return json_reply(200, answer)
    status, body = answer["statusCode"], answer.get("body", "")
    headers, cookies = answer.get("headers", {}), answer.get("cookies", [])
    if not isinstance(status, int) or not isinstance(body, str):
        raise ValueError(f"not a reply: {answer!r}")
    if not all(isinstance(text, str) for text in [*headers.values(), *cookies]):
        raise ValueError(f"headers and cookies have to be text: {answer!r}")
    lines = [(name.lower(), value) for name, value in headers.items()]
    if "content-type" not in dict(lines):
        lines.append(("content-type", "text/plain; charset=utf-8"))
    lines += [("set-cookie", cookie) for cookie in cookies]
    content = body.encode()
    if answer.get("isBase64Encoded"):
        content = base64.b64decode(content, validate=True)
    return HttpReply(status, lines, content)


def json_reply(status: int, value: Any) -> HttpReply:
    """A reply that API Gateway writes itself."""
    content = json.dumps(value).encode()
    return HttpReply(status, [("content-type", "application/json")], content)
