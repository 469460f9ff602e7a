"""The commands of ``flask``, as a terminal runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from click.testing import Result

from backend.dev_server import create_app

ROOT = Path(__file__).resolve().parents[2]
PERSON_FILE = Path(__file__).with_name("browsing_person.py")
OURS = ("SOULMATE_", "SPOTIFY_", "LISTENBRAINZ_", "LASTFM_", "FLASK_")


def run(folder: Path, *arguments: str) -> Result:
    """Run a command in this process."""
    return create_app(folder).test_cli_runner().invoke(args=list(arguments))


def done(folder: Path, *arguments: str) -> str:
    """Run a command that has to succeed; return what it printed."""
    ran = run(folder, *arguments)
    assert ran.exit_code == 0, ran.output
    return ran.stdout


def refused(folder: Path, *arguments: str) -> str:
    """Run a command that has to fail with one line; return that line."""
    ran = run(folder, *arguments)
    assert ran.exit_code == 1, ran.output
    assert ran.stdout == ""
    lines = [line for line in ran.stderr.splitlines() if line.startswith("Error: ")]
    assert len(lines) == 1, ran.stderr
    return lines[0].removeprefix("Error: ")


@dataclass(frozen=True)
class Terminal:
    """Commands as processes of their own, with a person at the browser."""

    folder: Path

    def command(self, *arguments: str) -> list[str]:
        """The command line of a command."""
        app = ("-m", "flask", "--app", "backend.dev_server")
        return [sys.executable, *app, *arguments]

    def environment(self, **variables: str) -> dict[str, str]:
        """Nobody's settings but the test's."""
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(OURS)}
        browser = f"{sys.executable} {PERSON_FILE} %s"
        own = {"SOULMATE_DATA": os.fspath(self.folder), "BROWSER": browser}
        return {**inherited, **own, "PYTHONUNBUFFERED": "1", **variables}

    def run(
        self, *arguments: str, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            self.command(*arguments),
            cwd=ROOT,
            env=self.environment(**variables),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        """Start a command that waits for somebody."""
        return subprocess.Popen(
            self.command(*arguments),
            cwd=ROOT,
            env=self.environment(**variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
