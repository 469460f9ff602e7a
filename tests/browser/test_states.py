"""Zero, unknown, too little, not permitted, stale, young: each says what to do next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.browser_monitor import BrowserMonitor
from tests.browser.demo_server import DemoServer
from tests.browser.meeting_people import open_other, pair_of_people
from tests.browser.steps import MATCHES, TASTE, heading

pytestmark = pytest.mark.browser


def _told(page: Page, path: str, change: Callable[[Any], None]) -> None:
    """Let the site hear something else of the server than it says."""

    def answer(route: Route) -> None:
        response = route.fetch()
        reply = response.json()
        change(reply)
        route.fulfill(response=response, json=reply)

    page.route(path, answer)


def _goes_to(page: Page, link: str, address: str) -> None:
    found = page.locator("main").get_by_role("link", name=link)
    expect(found).to_have_attribute("href", address)


def test_zero_matches_are_not_an_error(page: Page, server: DemoServer) -> None:
    """More listening and friends are what helps."""
    me = server.save({"artists": ["Known To Nobody Else"], "visibility": "anonymous"})
    server.be(page.context, me)
    page.goto(f"{server.url}/#/matches")
    heading(page, MATCHES)
    expect(page.get_by_text("Nobody here shares an artist")).to_be_visible()
    expect(page.locator(".match-filter")).to_have_count(0)
    ways = page.locator(".matches__ways")
    expect(ways.get_by_role("link", name="Compare with a friend")).to_be_visible()
    expect(ways.get_by_role("link", name="Add another source")).to_be_visible()


def test_too_little_data_says_what_would_be_enough(
    page: Page, server: DemoServer
) -> None:
    """In the list, and where the evidence of one match is thin."""
    pair = pair_of_people(page, server, theirs="open")
    page.goto(f"{server.url}/#/matches")
    expect(page.get_by_text("Little data: with 20 artists or more")).to_be_visible()
    _goes_to(page, "Add another source", "#/taste")
    few = [f"Thin Air {number}" for number in range(1, 3)]
    other = server.save({"artists": few, "visibility": "open", "display_name": "Jonas"})
    server.be(page.context, server.save({"artists": few, "visibility": "anonymous"}))
    page.goto(f"{server.url}/#/matches/{other}")
    expect(page.get_by_text("rests on very little")).to_be_visible()
    _goes_to(page, "Add another source", "#/taste")
    assert pair.other != other


def test_unknown_is_said_where_sources_do_not_tell(
    page: Page, server: DemoServer
) -> None:
    """Genres and years that nobody told are not shown as none."""
    me = server.save({"artists": ["Low"], "visibility": "anonymous"})
    server.be(page.context, me)
    page.goto(f"{server.url}/#/taste")
    heading(page, TASTE)
    unknown = page.get_by_text("Your sources do not say.")
    expect(unknown).to_have_count(3)
    _goes_to(page, "ListenBrainz (stand-in)", "#/start/listenbrainz")


def test_not_permitted_says_what_would_open_it(page: Page, server: DemoServer) -> None:
    """An anonymous person's list is theirs; a wave may open it."""
    pair = pair_of_people(page, server)
    open_other(page, pair)
    hint = page.get_by_text("This person is anonymous")
    expect(hint).to_contain_text("If you both wave, you see all of it")
    expect(page.get_by_role("button", name="Wave", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Both of you")).to_have_count(0)


def test_a_stale_taste_is_dated_and_can_be_read_again(
    page: Page, server: DemoServer
) -> None:
    """One's own above the matches, the other's on their page."""
    long_ago = (datetime.now(UTC) - timedelta(days=200)).isoformat()

    def mine(reply: Any) -> None:
        reply["updated_at"] = long_ago

    def theirs(reply: Any) -> None:
        reply["match"]["updated_at"] = long_ago

    pair = pair_of_people(page, server, theirs="open")
    _told(page, "**/api/me", mine)
    _told(page, f"**/api/matches/{pair.me}/{pair.other}", theirs)
    page.goto(f"{server.url}/#/matches")
    expect(page.get_by_text("Your taste was read 6 months ago")).to_be_visible()
    _goes_to(page, "Read it again", "#/taste")
    open_other(page, pair)
    expect(page.get_by_text("Their taste was read 6 months ago")).to_be_visible()


def test_a_young_community_says_that_rarity_is_not_known_yet(
    page: Page, server: DemoServer
) -> None:
    """In the list and on the page of a match, and who could change that."""

    def young(reply: Any) -> None:
        reply["statistics"] |= {"is_young": True, "people": 12}

    pair = pair_of_people(page, server, theirs="open")
    _told(page, "**/api/matches/**", young)
    page.goto(f"{server.url}/#/matches")
    expect(page.get_by_text("Young community")).to_be_visible()
    _goes_to(page, "Compare with a friend", "#/compare")
    page.locator(".match-card h2 a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jonas")
    expect(page.get_by_text("Young community")).to_be_visible()
    _goes_to(page, "Compare with a friend", "#/compare")
    assert pair.other in page.url


def test_a_ranking_that_is_not_complete_says_so(page: Page, server: DemoServer) -> None:
    """As when the cloud stops short of reading everything."""

    def incomplete(reply: Any) -> None:
        reply["is_complete"] = False

    pair_of_people(page, server, theirs="open")
    _told(page, "**/api/matches/**", incomplete)
    page.goto(f"{server.url}/#/matches")
    expect(page.get_by_text("somebody close may be missing")).to_be_visible()


def test_nobody_and_nothing_in_common_are_two_answers(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """The one is unknown, the other is zero, with what each could show the other."""
    monitor.expected.add(404)
    other = server.save(
        {"artists": ["One Only"], "visibility": "open", "display_name": "Jonas"}
    )
    me = server.save({"artists": ["Another Only"], "visibility": "anonymous"})
    server.be(page.context, me)
    page.goto(f"{server.url}/#/matches/{other}")
    expect(
        page.get_by_text("You share no artist and no track that counts.")
    ).to_be_visible()
    expect(page.get_by_role("heading", name="For you to discover")).to_be_visible()
    page.goto(f"{server.url}/#/matches/nobody")
    heading(page, "Nobody is here")
    _goes_to(page, "Back to your matches", "#/matches")


@pytest.mark.parametrize(
    "file", ["pages/privacy.js", "i18n/en/privacy.js", "styles/privacy.css"]
)
def test_a_file_of_a_page_that_does_not_come_is_asked_for_again(
    page: Page, server: DemoServer, monitor: BrowserMonitor, file: str
) -> None:
    """What draws it, its words and its looks: without any of them it is not shown."""
    monitor.expected.add("ERR_FAILED")
    page.route(f"**/{file}", lambda route: route.abort(), times=1)
    page.goto(f"{server.url}/#/privacy")
    heading(page, "No answer")
    page.get_by_role("button", name="Try again").click()
    heading(page, "Privacy")
    expect(page.locator("link[href='styles/privacy.css']")).to_have_count(1)
