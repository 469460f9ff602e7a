"""The types of the site are checked: every file of it, and strictly."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TSC = ROOT / ".node-check/node_modules/.bin/tsc"
CONFIG = ROOT / "scripts/site_types/tsconfig.json"
WRONG = """
/** @param {number} n */
export function half(n) { return n / 2; }
half("one");
"""
UNTYPED = "export function half(n) { return n / 2; }\n"

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
