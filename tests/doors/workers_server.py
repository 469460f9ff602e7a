"""The dev server by several processes, as ``flask serve`` runs it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.local_cloud.loopback import HOST, free_port
from tests.dev_server.command_line import Terminal

_LONGEST_SECONDS = 120


@dataclass(frozen=True)
class Serving:
    """A running server and its processes.

    Args:
        url: Its base URL.
        parent: The process that was started; it leads a group of its own.
        log: Where its lines go.
    """

    url: str
    parent: subprocess.Popen[bytes]
    log: Path

    @property
    def children(self) -> list[int]:
        """Who runs below the parent: the stand-ins first, then the workers."""
        pid = self.parent.pid
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(child) for child in found]

    @property
    def workers(self) -> list[int]:
        """Who answers."""
        return self.children[1:]

    @contextmanager
    def only(self, worker: int) -> Iterator[None]:
        """Let one worker answer whatever is asked in the block, on new connections."""
        others = [pid for pid in self.workers if pid != worker]
        for pid in others:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in others:
                os.kill(pid, signal.SIGCONT)


@contextmanager
def workers_serving(folder: Path, log: Path, **variables: str) -> Iterator[Serving]:
    """Serve a data folder by two workers for as long as the block runs."""
    port = free_port()
    terminal = Terminal(folder)
    with log.open("ab") as output:
        parent = subprocess.Popen(
            terminal.command("serve", "--port", str(port), "--workers", "2"),
            env=terminal.environment(**variables),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    serving = Serving(f"http://{HOST}:{port}", parent, log)
    try:
        wait_until(lambda: _answers(serving, port))
        yield serving
    finally:
        end(serving)


def _answers(serving: Serving, port: int) -> bool:
    assert serving.parent.poll() is None, serving.log.read_text()
    if len(serving.children) < 3:
        return False
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def end(serving: Serving) -> None:
    """Leave no process behind, whatever state they are in."""
    if serving.parent.poll() is None:
        serving.parent.terminate()
        try:
            serving.parent.wait(timeout=120)
        except subprocess.TimeoutExpired:
            os.killpg(serving.parent.pid, signal.SIGKILL)
            serving.parent.wait()


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for something that has to come; how long says nothing about the server."""
    deadline = time.monotonic() + _LONGEST_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it does not come"
        time.sleep(0.02)


def is_there(pid: int) -> bool:
    """Tell whether a process runs, and is not merely unburied."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
