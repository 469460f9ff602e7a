"""Waves: sent, answered, taken back, and what they open and close."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browser_monitor import BrowserMonitor
from tests.browser.demo_server import DemoServer
from tests.browser.meeting_people import open_other, pair_of_people
from tests.browser.steps import MATCHES, asked, heading, tab_to

pytestmark = pytest.mark.browser
REFUSED = "net::ERR_"


def _states(page: Page, server: DemoServer) -> list[str]:
    return [one["wave"] for one in asked(page, server, "/waves")["waves"]]


def test_a_wave_is_sent_said_and_taken_back(page: Page, server: DemoServer) -> None:
    """The button stays where it is and says what is left to do."""
    pair = pair_of_people(page, server)
    open_other(page, pair)
    part = page.get_by_role("region", name="Wave", exact=True)
    expect(part).to_contain_text("you see their name and all that you share")
    part.get_by_role("button", name="Wave", exact=True).click()
    expect(part).to_contain_text("You have waved.")
    expect(page.locator("#announcement")).to_have_text("You have waved.")
    assert _states(page, server) == ["sent"]
    back = part.get_by_role("button", name="Take the wave back")
    expect(back).to_be_focused()
    back.click()
    expect(part.get_by_role("button", name="Wave", exact=True)).to_be_focused()
    assert _states(page, server) == []


def test_a_wave_back_shows_the_name_at_once(page: Page, server: DemoServer) -> None:
    """The alias's page becomes the person's, with the sum and what both share."""
    pair = pair_of_people(page, server)
    page.goto(f"{server.url}/#/matches")
    heading(page, MATCHES)
    alias = open_other(page, pair)
    assert alias != pair.other
    pair.other_waves()
    page.reload()
    expect(page.get_by_text("They have waved at you.")).to_be_visible()
    expect(page.locator(".sum-bar")).to_have_count(0)
    page.get_by_role("button", name="Wave back").click()
    heading(page, "Jonas")
    assert page.url == f"{server.url}/#/matches/{pair.other}"
    assert page.title() == "Jonas · Music Soulmate Finder"
    expect(page.get_by_text("You have waved at each other.")).to_be_visible()
    expect(page.locator(".sum-bar")).to_be_visible()
    expect(page.get_by_role("heading", name="Both of you")).to_be_visible()
    page.go_back()
    heading(page, MATCHES)


def test_what_a_wave_opened_is_closed_when_it_is_taken_back(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """The page of the name is nobody's any more, and says where to go."""
    monitor.expected.add(404)
    pair = pair_of_people(page, server)
    open_other(page, pair)
    pair.other_waves()
    page.reload()
    page.get_by_role("button", name="Wave back").click()
    heading(page, "Jonas")
    page.get_by_role("button", name="Take the wave back").click()
    heading(page, "Your wave is taken back")
    page.get_by_role("link", name="See your waves").click()
    heading(page, "Waves")
    received = page.get_by_role("region", name="They waved at you")
    expect(received.get_by_role("listitem")).to_have_count(1)
    expect(received).not_to_contain_text("Jonas")


def test_among_open_people_the_page_stays_when_a_wave_is_taken_back(
    page: Page, server: DemoServer
) -> None:
    """There was nothing to close."""
    pair = pair_of_people(page, server, theirs="open")
    pair.other_waves()
    open_other(page, pair)
    expect(page.get_by_text("You can see each other by name anyway")).to_be_visible()
    page.get_by_role("button", name="Wave back").click()
    expect(page.get_by_text("You have waved at each other.").first).to_be_visible()
    page.get_by_role("button", name="Take the wave back").click()
    expect(page.get_by_text("They have waved at you.")).to_be_visible()
    heading(page, "Jonas")


@pytest.mark.parametrize(
    ("mine", "theirs", "meaning"),
    [
        ("open", "open", "by name anyway"),
        ("open", "anonymous", "you see their name and"),
        ("anonymous", "open", "they see your name and"),
        ("anonymous", "anonymous", "you see each other's names and"),
    ],
)
def test_a_wave_says_before_whom_it_would_reveal(
    page: Page, server: DemoServer, mine: str, theirs: str, meaning: str
) -> None:
    """Nobody reveals themselves without having read it."""
    pair = pair_of_people(page, server, mine, theirs)
    open_other(page, pair)
    expect(page.locator(".wave")).to_contain_text(meaning)


def test_whoever_has_no_name_is_told_that_none_can_be_shown(
    page: Page, server: DemoServer
) -> None:
    """With the way to give one."""
    artists = ["A Band without a Name"]
    me = server.save({"artists": artists, "visibility": "anonymous"})
    other = server.save(
        {"artists": artists, "visibility": "open", "display_name": "Jonas"}
    )
    server.be(page.context, me)
    page.goto(f"{server.url}/#/matches/{other}")
    expect(page.locator(".wave")).to_contain_text("You have no name here")
    page.get_by_role("link", name="Give one in your settings").click()
    heading(page, "Settings")


def test_waves_stand_on_the_cards_of_the_list(page: Page, server: DemoServer) -> None:
    """A received one, then a mutual one."""
    pair = pair_of_people(page, server, theirs="open")
    pair.other_waves()
    page.goto(f"{server.url}/#/matches")
    expect(page.locator(".match-card__wave")).to_have_text("Waved at you")
    open_other(page, pair)
    page.get_by_role("button", name="Wave back").click()
    page.get_by_role("link", name="All matches").click()
    expect(page.locator(".match-card__wave")).to_have_text("You waved at each other")


