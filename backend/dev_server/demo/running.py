"""A stand-in service, served on this machine alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from werkzeug.serving import make_server

HOST = "127.0.0.1"


@contextmanager
def run_service(flask_app: Flask, port: int = 0) -> Iterator[str]:
    """Serve an app while the block runs and yield its base URL.

    Pages of other sites cannot reach it under a name of their own.

    Args:
        flask_app: The service.
        port: Where; 0 takes a free one.
    """
    server = make_server(HOST, port, guarded(flask_app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def guarded(flask_app: Flask) -> Flask:
    """Let a service answer under the names of this machine only."""
    flask_app.config["TRUSTED_HOSTS"] = ["127.0.0.1", "[::1]", "localhost"]
    return flask_app
