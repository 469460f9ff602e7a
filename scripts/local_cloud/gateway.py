"""An HTTP API on the loopback: the template's routes before emulated functions."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol
from urllib.parse import unquote

from scripts.local_cloud.emulator import FunctionError
from scripts.local_cloud.http_event import (
    HttpReply,
    HttpRequest,
    event_of,
    http_reply,
    json_reply,
)
from scripts.local_cloud.loopback import LoopbackHandler, serving
from scripts.local_cloud.template import Route

# API Gateway itself takes 10 MB, but a function's event may have no more than 6.
LARGEST_BODY = 6 * 1024 * 1024
NOT_FOUND = json_reply(404, {"message": "Not Found"})
TOO_LARGE = json_reply(413, {"message": "Request Entity Too Large"})
FUNCTION_FAILED = json_reply(500, {"message": "Internal Server Error"})

log = logging.getLogger(__name__)


class Function(Protocol):
    """What stands behind a route."""

    def invoke(self, event: Mapping[str, Any]) -> Any:
        """Return what the handler returned, or raise ``FunctionError``."""


class Answering(Protocol):
    """What a server answers with."""

    def answer(self, request: HttpRequest) -> HttpReply:
        """Return the reply to one request, whatever becomes of it."""


class HttpApi:
    """Routes requests as API Gateway does: exact paths before parameters.

    Args:
        routes: From the template.
        functions: What each route's function is.
    """

    def __init__(
        self, routes: Sequence[Route], functions: Mapping[str, Function]
    ) -> None:
        self._routes = sorted(routes, key=lambda route: route.path.count("{"))
        self._functions = functions

    def answer(self, request: HttpRequest) -> HttpReply:
        """The reply to one request, whatever becomes of it."""
        if len(request.body) > LARGEST_BODY:
            return TOO_LARGE
        for route in self._routes:
            parameters = _parameters(route.path, request.path)
            if route.method == request.method and parameters is not None:
                return self._invoke(route, request, parameters)
        return NOT_FOUND

    def _invoke(
        self, route: Route, request: HttpRequest, parameters: dict[str, str]
    ) -> HttpReply:
        event = event_of(request, route.key, parameters)
        try:
            return http_reply(self._functions[route.function].invoke(event))
        except (FunctionError, ValueError) as error:
            # Shown by pytest beside the test that got the 500.
            log.error("%s failed on %s: %s", route.function, route.key, error)
            return FUNCTION_FAILED


def _parameters(pattern: str, path: str) -> dict[str, str] | None:
    """Values of the path's parameters, or None when the path is another one."""
    wanted, given = pattern.split("/"), path.split("/")
    if len(wanted) != len(given):
        return None
    found = {}
    for want, got in zip(wanted, given, strict=True):
        if want.startswith("{") and got:
            found[want.strip("{}")] = got
        elif want != got:
            return None
    return found


def serve_http_api(api: Answering) -> AbstractContextManager[str]:
    """Serve an HTTP API on a free port; yields its base URL."""

    class Door(LoopbackHandler):
        def __getattr__(self, name: str) -> Any:
            # Any method at all goes to the routes, not to a page of this server.
            if name.startswith("do_"):
                return self._answer
            raise AttributeError(name)

        def _answer(self) -> None:
            if not self.headers.get("content-length", "0").isdecimal():
                self.send_error(400)
                return
            if "transfer-encoding" in self.headers:
                self.send_error(411)
                return
            reply = api.answer(self._request())
            self.send(reply.status, reply.headers, reply.body)

        def _request(self) -> HttpRequest:
            target, _, query = self.path.partition("?")
            # API Gateway decodes the path before it routes, and cuts it at a "?"
            # that this brings to light.
            path = unquote(target).partition("?")[0]
            headers = list(self.headers.items())
            address = self.client_address[0]
            return HttpRequest(
                self.command, path, query, headers, self.read_body(), address
            )

    return serving(Door)
