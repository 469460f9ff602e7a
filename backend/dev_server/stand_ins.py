"""The stand-ins of a demo world in one process, for all that serve it."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.serving import make_server

from backend.dev_server.demo.marker import Demo, read_demo
from backend.dev_server.demo.running import HOST, guarded
from backend.dev_server.demo.services import STAND_INS, Now


class StandIns:
    """Serves the stand-ins from a child of this process.

    Their addresses are known before it runs and stay when it is replaced. It ends with
    its parent, however that ends.

    Args:
        data_folder: Tells, at the first request, which demo world there is.
        now: The time, timezone-aware.
    """

    def __init__(self, data_folder: Path, now: Now) -> None:
        self._data_folder = data_folder
        self._now = now
        self._sockets = {
            source: socket.create_server((HOST, 0)) for source in STAND_INS
        }
        self._waiting, self._held = os.pipe()
        self._child: int | None = None

    @property
    def addresses(self) -> Mapping[str, str]:
        """Where they are, by source."""
        return {
            source: f"http://{HOST}:{listener.getsockname()[1]}"
            for source, listener in self._sockets.items()
        }

    def keep_running(self, closing: Iterable[socket.socket] = ()) -> None:
        """Start the child, unless it runs.

        Args:
            closing: What this process listens on, and the child does not.
        """
        if self._child is not None and _is_running(self._child):
            return
        child = os.fork()
        if child:
            self._child = child
            return
        # What is written for the parent, such as its exit, must not happen here, too.
        try:
            for listener in closing:
                listener.close()
            self._serve()
        finally:
            os._exit(0)

    def let_go(self) -> None:
        """Close, in a sibling of the child, what is the parent's."""
        os.close(self._held)
        for listener in self._sockets.values():
            listener.close()

    def stop(self) -> None:
        """End the child."""
        if self._child is not None and _is_running(self._child):
            os.kill(self._child, signal.SIGTERM)
            os.waitpid(self._child, 0)
        self._child = None

    def _serve(self) -> None:
        # Ctrl+C is for the parent, which then ends this one.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        os.close(self._held)
        for source, listener in self._sockets.items():
            service = _Service(STAND_INS[source], self._data_folder, self._now)
            server = make_server(HOST, 0, service, threaded=True, fd=listener.fileno())
            threading.Thread(target=server.serve_forever, daemon=True).start()
        # Nothing is ever written: it is over when nobody can any more.
        os.read(self._waiting, 1)


class _Service:
    """One stand-in, made at its first request: a demo world may come later."""

    def __init__(
        self, make: Callable[[Demo, Now], Flask], data_folder: Path, now: Now
    ) -> None:
        self._make = make
        self._data_folder = data_folder
        self._now = now
        self._lock = threading.Lock()
        self._app: Flask | None = None

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        with self._lock:
            if self._app is None and (demo := read_demo(self._data_folder)):
                self._app = guarded(self._make(demo, self._now))
        if self._app is None:
            start_response("404 Not Found", [("Content-Length", "0")])
            return []
        return self._app(environ, start_response)


def _is_running(child: int) -> bool:
    try:
        return os.waitpid(child, os.WNOHANG)[0] == 0
    except ChildProcessError:
        return False
