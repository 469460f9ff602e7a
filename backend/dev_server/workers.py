"""Several processes that serve one data folder together, by gunicorn."""

from __future__ import annotations

import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.workers.gthread import ThreadWorker

from backend.dev_server import create_app
from backend.dev_server.door import PREFIXES
from backend.dev_server.stand_ins import StandIns
from backend.dev_server.unreadable_requests import REFUSAL
from backend.dev_server.wiring import Sharing, Wired
from backend.http_api.api import failure
from backend.use_cases.errors import StoreUnavailableError

_THREADS = 64
"""Of a worker: so many callers may send or read slowly, and nobody waits for them."""
_AT_ONCE = 2
"""Of a worker's threads, so many rank at a time: more of them, on the one processor
that a process can use, take it from each other, and each ranking twice the time."""
_TURN_SECONDS = 5.0
"""For so long a ranking waits for its turn. It may be that everybody is being read."""
_RANKINGS = tuple(f"{prefix}/matches/" for prefix in PREFIXES)
_STALLED_SECONDS = 30
_SETTINGS: dict[str, Any] = {
    "threads": _THREADS,
    "keepalive": 30,
    # A save takes well below a second, and outlives being killed.
    "graceful_timeout": 5,
    # A worker that reads everybody may be silent for minutes.
    "timeout": 0,
    "limit_request_line": 8_190,
    "limit_request_field_size": 65_536,
    # Nobody stands before this server whose headers could be believed.
    "forwarded_allow_ips": "",
    "secure_scheme_headers": {},
    "forwarder_headers": "",
    "loglevel": "warning",
    "control_socket_disable": True,
}
_STATUS = {LimitRequestLine: "414 URI Too Long", LimitRequestHeaders: "431 Too Large"}


def serve_with_workers(wired: Wired, host: str, port: int, workers: int) -> None:
    """Serve until a signal ends it; never returns.

    The app is made once and then forked. Workers share no lock and no connection, but
    what is on the disk: stores, which lock files, the index, which all map, and
    counters. Only this process listens to Ctrl+C, and ends the others.

    Args:
        wired: Whose data folder is served.
        host: The address to listen on.
        port: Where to listen.
        workers: How many processes answer.
    """
    stand_ins = StandIns(wired.data_folder, wired.api.services.now)
    app = create_app(wired.data_folder, Sharing(workers, stand_ins.addresses))
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    _Application(app, stand_ins, {"bind": address, "workers": workers}).run()


class _Application(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """What gunicorn asks for the app and for its settings."""

    def __init__(
        self, app: Flask, stand_ins: StandIns, settings: dict[str, Any]
    ) -> None:
        self._app = app
        self._settings = settings
        self.stand_ins = stand_ins
        super().__init__()

    def load_config(self) -> None:
        """Set what differs from gunicorn's own settings."""
        hooks = {
            "post_fork": lambda arbiter, worker: self.stand_ins.let_go(),
            "post_worker_init": self._warm_up,
            "on_exit": lambda arbiter: self.stand_ins.stop(),
        }
        classes = {"worker_class": _Worker, "logger_class": _Lines}
        for name, value in (_SETTINGS | self._settings | hooks | classes).items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Iterable[bytes]]:
        """Return the app, behind what reads bodies and gives turns."""
        turns = threading.Semaphore(_AT_ONCE)

        def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            environ["wsgi.input"] = _Body(environ["wsgi.input"])
            has_turn = _is_ranking(environ) and turns.acquire(timeout=_TURN_SECONDS)
            try:
                return self._app(environ, start_response)
            finally:
                if has_turn:
                    turns.release()

        return app

    def run(self) -> None:
        """Serve until a signal ends it."""
        _Arbiter(self).run()

    def _warm_up(self, worker: ThreadWorker) -> None:
        """Read the community; who replaces another one serves only after that.

        At a start, the site and all but rankings need not wait for it.
        """
        wired: Wired = self._app.extensions["soulmate"]

        def read() -> None:
            try:
                wired.population.community()
            except StoreUnavailableError as error:
                worker.log.warning("the community cannot be read: %s", error.reason)

        reading = threading.Thread(target=read, daemon=True)
        reading.start()
        if worker.age > self._settings["workers"]:
            reading.join()


class _Arbiter(Arbiter):  # type: ignore[misc]
    """The parent of the workers, and of the process with the stand-ins."""

    def manage_workers(self) -> None:
        """Replace who has died; called at least once a second."""
        self.app.stand_ins.keep_running(closing=self.LISTENERS)
        super().manage_workers()

    def handle_hup(self) -> None:
        """End when the terminal does, as `flask run` does."""
        self.handle_term()


class _Worker(ThreadWorker):  # type: ignore[misc]
    """A process that answers, each request in a thread of its own."""

    def enqueue_req(self, conn: Any) -> None:
        """Give a connection to a thread, but not for ever."""
        longest = struct.pack("ll", _STALLED_SECONDS, 0)
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            conn.sock.setsockopt(socket.SOL_SOCKET, option, longest)
        super().enqueue_req(conn)

    def handle_error(
        self, req: Any, client: socket.socket, addr: Any, exc: Exception
    ) -> None:
        """Refuse in JSON what the app never sees; nothing of it is logged."""
        if isinstance(exc, ParseException):
            status, body = _STATUS.get(type(exc), "400 Bad Request"), REFUSAL
            self.log.warning("%s: no request: %s", addr[0], type(exc).__name__)
        else:
            status, body = "500 Internal Server Error", failure("door").body
        head = (
            f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        try:
            client.sendall(head.encode() + body)
        except OSError:
            self.log.debug("nobody waits for the refusal")


class _Lines(Logger):  # type: ignore[misc]
    """A line per request as `flask run` writes it, and no queries."""

    def access(self, resp: Any, req: Any, environ: Any, request_time: Any) -> None:
        """Write the line of one request."""
        target, question, _ = environ["RAW_URI"].partition("?")
        asked = f"{environ['REQUEST_METHOD']} {target}{question and '?…'}"
        # In one piece, for several processes write side by side.
        now = time.strftime("%d/%b/%Y %H:%M:%S")
        line = f'{environ["REMOTE_ADDR"]} - - [{now}] "{_plain(asked)}'
        line += f' {environ["SERVER_PROTOCOL"]}" {str(resp.status).split()[0]} -\n'
        sys.stderr.write(line)
        sys.stderr.flush()


class _Body:
    """A request's body whose faults are errors of input, as everywhere else."""

    def __init__(self, body: Any) -> None:
        self._body = body

    def read(self, size: int) -> bytes:
        """Return at most so many bytes.

        Raises:
            OSError: It is no proper body, or does not come.
        """
        try:
            return bytes(self._body.read(size))
        except ParseException as error:
            raise OSError("no proper body") from error


def _is_ranking(environ: dict[str, Any]) -> bool:
    """Tell whether a ranking is asked for, and no body has to be waited for."""
    path: str = environ["PATH_INFO"]
    has_body = {"CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING"} & environ.keys()
    return path.startswith(_RANKINGS) and not has_body


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
