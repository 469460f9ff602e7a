"""The import contracts catch what they are there for."""

import shutil
import subprocess
import sys
import tomllib
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


PLANTED = {
    "Rooms know only the rooms below them": [
        ("taste_profile", "from backend import use_cases", "backend.use_cases"),
        ("use_cases.profiles", "from backend import http_api", "backend.http_api"),
        ("http_api.people", "from backend import stores", "backend.stores"),
        ("stores.files", "from backend import dev_server", "backend.dev_server"),
    ],
    "Subjects of the use cases know only the subjects below them": [
        (
            "use_cases.profiles",
            "from backend.use_cases import accounts",
            "backend.use_cases.accounts",
        ),
        (
            "use_cases.matching",
            "from backend.use_cases import listening",
            "backend.use_cases.listening",
        ),
    ],
    "Subjects of the HTTP contract know only what is below them": [
        (
            "http_api.profiles",
            "from backend.http_api import people",
            "backend.http_api.people",
        ),
    ],
    "Stores of one engine know no other engine": [
        (
            "stores.dynamodb",
            "from backend.stores.files import records",
            "backend.stores.files.records",
        ),
        (
            "stores.files",
            "from backend.stores.dynamodb import records",
            "backend.stores.dynamodb.records",
        ),
    ],
    "Music sources know no other source": [
        (
            "sources.spotify",
            "from backend.sources.lastfm import source",
            "backend.sources.lastfm.source",
        ),
    ],
    "Domain rooms know only the pure standard library and numpy": [
        ("taste_profile", "import flask", "flask"),
        ("taste_profile", "import socket", "socket"),
        ("taste_profile.exact_index", "import os.path", "os"),
    ],
    "Use cases touch no file and no network": [
        ("use_cases.listening", "from pathlib import Path", "pathlib"),
    ],
    "Only adapters know a service's client": [
        ("http_api.matching", "import boto3", "boto3"),
    ],
    "Only the dev server knows Flask": [
        ("stores.dynamodb", "from flask import current_app", "flask"),
    ],
}
"""By contract: a forbidden import in a room, and what it would import."""


def test_every_contract_is_watched() -> None:
    """A new contract has to show here what it catches."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = settings["tool"]["importlinter"]["contracts"]
    assert [one["name"] for one in contracts] == list(PLANTED)


@pytest.mark.slow
@pytest.mark.parametrize("contract", PLANTED)
def test_a_forbidden_import_is_caught(tree: Path, contract: str) -> None:
    """By its own contract, and the report names the line."""
    for number, (room, statement, _) in enumerate(PLANTED[contract]):
        folder = tree.joinpath("backend", *room.split("."))
        (folder / f"planted{number}.py").write_text(statement + "\n")

    result = check_contracts(tree)

    assert result.returncode == 1
    assert f"{contract} BROKEN" in result.stdout
    for number, (room, _, imported) in enumerate(PLANTED[contract]):
        caught = f"backend.{room}.planted{number} -> {imported} (l.1)"
        assert caught in result.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    "room", ["attic", "use_cases/attic", "http_api/attic", "stores/attic"]
)
def test_a_room_without_a_place_is_caught(tree: Path, room: str) -> None:
    """A new room has to say what it may know before it is built."""
    (tree / "backend" / room).mkdir()
    (tree / "backend" / room / "__init__.py").touch()

    result = check_contracts(tree)

    assert result.returncode == 1
    assert "attic" in result.stdout
