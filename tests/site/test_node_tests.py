"""What is asked of the site's pure JavaScript in JavaScript: ``*.test.js``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.node import HERE, node

FILES = sorted(HERE.glob("*.test.js"))
_FAILED = re.compile(r"^not ok \d+ - (.*)$", re.MULTILINE)
_PASSED = re.compile(r"^# pass (\d+)$", re.MULTILINE)
FAILING = """
import assert from "node:assert/strict";
import { test } from "node:test";
test("one is one", () => assert.equal(1, 1));
test("one is two", () => assert.equal(1, 2));
"""


def _run(file: Path) -> tuple[list[str], int, str]:
    """Return the names of those that failed, how many passed, and all that was said."""
    ran = node("--test-reporter=tap", file)
    passed = _PASSED.search(ran.stdout)
    said = ran.stdout + ran.stderr
    return _FAILED.findall(ran.stdout), int(passed[1]) if passed else 0, said


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_what_is_asked_in_javascript_holds(file: Path) -> None:
    """Each that fails is named."""
    failed, passed, said = _run(file)
    assert failed == [], said
    assert passed > 0, said


def test_a_test_that_fails_is_named(tmp_path: Path) -> None:
    """So the test above can fail."""
    (tmp_path / "planted.test.js").write_text(FAILING)
    failed, passed, _ = _run(tmp_path / "planted.test.js")
    assert failed == ["one is two"]
    assert passed == 1
