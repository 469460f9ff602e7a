"""Text twice as large: all of it can be read, and nothing scrolls sideways."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browser_monitor import BrowserMonitor
from tests.browser.demo_server import DemoServer
from tests.browser.every_address import own_addresses, strangers_addresses, visited
from tests.browser.history_files import FILES, found, give, open_history, payloads
from tests.browser.meeting_people import open_other, pair_of_people
from tests.browser.steps import open_consent

pytestmark = pytest.mark.browser
WIDTHS = (360, 1280)
LAID_OUT = Path(__file__).with_name("laid_out.js").read_text()
LARGE = "document.documentElement.style.fontSize = '200%'"
OPEN = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


def _check(page: Page, where: str) -> None:
    """Nothing overlaps, is cut off or stands beside the page, at each width."""
    page.evaluate(LARGE)
    page.evaluate(OPEN)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wrong: list[str] = page.evaluate(LAID_OUT)
        assert not wrong, f"{where} at {width}: " + "\n".join(wrong)


def test_every_route_of_ones_own_can_be_read(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """With all that can be unfolded on it."""
    monitor.expected |= {401, 403, 404, 410, 422}
    for address in visited(page, server, own_addresses(page, server)):
        _check(page, address)


def test_every_route_can_be_read_by_a_stranger(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """The reference among them."""
    monitor.expected |= {401, 403, 404, 410, 422}
    for address in visited(page, server, strangers_addresses(page, server)):
        _check(page, address)


def test_what_opens_can_be_read(page: Page, server: DemoServer) -> None:
    """The picture to share, a question, the ways in, and what was found in files."""
    pair = pair_of_people(page, server, theirs="open")
    pair.other_waves()
    open_other(page, pair)
    page.get_by_role("button", name="Make the picture").click()
    expect(page.locator(".share-card canvas")).to_be_visible()
    page.get_by_role("button", name="Block this person").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    _check(page, "the question")
    open_consent(page, server, "lastfm")
    for name in ("Use my user name", "Anonymous", "Open"):
        page.get_by_role("radio", name=name).check()
        _check(page, name)
    open_history(page, server)
    give(page, payloads(FILES))
    found(page)
    _check(page, "what was found")
