"""The types of the site are checked: every file of it, and strictly."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts.site_types.__main__ import FILE, main
from scripts.site_types.api_types import UnknownSchemaError, api_types

ROOT = Path(__file__).resolve().parents[2]
TSC = ROOT / ".node-check/node_modules/.bin/tsc"
CONFIG = ROOT / "scripts/site_types/tsconfig.json"
WRONG = """
/** @param {number} n */
export function half(n) { return n / 2; }
half("one");
"""
UNTYPED = "export function half(n) { return n / 2; }\n"
CHANGES = {
    "a text": ("method.js", r"^  lowTitle: .*\n", ""),
    "a source": ("common.js", r"^  demo: ", "  other: "),
    "an error": ("errors.js", r"^  no_answer: ", "  no_answers: "),
    "a parameter": (
        "match.js",
        r"number\} n \*/\n  oneIn: .*",
        "string} n */\n  oneIn: (n) => n.trim(),",
    ),
    "one parameter more": (
        "landing.js",
        r"name \*/\n  use: .*",
        "name @param {string} more */\n  use: (name, more) => name + more,",
    ),
}
"""What a second language lacks or has otherwise: file, what stands there, what then."""

pytestmark = pytest.mark.slow


def _tsc(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [TSC, *arguments], capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture(scope="module", autouse=True)
def environment() -> None:
    """What scripts/check sets up."""
    setup = "source scripts/_environment && site_types_environment"
    subprocess.run(["bash", "-c", setup], cwd=ROOT, timeout=120, check=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A site of one file, checked as ours is."""
    config = tmp_path / "tsconfig.json"
    config.write_text(f'{{"extends": "{CONFIG}", "include": ["{tmp_path}"]}}')
    return config


def test_every_script_of_the_site_is_checked() -> None:
    """Nothing is left out, and nothing opts out."""
    scripts = {*(ROOT / "frontend").rglob("*.js")}
    listed = _tsc("--project", CONFIG, "--listFilesOnly").stdout.split()
    assert scripts <= {Path(name) for name in listed}
    out = ("@ts-nocheck", "@ts-ignore", "@ts-expect-error", "{any}", "<any>")
    assert [f for f in scripts if any(o in f.read_text("utf-8") for o in out)] == []


@pytest.mark.parametrize("text", [WRONG, UNTYPED])
def test_a_wrong_type_and_a_missing_one_are_refused(project: Path, text: str) -> None:
    """So the check can fail."""
    (project.parent / "half.js").write_text(text)
    checked = _tsc("--project", project)
    assert checked.returncode != 0
    assert "half.js" in checked.stdout


@pytest.fixture
def second_language(tmp_path: Path) -> Path:
    """The folder of a second language in a copy of the site: English, said to be it."""
    site = tmp_path / "frontend"
    shutil.copytree(ROOT / "frontend", site)
    types = tmp_path / "scripts/site_types"
    types.mkdir(parents=True)
    shutil.copy(FILE, types)
    config = f'{{"extends": "{CONFIG}", "include": ["{site}"]}}'
    (tmp_path / "tsconfig.json").write_text(config)
    folder = site / "i18n/eo"
    shutil.copytree(site / "i18n/en", folder)
    for file in folder.glob("*.js"):
        held = f'/** @type {{typeof import("../en/{file.name}").words}} */'
        text = re.sub(
            r"^/\*\* @satisfies .*\n(?=export)", "", file.read_text(), flags=re.M
        )
        text = text.replace("export const words =", f"{held}\nexport const words =")
        file.write_text(text)
    return folder


def test_a_whole_second_language_is_accepted(
    second_language: Path, tmp_path: Path
) -> None:
    """With every text and every function that English has."""
    checked = _tsc("--project", tmp_path / "tsconfig.json")
    assert checked.stdout == ""


@pytest.mark.parametrize("what", CHANGES)
def test_a_language_that_says_less_or_otherwise_is_refused(
    second_language: Path, tmp_path: Path, what: str
) -> None:
    """By the file that it is."""
    name, old, new = CHANGES[what]
    file = second_language / name
    text, count = re.subn(old, new, file.read_text(), flags=re.MULTILINE)
    assert count == 1
    file.write_text(text)
    checked = _tsc("--project", tmp_path / "tsconfig.json")
    assert checked.returncode != 0
    assert f"i18n/eo/{name}" in checked.stdout


def test_the_types_of_data_are_those_of_the_server() -> None:
    """Or ./scripts/site-types makes them anew."""
    assert main(["--check"]) == 0


def test_types_that_are_stale_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the way to mend them; made anew, they are fresh."""
    stale = tmp_path / FILE.name
    monkeypatch.setattr("scripts.site_types.__main__.FILE", stale)
    stale.write_text(FILE.read_text().replace("user_id", "user", 1))
    assert main(["--check"]) == 1
    assert "./scripts/site-types" in capsys.readouterr().err
    assert main([]) == 0
    assert main(["--check"]) == 0
    assert stale.read_text() == FILE.read_text()


def test_a_schema_of_an_unknown_kind_is_refused() -> None:
    """Rather than a type that says too little."""
    schemas: dict[str, object] = {"Odd": {"properties": {"odd": {"oneOf": []}}}}
    with pytest.raises(UnknownSchemaError, match="oneOf"):
        api_types({"components": {"schemas": schemas}, "paths": {}})
