"""The README's examples do what it says."""

from __future__ import annotations

import doctest
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from backend.dev_server.demo.marker import Demo, write_demo
from backend.http_api.operations import OPERATIONS
from tests.doors.flask_server import flask_door

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _shell_block(name: str) -> str:
    found = re.search(rf"<!-- tested: {name} -->\n```sh\n(.*?)```", README, re.DOTALL)
    assert found, f"the README has no tested block {name!r}"
    return found[1]


def test_the_curl_examples_give_a_session_and_an_explained_match(
    tmp_path: Path,
) -> None:
    """A new user gets a session, a match, and away again with nothing but curl."""
    with flask_door(tmp_path / "data") as door:
        script = _shell_block("api").replace("http://127.0.0.1:5000", door.url)
        ran = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
    assert '"error"' not in ran.stdout
    assert '"display_name":"Jonas","is_anonymous":false' in ran.stdout
    assert '"contributions":[{"kind":"artist","name":' in ran.stdout
    assert '"visibility":"hidden"' in ran.stdout
    assert ran.stdout.endswith('"is_deleted":true}')


def test_the_account_examples_end_with_a_receipt(tmp_path: Path) -> None:
    """A key without the scope is refused; whoever leaves is told what goes when."""
    with flask_door(tmp_path / "data") as door:
        script = _shell_block("account").replace("http://127.0.0.1:5000", door.url)
        ran = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
    assert ran.stdout.count('"error"') == 1
    assert '"code":"scope_required"' in ran.stdout
    assert '"visibility":"anonymous"' in ran.stdout
    assert '"is_erased":true' in ran.stdout


def test_a_public_name_of_the_demo_world_makes_a_taste_profile(
    tmp_path: Path,
) -> None:
    """The example runs against the stand-in that a fresh machine has."""
    write_demo(tmp_path, Demo(12))
    with flask_door(tmp_path) as door:
        script = _shell_block("sources").replace("http://127.0.0.1:5000", door.url)
        ran = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
    saved = json.loads(ran.stdout)
    assert saved["is_new"]
    assert saved["artists"] > 10


@pytest.mark.slow
def test_a_history_file_becomes_a_taste_profile(tmp_path: Path) -> None:
    """Two plays count; the short one is named as skipped."""
    python = Path(sys.executable).parent
    ran = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", _shell_block("history")],
        cwd=tmp_path,
        env={
            **os.environ,
            "PATH": f"{python}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "FLASK_APP": "backend.dev_server",
            "SOULMATE_DATA": str(tmp_path / "data"),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert '"artists":[{"name":"Low","time_range":"short_term","rank":1,"plays":2}' in (
        ran.stdout
    )
    assert "Slint" not in ran.stdout
    assert len(list((tmp_path / "data" / "profiles").glob("*.json"))) == 1


def test_the_library_example_gives_what_it_says() -> None:
    """The Python example is a doctest."""
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner()
    example = parser.get_doctest(README, {}, "README.md", "README.md", 0)
    assert example.examples
    assert runner.run(example).failed == 0


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_every_operation_is_in_the_readme(operation: object) -> None:
    """A route that nobody can read about is missing."""
    assert f"`{operation.method} {operation.path}`" in README  # type: ignore[attr-defined]


def test_every_script_that_the_readme_names_exists() -> None:
    """Copied commands must work."""
    named = set(re.findall(r"\./scripts/([\w-]+)", README))
    assert named <= {file.name for file in (ROOT / "scripts").iterdir()}
