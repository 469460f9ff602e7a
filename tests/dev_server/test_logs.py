"""The dev server's lines: under the id of their request, and without queries."""

from __future__ import annotations

import http.client
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.local_cloud.loopback import HOST, free_port, running

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """``flask run`` on an empty data folder: its port, and where its lines go."""
    port, log = free_port(), tmp_path / "log"
    command: list[str | Path] = [sys.executable, "-m", "flask"]
    command += ["--app", "backend.dev_server", "run", "--port", str(port)]
    environment = {"PATH": "/usr/bin:/bin", "SOULMATE_DATA": str(tmp_path / "data")}
    with running(command, environment, ROOT, log, port):
        yield port, log


def ask(port: int, target: str) -> str:
    """Ask, and return the id under which the request is logged."""
    connection = http.client.HTTPConnection(HOST, port, timeout=120)
    connection.request("GET", target)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.headers["x-request-id"]


def test_lines_go_by_the_id_that_the_answer_tells(server: tuple[int, Path]) -> None:
    """What was asked and how it ended, and nothing of who asked."""
    port, log = server
    ids = [ask(port, target) for target in ("/health", "/me")]
    lines = log.read_text().splitlines()
    assert f"{ids[0]} INFO health: 200" in lines
    assert f"{ids[1]} INFO me: 401" in lines


def test_no_line_has_a_query(server: tuple[int, Path]) -> None:
    """A sign-in comes back to the site with its code in the address."""
    port, log = server
    ask(port, "/?code=SECRET-CODE&state=SECRET-STATE")
    ask(port, "/health?SECRET=1")
    lines = log.read_text()
    assert '"GET /?… HTTP/1.1" 200' in lines
    assert "SECRET" not in lines
