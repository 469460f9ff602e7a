"""The import contracts catch what they are there for."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the package and of the contracts, to be spoiled."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "backend", tmp_path / "backend")
    return tmp_path


def check_contracts(tree: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts as `scripts/check` does, over another tree."""
    command = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [command, "--no-cache"], cwd=tree, capture_output=True, text=True, timeout=120
    )


def test_the_package_keeps_its_contracts(tree: Path) -> None:
    """Without this, a contract that is always broken would pass as a watchful one."""
    result = check_contracts(tree)
    assert result.returncode == 0, result.stdout


PLANTED = (
    ("taste_profile", "import flask", "flask"),
    ("taste_profile", "import socket", "socket"),
    ("taste_profile", "import os.path", "os"),
    ("taste_profile", "from backend import use_cases", "backend.use_cases"),
    ("use_cases", "from pathlib import Path", "pathlib"),
    ("use_cases", "from backend import http_api", "backend.http_api"),
    ("http_api", "import boto3", "boto3"),
    ("http_api", "from backend import stores", "backend.stores"),
    ("stores", "from flask import current_app", "flask"),
    ("stores", "from backend import dev_server", "backend.dev_server"),
)


def test_every_forbidden_import_is_caught(tree: Path) -> None:
    """The report names the lines, so it is these imports that break contracts."""
    for number, (room, statement, _) in enumerate(PLANTED):
        planted = tree / "backend" / room / f"planted_{number}.py"
        planted.write_text(statement + "\n")

    result = check_contracts(tree)

    assert result.returncode == 1
    for number, (room, _, imported) in enumerate(PLANTED):
        assert f"backend.{room}.planted_{number} -> {imported} (l.1)" in result.stdout


def test_a_room_without_a_place_is_caught(tree: Path) -> None:
    """A new room has to say what it may know before it is built."""
    (tree / "backend" / "attic").mkdir()
    (tree / "backend" / "attic" / "__init__.py").touch()

    result = check_contracts(tree)

    assert result.returncode == 1
    assert "attic" in result.stdout
