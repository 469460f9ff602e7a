"""Every address of the site, both themes, narrow and wide: readable for everybody."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.browser_monitor import BrowserMonitor
from tests.browser.demo_server import DemoServer
from tests.browser.every_address import own_addresses, strangers_addresses, visited
from tests.browser.meeting_people import open_other, pair_of_people
from tests.browser.steps import heading, scrolls_sideways

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("theme", ["light", "dark"]),
]
WIDTHS = (1440, 360)


def _check(page: Page, where: str) -> None:
    """No sideways scrolling, and no violation that axe-core knows of, at each width."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert not scrolls_sideways(page), f"{where} at {width}"
        found = Axe().run(page)
        report = found.generate_report() if found.violations_count else ""
        assert found.violations_count == 0, f"{where} at {width}: {report}"


def test_every_route_is_readable_to_whoever_is_signed_in(
    page: Page, server: DemoServer, monitor: BrowserMonitor, theme: str
) -> None:
    """With an id that leads somewhere, and with one that does not."""
    monitor.expected |= {401, 403, 404, 410, 422}
    for address in visited(page, server, own_addresses(page, server)):
        _check(page, address)


def test_every_route_is_readable_to_whoever_is_not(
    page: Page, server: DemoServer, monitor: BrowserMonitor, theme: str
) -> None:
    """The way in, or the words that say so; and the reference."""
    monitor.expected |= {401, 403, 404, 410, 422}
    for address in visited(page, server, strangers_addresses(page, server)):
        _check(page, address)


def test_what_opens_on_the_pages_is_readable_as_well(
    page: Page, server: DemoServer, theme: str
) -> None:
    """The filter, the sum, the picture, the question before a block, the waves."""
    pair = pair_of_people(page, server, theirs="open")
    pair.other_waves()
    page.goto(f"{server.url}/#/matches")
    page.get_by_text("Filter your matches").click()
    page.get_by_label("Sort by").select_option("discover")
    expect(page.get_by_text("Counts the artists")).to_be_visible()
    _check(page, "the filter")
    page.get_by_label("A name or a shared artist").fill("nobody like this")
    expect(page.get_by_text("No match fits your filter.")).to_be_visible()
    _check(page, "nobody fits")
    page.goto(f"{server.url}/#/waves")
    heading(page, "Waves")
    expect(page.get_by_role("button", name="Wave back")).to_be_visible()
    _check(page, "the waves")
    open_other(page, pair)
    page.get_by_text("Show the sum").click()
    page.get_by_role("button", name="Make the picture").click()
    expect(page.locator(".share-card canvas")).to_be_visible()
    _check(page, "the match")
    for one in page.locator("main button, main .button, main summary").all():
        box = one.bounding_box()
        assert box is None or min(box["height"], box["width"]) >= 44, one.inner_html()
    page.get_by_role("button", name="Block this person").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    _check(page, "the question")
