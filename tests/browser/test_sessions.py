"""Sessions that end: signed out, expired, forged; and a server that is gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.browser_monitor import BrowserMonitor
from tests.browser.demo_server import DemoServer
from tests.browser.steps import (
    MATCHES,
    TASTE,
    agree,
    asked,
    choose,
    heading,
    save_by_name,
)

pytestmark = pytest.mark.browser
REFUSED = "net::ERR_"


def test_signing_out_leaves_nothing_to_see(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """Neither on the page nor on the way back."""
    monitor.expected.add(401)
    server.be_invented(page.context, 2)
    page.goto(f"{server.url}/#/taste")
    heading(page, TASTE)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Continue with Spotify")).to_be_visible()
    expect(page.get_by_role("navigation")).to_have_count(0)
    page.go_back()
    heading(page, "Sign in first")
    expect(page.locator(".my-taste__list")).to_have_count(0)


def test_whoever_cannot_come_back_is_asked_twice(
    page: Page, server: DemoServer
) -> None:
    """Nobody proved who that is, so signing out is for good."""
    save_by_name(page, server, "invented-11")
    heading(page, TASTE)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("alert").filter(has_text="not verified")).to_be_visible()
    assert asked(page, server, "/me")["is_verified"] is False
    page.get_by_role("button", name="Sign out for good").click()
    expect(page.get_by_role("link", name="Continue with Spotify")).to_be_visible()
    assert page.context.cookies() == []


def test_an_expired_session_says_so_and_leads_to_the_start(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """The dead cookie is taken away, so that a new start is not refused as well."""
    monitor.expected.add(401)
    server.be_invented(page.context, 2, age=timedelta(days=31))
    page.goto(f"{server.url}/#/matches")
    heading(page, "You have been away for a long time")
    expect(page.get_by_role("navigation")).to_have_count(0)
    assert page.context.cookies() == []
    page.get_by_role("link", name="Back to the start").click()
    expect(page.get_by_role("link", name="Continue with Spotify")).to_be_visible()


def test_a_forged_session_is_nobody(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """The first page works as for anybody, one's own pages do not open."""
    monitor.expected.add(401)
    server.be_invented(page.context, 2, forge=True)
    page.goto(f"{server.url}/#/taste")
    heading(page, "Please sign in again")
    expect(page.locator(".my-taste__list")).to_have_count(0)
    server.be_invented(page.context, 2, forge=True)
    page.goto(f"{server.url}/")
    page.reload()
    expect(page.get_by_role("link", name="Continue with Spotify")).to_be_visible()


@pytest.mark.parametrize("view", ["taste", "matches", "matches/somebody"])
def test_nobody_is_asked_to_sign_in_first(
    page: Page, server: DemoServer, monitor: BrowserMonitor, view: str
) -> None:
    """A link to one's own page, opened elsewhere, says what it needs."""
    monitor.expected.add(401)
    page.goto(f"{server.url}/#/{view}")
    heading(page, "Sign in first")


@pytest.mark.parametrize("view", ["", "start/listenbrainz", "history"])
def test_whoever_comes_for_the_first_time_is_not_asked_who_they_are(
    page: Page, server: DemoServer, view: str
) -> None:
    """So that the console stays silent."""
    paths: list[str] = []
    page.on("request", lambda request: paths.append(urlsplit(request.url).path))
    page.goto(f"{server.url}/#/{view}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert "/api/me" not in paths


def test_ones_own_page_knows_a_session_of_which_the_browser_has_no_sign(
    page: Page, server: DemoServer
) -> None:
    """From then on, every page does."""
    session = server.wired.api.signer.issue(server.people[2].user_id, datetime.now(UTC))
    page.context.add_cookies([{"name": "session", "value": session, "url": server.url}])
    page.goto(f"{server.url}/#/taste")
    heading(page, TASTE)
    page.get_by_role("link", name="Music Soulmate Finder").click()
    expect(page.get_by_role("link", name="Continue with Spotify")).to_be_visible()
    expect(page.get_by_role("navigation")).to_be_visible()


def test_a_server_that_is_gone_and_back_loses_nothing(
    page: Page, own_server: DemoServer, monitor: BrowserMonitor
) -> None:
    """Words in place of the view, then the very view that was wanted."""
    monitor.expected.add(REFUSED)
    own_server.be_invented(page.context, 2)
    page.goto(f"{own_server.url}/#/matches")
    link = page.locator(".match-card h2 a").first
    name = link.text_content() or ""
    own_server.stop()
    link.click()
    heading(page, "No answer")
    page.get_by_role("button", name="Try again").click()
    heading(page, "No answer")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are still signed in")).to_be_visible()
    own_server.start()
    page.get_by_role("button", name="Try again").click()
    heading(page, name)
    page.go_back()
    heading(page, MATCHES)


def test_more_matches_can_be_asked_for_again(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """A page of the list that does not come leaves those that are there."""
    monitor.expected.add(REFUSED)
    server.be_invented(page.context, 2)
    page.goto(f"{server.url}/#/matches")
    cards = page.locator(".match-card")
    expect(cards).to_have_count(20)
    page.route("**/api/matches/**", lambda route: route.abort())
    page.get_by_role("button", name="Show more").click()
    expect(
        page.get_by_role("alert").filter(has_text="cannot be reached")
    ).to_be_visible()
    expect(cards).to_have_count(20)
    page.unroute_all()
    page.get_by_role("button", name="Show more").click()
    expect(cards).to_have_count(40)


def test_a_save_without_an_answer_can_be_sent_again(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """Code and choices are still there, though no longer in the address."""
    monitor.expected.add(REFUSED)
    choose(page, server, "Anonymous")
    failing: list[Route] = []

    def fail_once(route: Route) -> None:
        failing.append(route)
        route.abort() if len(failing) == 1 else route.continue_()

    page.route("**/api/taste-profile", fail_once)
    agree(page, 12)
    heading(page, "No answer")
    assert page.url == f"{server.url}/"
    page.get_by_role("button", name="Try again").click()
    heading(page, TASTE)
    assert asked(page, server, "/me")["visibility"] == "anonymous"
