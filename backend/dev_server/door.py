"""The Flask door: every operation of the table, at the root and under ``/api``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from backend.http_api.api import MAX_BODY_BYTES, HttpApi, failure, refusal
from backend.http_api.errors import HttpApiError
from backend.http_api.messages import HttpReply, HttpRequest
from backend.http_api.operations import OPERATIONS, Operation

PREFIXES = ("", "/api")
_DRAINED_BYTES = 10 * 1024 * 1024


def register_api(app: Flask, api: HttpApi) -> None:
    """Add a route for every operation, and JSON for what no route takes."""
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
    app.register_error_handler(Exception, lambda error: _response(failure()))


def _view(api: HttpApi, operation: Operation) -> Callable[..., Response]:
    def view(**path: str) -> Response:
        reply = api.handle(
            operation,
            HttpRequest(
                path=path,
                query=request.query_string.decode("latin-1"),
                headers={name.lower(): value for name, value in request.headers},
                cookies=request.cookies,
                body=_body(),
            ),
        )
        return _response(reply)

    return view


def _body() -> bytes | None:
    """Read up to the limit; drain some more, so that the caller hears the refusal."""
    body = request.stream.read(MAX_BODY_BYTES + 1)
    if len(body) <= MAX_BODY_BYTES:
        return bytes(body)
    drained = 0
    while drained < _DRAINED_BYTES and (chunk := request.stream.read(64 * 1024)):
        drained += len(chunk)
    return None


def _response(reply: HttpReply) -> Response:
    response = Response(reply.body, reply.status, dict(reply.headers))
    for cookie in reply.cookies:
        response.headers.add("Set-Cookie", cookie)
    return response


def _no_route(error: HTTPException) -> Any:
    if error.code is not None and error.code < 400:
        return error
    if error.code == 405:
        wrong_method = HttpApiError("method_not_allowed", "use another method here")
        return _response(refusal(wrong_method))
    return _response(refusal(HttpApiError("not_found", "there is nothing here")))
