"""A listening history is read in a worker of the browser; what cannot be is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.demo_server import DemoServer
from tests.browser.history_files import found, give, open_history, payloads, read
from tests.history import archives, rows
from tests.history.write_golden import GOLDEN

pytestmark = pytest.mark.browser

# All others are read without a browser, in tests/site.
FOLDERS = [GOLDEN / "two_services", GOLDEN / "only_encrypted"]
ROW = rows.account_row("2026-01-10 08:00", "Paper Lanterns", "Low Tide", 200_000)
WANTED = ("MyData/StreamingHistory0.json", rows.json_file([ROW]))
GOOD = archives.zipped([WANTED])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_golden_case_is_read_to_the_byte(
    page: Page, server: DemoServer, folder: Path
) -> None:
    """Both the aggregate and the audit, whose keys come in the same order."""
    files = sorted((folder / "files").iterdir(), key=lambda path: path.name)
    page.goto(f"{server.url}/")
    outcome = read(page, files)
    told = json.loads((folder / "audit.json").read_bytes())
    assert json.dumps(outcome.audit) == json.dumps(told)
    if outcome.aggregate is None:
        assert {"code": outcome.code} == json.loads(
            (folder / "error.json").read_bytes()
        )
    else:
        assert outcome.aggregate == (folder / "aggregate.json").read_bytes()


def test_a_refused_file_says_what_to_do(page: Page, server: DemoServer) -> None:
    """And the next choice can be a better one."""
    open_history(page, server)
    give(page, payloads({"locked.zip": archives.encrypted(GOOD)}))
    found(page, "This zip is locked")
    expect(page.get_by_text("locked.zip: It asks for a password")).to_be_visible()
    give(page, payloads({"my_spotify_data.zip": GOOD}))
    found(page)


def test_a_refused_file_does_not_sink_the_others(
    page: Page, server: DemoServer
) -> None:
    """It is named beside what was counted."""
    open_history(page, server)
    give(page, payloads({"cut.zip": GOOD[:-30], "good.zip": GOOD}))
    found(page)
    expect(page.get_by_text("1 play of 1 track by 1 artist")).to_be_visible()
    expect(page.locator(".history-audit")).to_contain_text("cut.zip: A part is missing")
