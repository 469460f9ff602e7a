"""Everything can be reached and done with the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browser_monitor import BrowserMonitor
from tests.browser.demo_server import DemoServer
from tests.browser.steps import (
    AT_LISTENBRAINZ,
    AT_SPOTIFY,
    MATCHES,
    TASTE,
    heading,
    tab_to,
)

pytestmark = pytest.mark.browser


def test_the_whole_journey_needs_no_mouse(page: Page, server: DemoServer) -> None:
    """Tab, space, arrows and enter, to the sum and back."""
    page.goto(f"{server.url}/")
    way_in = page.get_by_role("link", name="Continue with Spotify")
    expect(way_in).to_be_visible()
    tab_to(page, way_in)
    page.keyboard.press("Enter")
    heading(page, AT_SPOTIFY)
    tab_to(page, page.get_by_role("radio", name="Open"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Sign in at Spotify"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server.stand_in_url()}/authorize**")
    tab_to(page, page.get_by_role("button", name="Continue as").nth(2))
    page.keyboard.press("Enter")
    heading(page, TASTE)
    tab_to(page, page.get_by_role("link", name="See your matches"))
    page.keyboard.press("Enter")
    heading(page, MATCHES)
    tab_to(page, page.locator(".match-card h2 a").first)
    page.keyboard.press("Enter")
    expect(page.locator(".sum-bar")).to_be_visible()
    tab_to(page, page.get_by_text("Show the sum"))
    page.keyboard.press("Enter")
    expect(page.locator(".sum-bar__table")).to_be_visible()
    tab_to(page, page.get_by_role("link", name="All matches"))
    page.keyboard.press("Enter")
    heading(page, MATCHES)


def test_a_user_name_is_typed_and_sent_without_a_mouse(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """The error takes the focus, the field is a step away, enter sends it again."""
    monitor.expected |= {422, 429}
    page.goto(f"{server.url}/")
    way_in = page.get_by_role("link", name=AT_LISTENBRAINZ)
    expect(way_in).to_be_visible()
    tab_to(page, way_in)
    page.keyboard.press("Enter")
    heading(page, AT_LISTENBRAINZ)
    tab_to(page, page.get_by_role("radio", name="Use my user name"))
    page.keyboard.press("Tab")
    expect(page.locator("#user-name")).to_be_focused()
    page.keyboard.type("invented-none")
    tab_to(page, page.get_by_role("radio", name="Open"))
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Anonymous")).to_be_checked()
    tab_to(page, page.get_by_role("checkbox"))
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="knows nobody")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#user-name")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("invented-8")
    page.keyboard.press("Enter")
    heading(page, TASTE)
    button = page.get_by_role("button", name="Read again now")
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="minutes")).to_be_visible()
    expect(button).to_be_focused()


def test_the_skip_link_leads_to_the_content_of_the_same_view(
    page: Page, server: DemoServer
) -> None:
    """Views live in the address, so a place on the page must not overwrite it."""
    server.be_invented(page.context, 2)
    page.goto(f"{server.url}/#/taste")
    heading(page, TASTE)
    skip = page.get_by_role("link", name="Skip to the content")
    skip.focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    assert page.url == f"{server.url}/#/taste"
    heading(page, TASTE)
