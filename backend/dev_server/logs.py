"""What the dev server logs: each line under the id of its request, and no queries."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import TextIO, cast

from flask import Flask, Response, g, has_request_context
from flask.logging import wsgi_errors_stream

REQUEST_ID = "x-request-id"
_QUERY = re.compile(r"\?[^\s\"\x1b]*")


class _Formatter(logging.Formatter):
    """Begins lines with their request; without one, they stay as they are."""

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        if has_request_context() and "request_id" in g:
            return f"{g.request_id} {record.levelname} {text}"
        return text


class _WithoutQueries(logging.Filter):
    """Cuts queries off the lines of the server: a sign-in comes back with its code."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                _QUERY.sub("?…", arg) if isinstance(arg, str) else arg
                for arg in record.args
            )
        return True


_HANDLER = logging.StreamHandler(cast("TextIO", wsgi_errors_stream))
_HANDLER.setFormatter(_Formatter())
_WITHOUT_QUERIES = _WithoutQueries()


def tell_requests_apart(app: Flask, new_id: Callable[[], str]) -> None:
    """Give every request an id: in a header of its answer, and in its lines.

    An id that the caller sends is not believed.
    """
    package = logging.getLogger("backend")
    package.handlers = [_HANDLER]
    package.setLevel(logging.INFO)
    # The same object each time, so that it is added once.
    logging.getLogger("werkzeug").addFilter(_WITHOUT_QUERIES)

    @app.before_request
    def begin() -> None:
        g.request_id = new_id()

    @app.after_request
    def end(response: Response) -> Response:
        response.headers[REQUEST_ID] = g.request_id
        return response
