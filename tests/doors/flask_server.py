"""The Flask door, served as ``flask run`` serves it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from werkzeug.serving import WSGIRequestHandler, make_server

from backend.dev_server import create_app
from backend.dev_server.wiring import Wired
from tests.cloud.loopback import HOST
from tests.contracts.open_door import OpenDoor


class _QuietHandler(WSGIRequestHandler):
    """Logs no request: hundreds of lines would hide what failed."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@contextmanager
def flask_door(data_folder: Path) -> Iterator[OpenDoor]:
    """Serve the door on a free port for as long as the block runs."""
    app = create_app(data_folder)
    wired: Wired = app.extensions["soulmate"]
    server = make_server(HOST, 0, app, threaded=True, request_handler=_QuietHandler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield OpenDoor(
            url=f"http://{HOST}:{server.server_port}",
            store=wired.store,
            statistics_store=wired.statistics_store,
            signer=wired.api.signer,
        )
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
