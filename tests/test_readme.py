"""The READMEs do what they say: their examples run, their links lead somewhere."""

from __future__ import annotations

import doctest
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from backend.dev_server.demo.marker import Demo, write_demo
from backend.http_api.operations import OPERATIONS
from tests.doors.flask_server import flask_door

ROOT = Path(__file__).resolve().parents[1]
MOST_BYTES = 8 * 1024
"""Of the README at the top: whoever opens it reads it whole."""
ROOMS = {
    "accelerators",
    "dev_server",
    "http_api",
    "sources",
    "stores",
    "taste_profile",
    "use_cases",
}
_HIDDEN = re.compile(r"^\.(?!github$)|^__pycache__$|^node_modules$")
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def _pages() -> list[Path]:
    """Return every page that is written for people, of the folders that are ours."""
    found = sorted(ROOT.glob("*.md"))
    for folder in sorted(ROOT.iterdir()):
        if folder.is_dir() and not _HIDDEN.match(folder.name):
            found += sorted(folder.rglob("*.md"))
    return [page for page in found if "local" not in page.relative_to(ROOT).parts]


def _read(room: str) -> str:
    return (ROOT / room / "README.md").read_text(encoding="utf-8")


def _shell_block(room: str, name: str) -> str:
    found = re.search(
        rf"<!-- tested: {name} -->\n```sh\n(.*?)```", _read(room), re.DOTALL
    )
    assert found, f"the README of {room} has no tested block {name!r}"
    return found[1]


def _run(
    script: str, folder: Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )


def _run_at_a_door(room: str, name: str, folder: Path, data: Path) -> str:
    """Return what an example prints that calls a server."""
    with flask_door(data) as door:
        script = _shell_block(room, name).replace("http://127.0.0.1:5000", door.url)
        return _run(script, folder).stdout


def _replies(printed: str) -> list[Any]:
    """Return the JSON objects that were printed one after the other."""
    decoder, replies = json.JSONDecoder(), []
    while printed := printed.strip():
        reply, end = decoder.raw_decode(printed)
        replies.append(reply)
        printed = printed[end:]
    return replies


def test_the_journey_gives_a_session_and_an_explained_match(tmp_path: Path) -> None:
    """A new user gets a session, a match, a pair, and away with nothing but curl."""
    printed = _run_at_a_door(".", "journey", tmp_path, tmp_path / "data")
    jonas, mara, ranking, pair, away = _replies(printed)
    assert (jonas["display_name"], mara["display_name"]) == ("Jonas", "Mara")
    [match] = ranking["matches"]
    assert match["display_name"] == "Jonas"
    assert match["user_id"] == jonas["user_id"]
    assert match["shared_artists"] == ["Low", "Grouper"]
    parts = [part["points"] for part in match["contributions"]]
    # "The whole sum": it adds up.
    assert sum(parts) == match["points"] > 0
    assert pair["match"] == match
    new = pair["comparison"]["discoveries_for_you"]
    assert [item["name"] for item in new] == ["Codeine", "Bedhead"]
    assert away["is_deleted"] is True


def test_the_account_examples_end_with_a_receipt(tmp_path: Path) -> None:
    """A key without the scope is refused; who leaves is told what goes when."""
    printed = _run_at_a_door("backend/http_api", "account", tmp_path, tmp_path / "data")
    saved, refused, invited, seen, erased = _replies(printed)
    assert saved["visibility"] == "hidden"
    assert refused["error"]["code"] == "scope_required"
    assert invited["code"]
    assert invited["invitation"]["shows_name"] is False
    assert seen["visibility"] == "anonymous"
    assert erased["is_erased"] is True


def test_a_public_name_of_the_demo_world_makes_a_taste_profile(
    tmp_path: Path,
) -> None:
    """The example runs against the stand-in that a fresh machine has."""
    write_demo(tmp_path, Demo(12))
    printed = _run_at_a_door("backend/sources", "sources", tmp_path, tmp_path)
    saved = json.loads(printed)
    assert saved["is_new"]
    assert saved["artists"] > 10
    assert saved["visibility"] == "anonymous"


@pytest.mark.slow
def test_a_history_file_becomes_a_taste_profile(tmp_path: Path) -> None:
    """Two of three plays count, and the third is skipped because it is short."""
    python = Path(sys.executable).parent
    ran = _run(
        _shell_block("backend/sources", "history"),
        tmp_path,
        {
            **os.environ,
            "PATH": f"{python}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "FLASK_APP": "backend.dev_server",
            "SOULMATE_DATA": str(tmp_path / "data"),
        },
    )
    # The shell must leave the quotes of a title with a comma in it.
    assert '"Good Morning, Captain"' in (tmp_path / "plays.csv").read_text("utf-8")
    assert ran.stderr.count("2 plays of 3 rows count") == 3
    assert ran.stderr.count("1 row skipped: shorter than 30 seconds") == 3
    assert "Nothing was saved." in ran.stderr
    shown, session = json.JSONDecoder().raw_decode(ran.stdout)
    assert shown.keys() == {"source", "artists", "tracks"}
    assert {(item["name"], item["plays"]) for item in shown["artists"]} == {("Low", 2)}
    assert ran.stdout[session:].strip().count(".") == 2
    assert len(list((tmp_path / "data" / "profiles").glob("*.json"))) == 1