def test_all_waves_are_on_one_page_and_answered_there(
    page: Page, server: DemoServer
) -> None:
    """Received, mutual, sent; the answer is said, and the name is there."""
    pair = pair_of_people(page, server)
    page.goto(f"{server.url}/#/waves")
    expect(page.get_by_text("There are no waves yet.")).to_be_visible()
    expect(page.get_by_role("link", name="See your matches")).to_be_visible()
    pair.other_waves()
    page.reload()
    received = page.get_by_role("region", name="They waved at you")
    mutual = page.get_by_role("region", name="You waved at each other")
    expect(received).to_contain_text("anonymous")
    expect(mutual).to_contain_text("Nobody, for now.")
    received.get_by_role("button", name="Wave back").click()
    expect(page.locator(".waves__done")).to_be_focused()
    expect(page.locator(".waves__done")).to_have_text("You have waved at each other.")
    mutual.get_by_role("link", name="Jonas").click()
    heading(page, "Jonas")
    page.get_by_role("link", name="Waves", exact=True).click()
    page.get_by_role("button", name="Take back your wave at Jonas").click()
    expect(page.locator(".waves__done")).to_contain_text("Their wave at you stays")
    expect(received.get_by_role("listitem")).to_have_count(1)
    assert _states(page, server) == ["received"]


def test_the_hidden_see_their_waves_and_can_only_take_theirs_back(
    page: Page, server: DemoServer
) -> None:
    """No links to pages that they cannot open."""
    pair = pair_of_people(page, server, theirs="open")
    open_other(page, pair)
    page.get_by_role("button", name="Wave", exact=True).click()
    expect(page.get_by_text("You have waved.").first).to_be_visible()
    header = {"X-Soulmate-Request": "1"}
    mine = f"{server.url}/api/me"
    page.request.patch(mine, data={"visibility": "hidden"}, headers=header)
    page.goto(f"{server.url}/#/waves")
    expect(page.get_by_text("You are hidden: nobody sees you")).to_be_visible()
    sent = page.get_by_role("region", name="You waved at them")
    expect(sent.get_by_role("link")).to_have_count(0)
    sent.get_by_role("button", name="Take back your wave at Jonas").click()
    expect(page.get_by_text("There are no waves yet.")).to_be_visible()


def test_a_wave_at_whoever_has_left_meanwhile_says_so(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """As when one was blocked while reading; the page stays."""
    monitor.expected.add(404)
    pair = pair_of_people(page, server)
    open_other(page, pair)
    assert pair.other_does("DELETE", "/me").ok
    page.get_by_role("button", name="Wave", exact=True).click()
    trouble = page.locator(".wave").get_by_role("alert")
    expect(trouble).to_contain_text("You cannot wave at them")
    expect(page.get_by_role("button", name="Wave", exact=True)).to_be_focused()


def test_a_wave_that_gets_no_answer_can_be_sent_again(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """Nothing is lost, and nothing claims to be sent."""
    monitor.expected.add(REFUSED)
    pair = pair_of_people(page, server)
    open_other(page, pair)
    page.route("**/api/waves/**", lambda route: route.abort())
    button = page.locator(".wave button")
    button.click()
    expect(page.locator(".wave").get_by_role("alert")).to_contain_text("reached")
    expect(button).to_have_text("Wave")
    page.unroute_all()
    button.click()
    expect(button).to_have_text("Take the wave back")


def test_a_wave_taken_back_in_another_tab_is_taken_back(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """What is not there any more needs no complaint."""
    monitor.expected.add(404)
    pair = pair_of_people(page, server)
    shown = open_other(page, pair)
    button = page.locator(".wave button")
    button.click()
    expect(button).to_have_text("Take the wave back")
    header = {"X-Soulmate-Request": "1"}
    assert page.request.delete(f"{server.url}/api/waves/{shown}", headers=header).ok
    button.click()
    expect(button).to_have_text("Wave")
    expect(page.locator(".wave .trouble")).to_be_empty()


def test_waving_back_and_blocking_need_no_mouse(page: Page, server: DemoServer) -> None:
    """From the header to the page of waves, to the name, to the end."""
    pair = pair_of_people(page, server)
    pair.other_waves()
    page.goto(f"{server.url}/#/matches")
    heading(page, MATCHES)
    tab_to(page, page.get_by_role("link", name="Waves", exact=True))
    page.keyboard.press("Enter")
    heading(page, "Waves")
    tab_to(page, page.get_by_role("button", name="Wave back"))
    page.keyboard.press("Space")
    name = page.get_by_role("link", name="Jonas")
    expect(name).to_be_visible()
    tab_to(page, name)
    page.keyboard.press("Enter")
    heading(page, "Jonas")
    tab_to(page, page.get_by_role("button", name="Block this person"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Not now")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    heading(page, MATCHES)
    expect(page.get_by_text("Blocked: you do not meet")).to_be_focused()


def test_a_block_is_asked_for_and_said_above_the_matches(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """Once; the person is nowhere any more, and the block can be lifted."""
    monitor.expected.add(404)
    pair = pair_of_people(page, server, theirs="open")
    open_other(page, pair)
    page.get_by_role("button", name="Block this person").click()
    page.get_by_role("button", name="Not now").click()
    heading(page, "Jonas")
    page.get_by_role("button", name="Block this person").click()
    page.get_by_role("dialog").get_by_role("button", name="Block").click()
    heading(page, MATCHES)
    expect(page.get_by_text("Blocked: you do not meet")).to_be_visible()
    expect(page.locator(".match-card")).to_have_count(0)
    assert len(asked(page, server, "/blocks")["blocks"]) == 1
    page.reload()
    heading(page, MATCHES)
    expect(page.get_by_text("Blocked: you do not meet")).to_have_count(0)
    page.goto(f"{server.url}/#/matches/{pair.other}")
    heading(page, "Nobody is here")
