"""200 MB of listening are read while the page stays alive."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.demo_server import DemoServer
from tests.browser.history_files import give, open_history
from tests.browser.steps import worked
from tests.history.invented_history import write_zip

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MEGABYTES = 200
MOST_WORK_SECONDS = 2.0
"""Of the page's own thread; it would take many times as long to read all."""
MOST_MEMORY_MB = 500
PATIENCE_MS = 600_000
CLICKS = 5
_WATCH = """() => {
    window.shares = [];
    new MutationObserver(() => {
        const bar = document.querySelector("progress");
        if (bar?.hasAttribute("value")) window.shares.push(bar.value);
    }).observe(document.body, { subtree: true, attributeFilter: ["value"] });
    window.clicks = 0;
    document.querySelector("h1").addEventListener("click", () => window.clicks++);
}"""
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


def _descendants(process: int) -> Iterator[int]:
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(folder.name)] = int(fields[1])
    waiting = {process}
    while waiting:
        waiting = {child for child, parent in parents.items() if parent in waiting}
        yield from waiting


def _page_peaks_mb() -> list[int]:
    """How much memory each process that shows a page of ours ever had, in MB."""
    peaks = []
    for process in _descendants(os.getpid()):
        folder = Path(f"/proc/{process}")
        if b"--type=renderer" not in (folder / "cmdline").read_bytes():
            continue
        peak = _PEAK.search((folder / "status").read_text())
        peaks += [int(peak[1]) // 1_000] if peak else []
    return peaks


def test_200_mb_are_read_without_holding_up_the_page(
    page: Page, server: DemoServer, tmp_path: Path
) -> None:
    """The page's thread has little to do meanwhile, and clicks are answered."""
    write_zip(tmp_path / "my_spotify_data.zip", MEGABYTES)
    open_history(page, server)
    page.evaluate(_WATCH)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = worked(devtools)
    give(page, [tmp_path / "my_spotify_data.zip"])
    stop = page.get_by_role("button", name="Stop reading")
    for _ in range(CLICKS):
        expect(page.locator("progress[value]")).to_be_visible()
        page.locator("h1").click()
    assert page.evaluate("window.clicks") == CLICKS
    expect(stop).to_be_visible()
    found = page.get_by_role("heading", name="What was found")
    expect(found).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator(".history-audit")).to_contain_text("rows were read")
    assert 0 < worked(devtools) - before < MOST_WORK_SECONDS
    shares: list[float] = page.evaluate("window.shares")
    assert len(set(shares)) > 5
    assert shares == sorted(shares)
    peaks = _page_peaks_mb()
    assert peaks
    assert max(peaks) < MOST_MEMORY_MB
