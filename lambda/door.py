"""The Lambda door: API Gateway's payload 2.0 in, the operation by its ``routeKey``."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from secrets import compare_digest
from typing import Any

from telemetry import count_answer

from backend.http_api.api import HttpApi, refusal
from backend.http_api.errors import HttpApiError
from backend.http_api.messages import HttpReply, HttpRequest
from backend.http_api.operations import OPERATIONS

Event = dict[str, Any]
_BY_ROUTE_KEY = {f"{o.method} {o.path}": o for o in OPERATIONS}


@dataclass(frozen=True, slots=True)
class Door:
    """Answers events; API Gateway has routed and parsed their paths already.

    Args:
        api: Answers requests.
        origin_secret: What the distribution proves itself with in ``x-origin-secret``;
            it alone is believed in ``x-viewer-address``.
    """

    api: HttpApi
    origin_secret: str

    def answer(self, event: Event) -> Event:
        """Answer one event."""
        operation = _BY_ROUTE_KEY.get(event["routeKey"])
        if operation is None:
            reply = refusal(HttpApiError("not_found", "there is nothing here"))
        else:
            reply = self.api.handle(operation, self._request(event))
        count_answer(operation.name if operation else "unknown", reply.status)
        return _response(reply, event["requestContext"]["requestId"])

    def _request(self, event: Event) -> HttpRequest:
        body = event.get("body") or ""
        return HttpRequest(
            path=event.get("pathParameters") or {},
            query=event.get("rawQueryString") or "",
            headers=event.get("headers") or {},
            address=caller_address(event, self.origin_secret),
            # Of two with one name the first counts: its path is the more specific.
            cookies=dict(
                cookie.partition("=")[::2]
                for cookie in reversed(event.get("cookies", ()))
            ),
            body=b64decode(body) if event.get("isBase64Encoded") else body.encode(),
        )


def caller_address(event: Event, origin_secret: str) -> str:
    """Return the address of the caller of the distribution, or else of the API."""
    headers = event.get("headers") or {}
    told: str = headers.get("x-viewer-address", "")
    shown: str = headers.get("x-origin-secret", "")
    is_proven = compare_digest(shown.encode(), origin_secret.encode())
    if told and shown and is_proven:
        return told
    called: str = event["requestContext"]["http"]["sourceIp"]
    return called


def _response(reply: HttpReply, request_id: str) -> Event:
    return {
        "statusCode": reply.status,
        # Its lines in the log have it as their correlation id.
        "headers": {**reply.headers, "x-request-id": request_id},
        "cookies": list(reply.cookies),
        "body": reply.body.decode(),
        "isBase64Encoded": False,
    }
