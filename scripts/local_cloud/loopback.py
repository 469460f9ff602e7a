"""Servers and child processes that only this machine can reach, and that end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"


def free_port() -> int:
    """A port that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


class LoopbackHandler(BaseHTTPRequestHandler):
    """Requests over kept connections, answered in one piece and without a log."""

    protocol_version = "HTTP/1.1"
    timeout = 120
    # Unbuffered, head and body are two packets and the second waits 40 ms.
    wbufsize = -1

    def read_body(self) -> bytes:
        """The request's body, which has to come with its length."""
        return self.rfile.read(int(self.headers.get("content-length", "0")))

    def send(
        self, status: int, headers: Iterable[tuple[str, str]], body: bytes
    ) -> None:
        """Send one whole response."""
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        if status != HTTPStatus.NO_CONTENT:
            self.send_header("content-length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_error(
        self, code: int, message: str | None = None, explain: str | None = None
    ) -> None:
        """Refuse what is not HTTP; as JSON, for API Gateway knows no HTML."""
        self.close_connection = True
        self.command = self.command or ""
        body = f'{{"message":"{HTTPStatus(code).phrase}"}}'.encode()
        self.send(code, [("content-type", "application/json")], body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Print nothing: a test that fails says enough."""


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Serve in a thread for as long as the block runs; yields the base URL."""
    server = ThreadingHTTPServer((HOST, 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def running(
    command: Sequence[str | Path],
    environment: Mapping[str, str],
    folder: Path,
    log: Path,
    port: int,
) -> Iterator[None]:
    """Run a server in a process group of its own, and end the whole group.

    Args:
        command: Program and arguments.
        environment: All of its environment: nothing is inherited.
        folder: Its working directory.
        log: Where its output goes, appended.
        port: It is ready when this port accepts connections.

    Raises:
        RuntimeError: It ended, or was not ready within 30 s; with its output.
    """
    with log.open("ab") as output:
        process = subprocess.Popen(
            [os.fspath(part) for part in command],
            env=dict(environment),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _await_port(process, port, log)
        yield
    finally:
        _end_group(process)


def _await_port(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"{process.args!r} is not ready:\n{log.read_text('utf-8')}")


def _end_group(process: subprocess.Popen[bytes]) -> None:
    for signal_number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, signal_number)
            process.wait(timeout=120)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue
    process.wait()
