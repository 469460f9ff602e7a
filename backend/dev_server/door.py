"""The Flask door: every operation of the table, at the root and under ``/api``."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest, HTTPException

from backend.http_api.api import MAX_BODY_BYTES, HttpApi, failure, refusal
from backend.http_api.errors import HttpApiError
from backend.http_api.messages import HttpReply, HttpRequest
from backend.http_api.operation import Operation
from backend.http_api.operations import OPERATIONS

_logger = logging.getLogger(__name__)

PREFIXES = ("", "/api")
_DRAINED_BYTES = 10 * 1024 * 1024


def register_api(app: Flask, api: HttpApi) -> None:
    """Add a route for every operation, and JSON for what no route takes."""
    app.url_map.merge_slashes = False
    for prefix in PREFIXES:
        for operation in OPERATIONS:
            app.add_url_rule(
                prefix + operation.path.replace("{", "<").replace("}", ">"),
                endpoint=f"{prefix}{operation.name}",
                view_func=_view(api, operation),
                methods=[operation.method],
                provide_automatic_options=False,
            )
    app.register_error_handler(HTTPException, _no_route)
    app.register_error_handler(Exception, lambda _: _response(failure("door")))


def _view(api: HttpApi, operation: Operation) -> Callable[..., Response]:
    def view(**path: str) -> Response:
        reply = api.handle(
            operation,
            HttpRequest(
                path=path,
                query=request.query_string.decode("latin-1"),
                headers={name.lower(): value for name, value in request.headers},
                cookies=request.cookies,
                address=request.remote_addr or "",
                body=_body(),
            ),
        )
        _logger.info("%s: %d", operation.name, reply.status)
        return _response(reply)

    return view


def _body() -> bytes | None:
    """Read up to the limit; drain some more, so that the caller hears the refusal."""
    try:
        body = request.stream.read(MAX_BODY_BYTES + 1)
        drained = len(body)
        while drained < _DRAINED_BYTES and (more := request.stream.read(64 * 1024)):
            drained += len(more)
    except OSError as error:
        raise BadRequest from error
    return bytes(body) if len(body) <= MAX_BODY_BYTES else None


def _response(reply: HttpReply) -> Response:
    response = Response(reply.body, reply.status, dict(reply.headers))
    for cookie in reply.cookies:
        response.headers.add("Set-Cookie", cookie)
    return response


def _no_route(error: HTTPException) -> Any:
    if error.code is not None and error.code < 400:
        return error
    refused = HttpApiError("invalid_request", "this request cannot be read")
    if error.code == 404:
        refused = HttpApiError("not_found", "there is nothing here")
    if error.code == 405:
        refused = HttpApiError("method_not_allowed", "use another method here")
    return _response(refusal(refused))
