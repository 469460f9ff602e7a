"""The Lambda door: API Gateway's payload 2.0 in, the operation by its ``routeKey``."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

from telemetry import count_answer

from backend.http_api.api import HttpApi, refusal
from backend.http_api.errors import HttpApiError
from backend.http_api.messages import HttpReply, HttpRequest
from backend.http_api.operations import OPERATIONS

Event = dict[str, Any]
_BY_ROUTE_KEY = {f"{o.method} {o.path}": o for o in OPERATIONS}


def answer(api: HttpApi, event: Event) -> Event:
    """Answer one event; API Gateway has routed and parsed the path already."""
    operation = _BY_ROUTE_KEY.get(event["routeKey"])
    if operation is None:
        reply = refusal(HttpApiError("not_found", "there is nothing here"))
    else:
        reply = api.handle(operation, _request(event))
    count_answer(operation.name if operation else "unknown", reply.status)
    return _response(reply)


def _request(event: Event) -> HttpRequest:
    body = event.get("body") or ""
    return HttpRequest(
        path=event.get("pathParameters") or {},
        query=event.get("rawQueryString") or "",
        headers=event.get("headers") or {},
        address=event["requestContext"]["http"]["sourceIp"],
        # Of two with one name the first counts: its path is the more specific.
        cookies=dict(
            cookie.partition("=")[::2] for cookie in reversed(event.get("cookies", ()))
        ),
        body=b64decode(body) if event.get("isBase64Encoded") else body.encode(),
    )


def _response(reply: HttpReply) -> Event:
    return {
        "statusCode": reply.status,
        "headers": dict(reply.headers),
        "cookies": list(reply.cookies),
        "body": reply.body.decode(),
        "isBase64Encoded": False,
    }
