"""From the first page to one match and its sum."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.browser_monitor import BrowserMonitor
from tests.browser.demo_server import DemoServer
from tests.browser.steps import (
    AT_SPOTIFY,
    MATCHES,
    TASTE,
    agree,
    asked,
    heading,
    open_matches,
    sign_in,
    source_row,
)

pytestmark = pytest.mark.browser


def number_in(place: Locator) -> int:
    """The first number in a text, thousands separated."""
    found = re.search(r"\d[\d,]*", place.inner_text())
    assert found, place.inner_text()
    return int(found[0].replace(",", ""))


def test_the_rows_of_a_match_add_up_to_its_points(
    page: Page, server: DemoServer
) -> None:
    """What a new user does first; screen and API say the same to the last point."""
    sign_in(page, server)
    expect(source_row(page, "Spotify")).to_contain_text("just now")
    expect(page.get_by_text("Verified: you proved")).to_contain_text("You are open.")
    first_artist = page.locator(".my-taste__list").first.locator("li bdi").first
    me = asked(page, server, "/me")
    taste = asked(page, server, "/taste-profile")
    expect(first_artist).to_have_text(taste["features"]["artist"][0]["name"])

    open_matches(page)
    ranking = asked(page, server, f"/matches/{me['user_id']}?limit=20")["matches"]
    names = [match["display_name"] for match in ranking]
    assert page.locator(".match-card h2").all_text_contents() == names
    place, match = next(
        (place, one) for place, one in enumerate(ranking) if not one["is_anonymous"]
    )
    page.locator(".match-card h2 a").nth(place).click()

    heading(page, match["display_name"])
    shown = number_in(page.locator(".sum-bar__total"))
    page.get_by_text("Show the sum").click()
    rows = page.locator(".sum-bar__table tbody .sum-bar__points").all()
    pair = asked(page, server, f"/matches/{me['user_id']}/{match['user_id']}")["match"]
    assert shown == match["points"] == pair["points"] > 0
    summed = sorted(pair["contributions"], key=lambda row: bool(row["is_assumed"]))
    assert [number_in(row) for row in rows] == [row["points"] for row in summed]
    assert sum(number_in(row) for row in rows) == shown
    assert number_in(page.locator(".sum-bar__table tfoot .sum-bar__points")) == shown
    assert len(pair["contributions"]) > 5


def test_an_anonymous_match_shows_no_number(page: Page, server: DemoServer) -> None:
    """Neither points nor places; how it was computed is the same for everybody."""
    me = server.be_invented(page.context, 2)
    ranking = asked(page, server, f"/matches/{me}?limit=20")["matches"]
    alias = next(one["display_name"] for one in ranking if one["is_anonymous"])
    page.goto(f"{server.url}/#/matches")
    heading(page, MATCHES)
    card = page.locator(".match-card").filter(
        has=page.get_by_role("link", name=alias, exact=True)
    )
    assert not re.search(r"\d", card.text_content() or "?1")
    card.get_by_role("link").click()
    heading(page, alias)
    expect(page.get_by_text("This person is anonymous")).to_be_visible()
    expect(page.locator(".sum-bar, .comparison")).to_have_count(0)
    texts = page.locator("main").inner_text()
    how = page.locator(".match-basis").inner_text()
    assert not re.search(r"\d", texts.replace(how, ""))


def test_whoever_is_hidden_is_told_so_and_may_choose_anew(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """Hidden people see nobody; the way out leads through the settings."""
    monitor.expected.add(403)
    sign_in(page, server, number=7, visibility="Hidden")
    expect(page.get_by_text("You are hidden.")).to_be_visible()
    page.get_by_role("link", name="See your matches").click()
    heading(page, "You are hidden")
    page.get_by_role("link", name="Choose another visibility").click()
    heading(page, "Settings")
    expect(page.get_by_role("radio", name="Hidden")).to_be_checked()
    page.get_by_role("radio", name="Anonymous").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("It applies from now on").first).to_be_visible()
    page.get_by_role("link", name="My taste").click()
    heading(page, TASTE)
    expect(page.get_by_text("You are anonymous.")).to_be_visible()


def test_show_more_adds_the_next_page_and_moves_on_to_it(
    page: Page, server: DemoServer
) -> None:
    """Nobody twice, in the API's order, and the keyboard goes on from there."""
    me = server.be_invented(page.context, 2)
    page.goto(f"{server.url}/#/matches")
    cards = page.locator(".match-card")
    expect(cards).to_have_count(20)
    page.get_by_role("button", name="Show more").click()
    expect(cards).to_have_count(40)
    links = page.locator(".match-card h2 a").all()
    addresses = [link.get_attribute("href") for link in links]
    assert len(set(addresses)) == 40
    expect(links[20]).to_be_focused()
    ranking = asked(page, server, f"/matches/{me}?limit=40")["matches"]
    assert addresses == [f"#/matches/{one['user_id']}" for one in ranking]


def test_nothing_is_chosen_for_a_new_person(page: Page, server: DemoServer) -> None:
    """Without a choice the form stays; a name is asked for only where it is seen."""
    page.goto(f"{server.url}/#/start/spotify")
    heading(page, AT_SPOTIFY)
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    page.get_by_role("button", name="Sign in at Spotify").click()
    heading(page, AT_SPOTIFY)
    name = page.get_by_label("Name that others see")
    expect(name).to_be_hidden()
    page.get_by_role("radio", name="Open").check()
    expect(name).to_be_visible()


def test_the_name_one_gives_is_the_name_one_has(page: Page, server: DemoServer) -> None:
    """Chosen before the sign-in, kept on the way through it."""
    page.goto(f"{server.url}/#/start/spotify")
    page.get_by_role("radio", name="Open").check()
    page.get_by_label("Name that others see").fill("Zoë & Søn")
    page.get_by_role("button", name="Sign in at Spotify").click()
    agree(page, 9)
    heading(page, TASTE)
    assert asked(page, server, "/me")["display_name"] == "Zoë & Søn"


def test_the_ways_in_are_looked_for_while_one_reads(
    page: Page, server: DemoServer
) -> None:
    """The first question starts the stand-in, which takes a moment."""
    held: list[Route] = []
    page.route("**/api/sources", lambda route: held.append(route))
    page.goto(f"{server.url}/")
    expect(page.get_by_text("Looking for sources …")).to_be_visible()
    expect(page.get_by_text("No black box")).to_be_visible()
    held[0].continue_()
    expect(page.get_by_role("link", name="Continue with Spotify")).to_be_visible()
    expect(page.get_by_text("Looking for sources …")).to_have_count(0)
