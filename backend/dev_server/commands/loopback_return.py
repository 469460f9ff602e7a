"""Where a browser comes back to from a sign-in that was started in a terminal."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

HOST = "127.0.0.1"
_THANKS = "The answer has arrived: go on in the terminal. This page can be closed.\n"
_NOTHING = "There is nothing here.\n"


class LoopbackReturn:
    """A page on this machine that waits for the one answer of a sign-in.

    Args:
        redirect_uri: The address that the browser is to be sent back to.
        answers: Receives the address that the browser came back with, query included.
    """

    def __init__(self, redirect_uri: str, answers: queue.Queue[str]) -> None:
        self.redirect_uri = redirect_uri
        self._answers = answers

    def wait(self, seconds: float) -> str:
        """Return the whole address that the browser came back with.

        Raises:
            TimeoutError: Nobody came back in time.
        """
        try:
            return self._answers.get(timeout=seconds)
        except queue.Empty:
            raise TimeoutError from None


@contextmanager
def loopback_return(port: int) -> Iterator[LoopbackReturn]:
    """Serve the page on a port while the block runs; 0 takes a free one.

    Raises:
        OSError: The port is in use.
    """
    answers: queue.Queue[str] = queue.Queue()

    class Handler(BaseHTTPRequestHandler):
        # Browsers open connections in advance and may never use them.
        timeout = 10

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            is_answer = parts.path == "/" and not {"code", "error"}.isdisjoint(
                parse_qs(parts.query)
            )
            if is_answer:
                answers.put(self.path)
            self._reply(200 if is_answer else 404, _THANKS if is_answer else _NOTHING)

        def _reply(self, status: int, text: str) -> None:
            body = text.encode()
            self.send_response_only(status)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("Referrer-Policy", "no-referrer")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Print nothing: a code is a secret."""

    server = ThreadingHTTPServer((HOST, port), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield LoopbackReturn(f"http://{HOST}:{server.server_port}/", answers)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
