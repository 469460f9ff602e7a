"""A dev server as a process of its own, watched from outside."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FIRST_ANSWER_SECONDS = 3_600


@dataclass(frozen=True)
class Server:
    """A running dev server."""

    url: str
    process: subprocess.Popen[bytes]

    def call(
        self, method: str, path: str, session: str = "", body: Any = None
    ) -> tuple[int, Any]:
        """Return status and JSON of an answer."""
        headers = {"Authorization": f"Bearer {session}"} if session else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(
            self.url + path,
            method=method,
            headers=headers,
            data=None if body is None else json.dumps(body).encode(),
        )
        try:
            with urllib.request.urlopen(
                request, timeout=_FIRST_ANSWER_SECONDS
            ) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    @property
    def cpu_seconds(self) -> float:
        """CPU time that the process has used so far, in user and kernel."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2]
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    @property
    def peak_megabytes(self) -> float:
        """The most memory that the process has held at a time."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        raise OSError("the server has ended")


def seed(folder: Path, people: int) -> None:
    """Invent people into a folder; those who are there already stay."""
    subprocess.run([*_flask(folder), "seed-demo", str(people)], check=True)


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Serve a folder for as long as the block runs."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    command = [*_flask(folder), "run", "--port", str(port)]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        server = Server(f"http://127.0.0.1:{port}", process)
        try:
            _wait_for(server)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_for(server: Server) -> None:
    while server.process.poll() is None:
        try:
            server.call("GET", "/health")
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise SystemExit("the server has ended: see server.log")


def _flask(folder: Path) -> list[str]:
    flask = (sys.executable, "-m", "flask", "--app", "backend.dev_server")
    return ["env", f"SOULMATE_DATA={folder}", *flask]
