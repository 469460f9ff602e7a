"""What a stranger's browser fetches and does before the first page stands."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.demo_server import DemoServer

pytestmark = pytest.mark.browser
MOST_BYTES = 100_000
MOST_ROUNDS = 10
MOST_WORK_SECONDS = 1.0
_PAINTED = """() => new Promise((done) => new PerformanceObserver((list) =>
    done(list.getEntries().map((entry) => entry.startTime)),
).observe({ type: "largest-contentful-paint", buffered: true }))"""


def test_the_first_load_is_small(page: Page, server: DemoServer) -> None:
    """Compressed as the cloud sends it; pages that nobody asked for are left out."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(server.url)
    expect(page.get_by_role("link", name="Continue with Spotify")).to_be_visible()
    page.wait_for_load_state("networkidle")
    sizes = {answer.url: len(gzip.compress(answer.body())) for answer in answers}
    assert sum(sizes.values()) <= MOST_BYTES, sorted(sizes.items(), key=lambda s: -s[1])
    names = {url.removeprefix(f"{server.url}/") for url in sizes}
    assert {"main.js", "pages/landing.js"} <= names
    later = {"match-page", "settings", "history-drop"}
    assert names.isdisjoint({f"pages/{name}.js" for name in later})


def test_the_largest_paint_takes_less_than_a_second_of_work(
    page: Page, server: DemoServer
) -> None:
    """What the page's own thread computed, however busy the machine is."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(server.url)
    expect(page.locator(".match-card")).to_be_visible()
    assert page.evaluate(_PAINTED)
    told = devtools.send("Performance.getMetrics")["metrics"]
    metrics = {metric["name"]: metric["value"] for metric in told}
    assert 0 < metrics["TaskDuration"] <= MOST_WORK_SECONDS


def test_the_first_load_waits_for_few_rounds(page: Page, server: DemoServer) -> None:
    """Of files and answers that are only asked for when another one is there."""
    asked_by: dict[str, str] = {}

    def note(event: Any) -> None:
        initiator = event["initiator"]
        frames = initiator.get("stack", {}).get("callFrames") or [{}]
        by = initiator.get("url") or frames[0].get("url", "")
        asked_by.setdefault(event["request"]["url"], by)

    def rounds(url: str) -> int:
        return 1 + rounds(asked_by[url]) if url in asked_by else 0

    devtools = page.context.new_cdp_session(page)
    devtools.on("Network.requestWillBeSent", note)
    devtools.send("Network.enable")
    page.goto(server.url)
    expect(page.locator(".match-card")).to_be_visible()
    needed = {url: rounds(url) for url in asked_by}
    assert 1 < max(needed.values()) <= MOST_ROUNDS, needed
