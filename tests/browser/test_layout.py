"""Ways in with all that opens there, in both themes: readable, and for everybody."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.browser_monitor import BrowserMonitor
from tests.browser.demo_server import DemoServer
from tests.browser.steps import (
    TASTE,
    heading,
    open_consent,
    save_by_name,
    scrolls_sideways,
)

pytestmark = pytest.mark.browser


def _check(page: Page) -> None:
    """No sideways scrolling, and no violation that axe-core knows of."""
    assert not scrolls_sideways(page)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def _has_room_for_fingers(page: Page) -> None:
    """What is tapped is 44 px high; links within a sentence are let off."""
    tapped = (
        "main button, main .button, .choice__label, .field input, .taste-source__anew,"
        " .history-link"
    )
    for one in page.locator(tapped).all():
        box = one.bounding_box()
        assert box is None or min(box["height"], box["width"]) >= 44, one.inner_html()


@pytest.mark.parametrize(("width", "theme"), [(320, "dark"), (1440, "light")])
def test_every_way_in_is_readable_for_everybody(
    page: Page, server: DemoServer, monitor: BrowserMonitor, width: int, theme: str
) -> None:
    """Each way of each source, with an error in place; then being read again."""
    monitor.expected |= {422, 429}
    for source, ways in (
        ("listenbrainz", ("Use my user name", "paste my user token")),
        ("lastfm", ("sign in at Last.fm", "Use my user name")),
    ):
        open_consent(page, server, source)
        for way in ways:
            page.get_by_role("radio", name=way).check()
            _check(page)
            _has_room_for_fingers(page)
    save_by_name(page, server, "nobody", visibility="Open")
    expect(page.get_by_role("alert").filter(has_text="spelling")).to_be_visible()
    _check(page)
    save_by_name(page, server, "invented-7", is_refreshed=True)
    heading(page, TASTE)
    page.get_by_role("button", name="Read again now").click()
    expect(page.get_by_role("alert").filter(has_text="moment")).to_be_visible()
    _check(page)
    _has_room_for_fingers(page)
    server.be_invented(page.context, 2)
    open_consent(page, server, "listenbrainz")
    page.get_by_role("radio", name="Keep it apart").check()
    expect(page.get_by_text("makes a second, unverified person")).to_be_visible()
    _check(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_is_the_one_that_a_person_has_chosen(
    page: Page, server: DemoServer, theme: str
) -> None:
    """By the system's setting; paper is light or dark, ink the other."""
    page.goto(f"{server.url}/")
    colours: list[str] = page.evaluate(
        "(({ backgroundColor, color }) => [backgroundColor, color])"
        "(getComputedStyle(document.body))"
    )
    paper, ink = (sum(map(int, c[4:-1].split(", "))) for c in colours)
    assert (paper > ink) == (theme == "light")
