"""200 MB of listening are read while the page stays alive."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.demo_server import DemoServer
from tests.browser.history_files import give, open_history
from tests.history.invented_history import write_zip

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timed]

MEGABYTES = 200
LONGEST_TASK_MS = 200
MOST_MEMORY_MB = 500
PATIENCE_MS = 120_000
CLICKS = 5
_WATCH = """() => {
    window.longTasks = [];
    window.answers = [];
    window.shares = [];
    const watch = (type, into, options) =>
        new PerformanceObserver((list) => {
            into.push(...list.getEntries().map((entry) => entry.duration));
        }).observe({ type, buffered: true, ...options });
    watch("longtask", window.longTasks);
    watch("event", window.answers, { durationThreshold: 16 });
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
    """No task over 200 ms from the choice to the preview, clicks are answered."""
    write_zip(tmp_path / "my_spotify_data.zip", MEGABYTES)
    open_history(page, server)
    page.evaluate(_WATCH)
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
    watched: dict[str, Any] = page.evaluate("({ longTasks, answers, shares })")
    assert max(watched["longTasks"], default=0) < LONGEST_TASK_MS
    assert max(watched["answers"], default=0) < LONGEST_TASK_MS
    shares = watched["shares"]
    assert len(set(shares)) > 5
    assert shares == sorted(shares)
    peaks = _page_peaks_mb()
    assert peaks
    assert max(peaks) < MOST_MEMORY_MB
