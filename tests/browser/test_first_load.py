"""What a stranger's browser fetches before the first page stands, and how soon."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.demo_server import DemoServer

pytestmark = pytest.mark.browser
MOST_BYTES = 100_000
LARGEST_PAINT_MS = 1_000
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


@pytest.mark.timed
def test_the_largest_paint_comes_within_a_second(
    page: Page, server: DemoServer
) -> None:
    """By the browser's own clock, with nothing kept from before."""
    page.goto(server.url)
    expect(page.locator(".match-card")).to_be_visible()
    painted: list[float] = page.evaluate(_PAINTED)
    assert painted
    assert max(painted) <= LARGEST_PAINT_MS
