"""The static site as it lies in ``frontend/``, with the headers it has in the cloud."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, abort, redirect, request, send_from_directory
from werkzeug.wrappers import Response as AnyResponse

FRONTEND = Path(__file__).resolve().parents[2] / "frontend"
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self';"
        " img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none';"
        " form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": (
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    ),
    "Cache-Control": "no-cache",
}

_READER = "history/worker.js"
_READER_POLICY = "default-src 'none'; script-src 'self'"
"""Of the worker that reads people's own files: it cannot send anything anywhere."""


def register_site(app: Flask) -> None:
    """Serve the site; pages at ``localhost`` move to 127.0.0.1.

    One address only, because sign-in at music services comes back to that one, and
    a cookie of the one is not sent to the other.
    """

    @app.get("/", provide_automatic_options=False)
    @app.get("/<path:file>", provide_automatic_options=False)
    def page(file: str = "index.html") -> AnyResponse:
        if file.endswith(".md"):
            # Written for developers, and not uploaded in the cloud.
            abort(404)
        response = send_from_directory(FRONTEND, file)
        host, _, port = request.host.partition(":")
        if host == "localhost":
            response.close()
            address = f"127.0.0.1:{port}" if port.isdecimal() else "127.0.0.1"
            target = f"http://{address}{request.full_path}"
            return redirect(target.removesuffix("?"), code=307)
        # Read here: werkzeug's server leaves a file open when its reader goes away.
        response.direct_passthrough = False
        response.get_data()
        response.close()
        response.headers.update(_HEADERS)
        if file == _READER:
            response.headers["Content-Security-Policy"] = _READER_POLICY
        return response