def test_the_library_example_gives_what_it_says() -> None:
    """The Python example is a doctest."""
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner()
    page = _read("backend/taste_profile")
    example = parser.get_doctest(page, {}, "README.md", "README.md", 0)
    assert example.examples
    assert runner.run(example).failed == 0


def test_every_operation_that_a_readme_names_is_there() -> None:
    """The document lists them all; a page names some, as they are."""
    known = {f"{operation.method} {operation.path}" for operation in OPERATIONS}
    pages = "".join(page.read_text("utf-8") for page in _pages())
    named = re.findall(r"`((?:GET|POST|PUT|PATCH|DELETE) /[^`?\s]*)", pages)
    assert len(named) > 10
    assert set(named) - known == set()


def test_every_tested_block_is_run_here() -> None:
    """A block that says it is tested must be."""
    own = Path(__file__).read_text("utf-8")
    named = [
        name
        for page in _pages()
        for name in re.findall(r"<!-- tested: (.+?) -->", page.read_text("utf-8"))
    ]
    assert sorted(named) == ["account", "history", "journey", "sources"]
    assert all(f'"{name}"' in own for name in named)


def test_every_script_that_a_page_names_exists() -> None:
    """Copied commands must work."""
    scripts = {file.name for file in (ROOT / "scripts").iterdir()}
    for page in _pages():
        named = set(re.findall(r"(?<!\.)\./scripts/([\w-]+)", page.read_text("utf-8")))
        assert named <= scripts, page


def test_every_script_is_in_a_readme() -> None:
    """A command that nobody can read about is missing."""
    commands = [
        file.name
        for file in (ROOT / "scripts").iterdir()
        if file.is_file() and not file.suffix and not file.name.startswith("_")
    ]
    page = _read("scripts")
    assert [name for name in commands if f"`./scripts/{name}`" not in page] == []


def test_the_front_page_is_short() -> None:
    """It is the face; everything else stands in the room it is about."""
    assert (ROOT / "README.md").stat().st_size <= MOST_BYTES


def test_every_room_has_a_readme() -> None:
    """And the front page leads to it."""
    rooms = [f"backend/{room}" for room in sorted(ROOMS)]
    rooms += ["backend", "data", "frontend", "lambda", "scripts", "tests"]
    packages = {file.parent.name for file in (ROOT / "backend").glob("*/__init__.py")}
    assert packages == ROOMS
    front = _read(".")
    assert [room for room in rooms if f"]({room}/README.md)" not in front] == []
    assert all((ROOT / room / "README.md").is_file() for room in rooms)


@pytest.mark.parametrize(
    "page", _pages(), ids=lambda page: page.relative_to(ROOT).as_posix()
)
def test_every_local_link_leads_to_a_file(page: Path) -> None:
    """And to a heading of it, where one is named."""
    for link in _LINK.findall(page.read_text("utf-8")):
        if link.startswith("https://"):
            continue
        name, _, heading = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), link
        if heading:
            assert heading in _headings(target), link


def _headings(page: Path) -> set[str]:
    """Return the headings of a page as addresses, as GitHub makes them."""
    found = re.findall(r"(?m)^#+ (.+)$", page.read_text("utf-8"))
    return {re.sub(r"[^\w -]", "", text.lower()).replace(" ", "-") for text in found}


def test_dependabot_looks_where_versions_are_pinned() -> None:
    """A folder without a manifest would never be updated, in silence."""
    settings = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text("utf-8"))
    manifests = {
        "pip": "requirements.txt",
        "npm": "package-lock.json",
        "github-actions": ".github/workflows",
    }
    assert {one["package-ecosystem"] for one in settings["updates"]} == {*manifests}
    for one in settings["updates"]:
        folder = ROOT / one["directory"].removeprefix("/")
        assert (folder / manifests[one["package-ecosystem"]]).exists()
        assert one["schedule"]["interval"] == "weekly"
        assert one["groups"]


def test_pre_commit_fetches_nothing_and_runs_what_is_pinned() -> None:
    """Its hooks are the tools of the checks, so both say the same."""
    settings = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [repo["repo"] for repo in settings["repos"]] == ["local"]
    packages = (ROOT / "requirements-check.txt").read_text("utf-8")
    commands = {"ruff": "ruff==", "lint-imports": "import-linter=="}
    for hook in settings["repos"][0]["hooks"]:
        if hook["language"] == "pygrep":
            re.compile(hook["entry"])
            continue
        tool = hook["entry"].split()[0].removeprefix(".venv-check/bin/")
        assert commands[tool] in packages
