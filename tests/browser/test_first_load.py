"""The landing page is light and quick for whoever comes for the first time."""

from __future__ import annotations

import gzip

import pytest
import requests
from playwright.sync_api import Page, expect

from tests.browser.demo_server import DemoServer

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timed]

MOST_BYTES = 100_000
HEADER_BYTES = 300
"""Of each answer: what Chromium counts here."""

LARGEST_PAINT_MS = 1_000
_LOADED = """() => [location.href.split("#")[0],
    ...performance.getEntriesByType("resource").map((entry) => entry.name)]"""
_PAINTED = """() => new Promise((done) => new PerformanceObserver((list) =>
    done(list.getEntries().map((entry) => entry.startTime)),
).observe({ type: "largest-contentful-paint", buffered: true }))"""


def test_the_first_load_is_light(page: Page, server: DemoServer) -> None:
    """All that the landing page asks for, compressed as CloudFront does it."""
    page.goto(server.url)
    expect(page.locator(".match-card")).to_be_visible()
    page.wait_for_load_state("networkidle")
    addresses: list[str] = page.evaluate(_LOADED)
    assert len(addresses) > 10
    sizes = [len(gzip.compress(requests.get(a, timeout=10).content)) for a in addresses]
    assert sum(sizes) + HEADER_BYTES * len(sizes) <= MOST_BYTES


def test_the_largest_paint_comes_within_a_second(
    page: Page, server: DemoServer
) -> None:
    """By the browser's own clock, with nothing kept from before."""
    page.goto(server.url)
    expect(page.locator(".match-card")).to_be_visible()
    painted: list[float] = page.evaluate(_PAINTED)
    assert painted
    assert max(painted) <= LARGEST_PAINT_MS
