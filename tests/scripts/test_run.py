"""``scripts/run`` refuses what cannot be served, before it sets anything up."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def refused(*arguments: str) -> str:
    """Run it, which has to fail as a wrong call does; return what it says."""
    ran = subprocess.run(
        [ROOT / "scripts" / "run", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    return ran.stderr.strip()


@pytest.mark.parametrize("number", ["0", "65", "x", "-1", "2.5", "", "1000"])
def test_workers_are_one_to_64(number: str) -> None:
    """In either way of writing it."""
    said = f"--workers needs a number from 1 to 64, not '{number}'"
    assert refused("--workers", number) == said
    assert refused(f"--workers={number}") == said


def test_workers_have_no_options_of_flask_run() -> None:
    """A debugger in one process of several would be of no use."""
    for arguments in (("--workers", "2", "--debug"), ("--debug", "--workers=2")):
        said = refused(*arguments)
        assert said == "--workers does not go with --debug, which is for `flask run`"


def test_workers_need_a_number() -> None:
    """A last word without one is no wish."""
    assert refused("--workers").startswith("--workers needs a value")
