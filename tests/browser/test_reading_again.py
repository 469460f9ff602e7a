"""Whoever agreed to it can have their listening read again, and is told how it went."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.browser_monitor import BrowserMonitor
from tests.browser.demo_server import DemoServer
from tests.browser.steps import TASTE, asked, heading, open_consent, save_by_name

pytestmark = pytest.mark.browser


def _agreed_long_ago(page: Page, server: DemoServer, source: str) -> None:
    save_by_name(page, server, "invented-7", source=source, is_refreshed=True)
    heading(page, TASTE)
    server.read_long_ago(asked(page, server, "/me")["user_id"])
    page.reload()
    expect(page.get_by_text("3 hours ago")).to_be_visible()


@pytest.mark.parametrize("source", ["listenbrainz", "lastfm"])
def test_it_is_read_again_at_a_click(
    page: Page, server: DemoServer, source: str
) -> None:
    """Progress, then how it went, and the keyboard stays where it was."""
    _agreed_long_ago(page, server, source)
    expect(page.get_by_text("by the user name invented-7")).to_be_visible()
    held: list[Route] = []
    page.route("**/api/taste-profile/refresh", lambda route: held.append(route))
    button = page.get_by_role("button", name="Read again now")
    button.click()
    reading = page.get_by_role("button", name="Reading again …")
    expect(reading).to_be_focused()
    reading.press("Enter")
    assert len(held) == 1
    held[0].continue_()
    expect(page.get_by_text("just now")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("It has been read again.")
    expect(button).to_be_focused()


def test_reading_again_too_soon_says_when(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """The same click a moment after the save."""
    monitor.expected.add(429)
    save_by_name(page, server, "invented-7", is_refreshed=True)
    heading(page, TASTE)
    page.get_by_role("button", name="Read again now").click()
    expect(page.get_by_role("alert").filter(has_text="moment ago")).to_have_text(
        "This was read a moment ago. Try again in about 10 minutes."
    )
    expect(page.get_by_role("button", name="Read again now")).to_be_visible()


def test_trouble_at_the_service_leaves_what_is_there(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """Nothing is lost, and it may be tried again later."""
    monitor.expected.add(502)
    _agreed_long_ago(page, server, "listenbrainz")
    server.switch("server_error", at="listenbrainz")
    page.get_by_role("button", name="Read again now").click()
    expect(
        page.get_by_role("alert").filter(has_text="trouble of its own")
    ).to_be_visible()
    expect(page.get_by_text("3 hours ago")).to_be_visible()
    expect(page.get_by_role("button", name="Read again now")).to_be_visible()


def test_a_name_that_is_private_by_now_is_forgotten(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """It says so, and leaves the way to save anew."""
    monitor.expected.add(403)
    _agreed_long_ago(page, server, "lastfm")
    server.switch("private_user", at="lastfm")
    page.get_by_role("button", name="Read again now").click()
    expect(page.get_by_role("alert").filter(has_text="is private at")).to_be_visible()
    expect(page.get_by_role("button", name="Read again now")).to_have_count(0)
    expect(page.get_by_role("link", name="Save again")).to_be_focused()
    assert asked(page, server, "/taste-profile")["refresh"] is None


def test_what_was_agreed_to_is_shown_and_can_be_ended(
    page: Page, server: DemoServer
) -> None:
    """The same name again without the tick."""
    save_by_name(page, server, "invented-7", is_refreshed=True)
    heading(page, TASTE)
    me = asked(page, server, "/me")["user_id"]
    page.get_by_role("link", name="Save again").click()
    expect(page.locator("#user-name")).to_have_value("invented-7")
    expect(page.get_by_role("checkbox")).to_be_checked()
    expect(page.get_by_role("radio", name="Anonymous")).to_be_checked()
    page.get_by_role("checkbox").uncheck()
    page.get_by_role("button", name="Read my listening").click()
    heading(page, TASTE)
    expect(page.get_by_role("button", name="Read again now")).to_have_count(0)
    profile = asked(page, server, "/taste-profile")
    assert (profile["user_id"], profile["refresh"]) == (me, None)
    open_consent(page, server, "listenbrainz")
    expect(page.get_by_role("checkbox")).not_to_be_checked()
