"""A dev server in processes of its own, watched from outside."""

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
    """A running dev server: one process, or a parent and those it has started."""

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
        """CPU time that it has used so far, in user and kernel."""
        ticks = 0
        for pid in self._pids:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2]
            ticks += sum(map(int, fields.split()[11:13]))
        return ticks / os.sysconf("SC_CLK_TCK")

    @property
    def cpu_seconds_of_all(self) -> float:
        """CPU time of its first process, and of those of its children that ended."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2]
        return sum(map(int, fields.split()[11:15])) / os.sysconf("SC_CLK_TCK")

    @property
    def peak_megabytes(self) -> float:
        """The most memory that its first process has held at a time."""
        return _megabytes(self.process.pid, "status", "VmHWM")

    @property
    def shares_megabytes(self) -> list[float]:
        """What its processes hold, the first one first; what is shared is split."""
        return [_megabytes(pid, "smaps_rollup", "Pss") for pid in self._pids]

    @property
    def _pids(self) -> list[int]:
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [pid, *map(int, children)]


def _megabytes(pid: int, file: str, name: str) -> float:
    for line in Path(f"/proc/{pid}/{file}").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise OSError("the server has ended")


def seed(folder: Path, people: int) -> None:
    """Invent people into a folder; those who are there already stay."""
    subprocess.run([*_flask(folder), "seed-demo", str(people)], check=True)


@contextmanager
def serving(
    folder: Path, workers: int | None = None, checkout: Path | None = None
) -> Iterator[Server]:
    """Serve a folder for as long as the block runs.

    Args:
        folder: Where people are kept, and the server's lines go.
        workers: How many processes answer; ``None`` for ``flask run``.
        checkout: Whose server; ``None`` for this one's.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    served = ["run"] if workers is None else ["serve", "--workers", str(workers)]
    command = [*_flask(folder), *served, "--port", str(port)]
    log_name = "server.log" if checkout is None else "baseline.log"
    with (folder / log_name).open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=checkout)
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
    raise SystemExit("the server has ended: see its log in the folder")


def _flask(folder: Path) -> list[str]:
    flask = (sys.executable, "-m", "flask", "--app", "backend.dev_server")
    return ["env", f"SOULMATE_DATA={folder}", *flask]
