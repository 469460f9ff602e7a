"""What can go wrong while one is here: it is told, and what is typed stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.browser_monitor import BrowserMonitor
from tests.browser.demo_server import DemoServer
from tests.browser.history_files import FILES, found, give, open_history, payloads
from tests.browser.meeting_people import Pair, open_other, pair_of_people
from tests.browser.steps import MATCHES, TASTE, heading, open_consent

pytestmark = pytest.mark.browser
LONG_AGO = timedelta(days=31)
REFUSED = "net::ERR_"
MOST_WRITES = 120
NOBODY_HERE = "Nobody is here"


def _told(page: Page, text: str | re.Pattern[str]) -> Locator:
    """What a page says went wrong."""
    told = page.get_by_role("alert").filter(has_text=text)
    expect(told).to_be_visible()
    return told


def _ask_too_much(page: Page, server: DemoServer) -> None:
    """Change nothing until that is too much."""
    header = {"X-Soulmate-Request": "1"}
    for _ in range(MOST_WRITES + 1):
        reply = page.request.patch(f"{server.url}/api/me", data={}, headers=header)
    assert reply.status == 429


@dataclass(frozen=True)
class Typed:
    """Something begun on a page: what stands there, what sends it, what comes of it."""

    kept: Locator
    value: str
    send: Locator
    done: Callable[[], None]


def _a_key(page: Page, server: DemoServer, pair: Pair) -> Typed:
    page.goto(f"{server.url}/#/settings")
    part = page.get_by_role("region", name="Keys for programs", exact=True)
    name = part.get_by_label("Name of a new key")
    name.fill("my program")
    part.get_by_role("checkbox", name="Read my taste").check()
    done = part.get_by_text("The key is made.")
    send = part.get_by_role("button", name="Make a key")
    return Typed(name, "my program", send, lambda: expect(done).to_be_visible())


def _a_name(page: Page, server: DemoServer, pair: Pair) -> Typed:
    page.goto(f"{server.url}/#/settings")
    part = page.get_by_role("region", name="How you are seen", exact=True)
    name = part.get_by_label("Name that others see")
    name.fill("Zoë")
    done = part.get_by_text("It applies from now on")
    send = part.get_by_role("button", name="Save")
    return Typed(name, "Zoë", send, lambda: expect(done).to_be_visible())


def _a_muted_artist(page: Page, server: DemoServer, pair: Pair) -> Typed:
    page.goto(f"{server.url}/#/settings")
    name = page.get_by_label("An artist that should not count")
    name.fill("Low")
    done = page.get_by_role("button", name="Unmute Low")
    send = page.get_by_role("button", name="Mute this artist")
    return Typed(name, "Low", send, lambda: expect(done).to_be_visible())


def _an_invitation(page: Page, server: DemoServer, pair: Pair) -> Typed:
    page.goto(f"{server.url}/#/compare")
    days = page.get_by_label("For how many days?")
    days.fill("3")
    page.get_by_role("radio", name="Somebody").check()
    done = page.locator(".shown-once code")
    send = page.get_by_role("button", name="Make the link")
    return Typed(days, "3", send, lambda: expect(done).to_be_visible())


def _files(page: Page, server: DemoServer, pair: Pair) -> Typed:
    open_history(page, server)
    give(page, payloads(FILES))
    found(page)
    page.get_by_role("radio", name="Open").check()
    name = page.get_by_label("Name that others see")
    name.fill("Ines")
    send = page.get_by_role("button", name="Send these")
    return Typed(name, "Ines", send, lambda: heading(page, TASTE))


def _a_source(page: Page, server: DemoServer, pair: Pair) -> Typed:
    open_consent(page, server, "listenbrainz")
    page.get_by_role("radio", name="Use my user name").check()
    name = page.get_by_label("Your ListenBrainz user name")
    name.fill("invented-3")
    send = page.get_by_role("button", name="Read my listening")
    return Typed(name, "invented-3", send, lambda: heading(page, TASTE))


BEGUN = [_a_key, _a_name, _a_muted_artist, _an_invitation, _files, _a_source]


@pytest.mark.parametrize("begin", BEGUN)
def test_a_session_that_ends_while_one_types_costs_nothing(
    page: Page,
    server: DemoServer,
    monitor: BrowserMonitor,
    begin: Callable[[Page, DemoServer, Pair], Typed],
) -> None:
    """It says so beside what was sent, with a way to sign in that leaves this page."""
    monitor.expected.add(401)
    pair = pair_of_people(page, server)
    typed = begin(page, server, pair)
    server.be(page.context, pair.me, age=LONG_AGO)
    typed.send.click()
    told = _told(page, "Your session has expired")
    way = told.get_by_role("link", name="Sign in (new tab)")
    expect(way).to_have_attribute("target", "_blank")
    expect(typed.kept).to_have_value(typed.value)
    server.be(page.context, pair.me)
    typed.send.click()
    typed.done()


@pytest.mark.parametrize("view", ["taste", "matches", "waves", "settings", "compare"])
def test_a_page_opened_after_the_session_ended_says_so(
    page: Page, server: DemoServer, monitor: BrowserMonitor, view: str
) -> None:
    """And leads to the start; what is for anybody shows the ways in."""
    monitor.expected.add(401)
    server.be_invented(page.context, 2)
    page.goto(f"{server.url}/#/how")
    heading(page, "How a score is made")
    server.be_invented(page.context, 2, age=LONG_AGO)
    page.goto(f"{server.url}/#/{view}")
    heading(page, "You have been away for a long time")
    page.get_by_role("link", name="Back to the start").click()
    expect(page.get_by_role("link", name="Continue with Spotify")).to_be_visible()


@pytest.mark.parametrize("begin", BEGUN)
def test_too_much_in_a_short_time_costs_nothing_that_is_typed(
    page: Page,
    server: DemoServer,
    monitor: BrowserMonitor,
    begin: Callable[[Page, DemoServer, Pair], Typed],
) -> None:
    """It says for how long to wait."""
    monitor.expected.add(429)
    pair = pair_of_people(page, server)
    typed = begin(page, server, pair)
    _ask_too_much(page, server)
    typed.send.click()
    _told(page, re.compile(r"too many requests in a short time.* Try again in .*\d"))
    expect(typed.kept).to_have_value(typed.value)


def test_too_many_waves_say_when_to_come_back(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """The wave is not sent, and does not look as if it were."""
    monitor.expected.add(429)
    pair = pair_of_people(page, server)
    open_other(page, pair)
    _ask_too_much(page, server)
    button = page.locator(".wave button")
    button.click()
    _told(page, re.compile(r"Try again in .*\d"))
    expect(button).to_have_text("Wave")


@pytest.mark.parametrize(
    ("view", "title"),
    [
        ("taste", TASTE),
        ("matches", MATCHES),
        ("waves", "Waves"),
        ("compare", "Compare with a friend"),
        ("settings", "Settings"),
    ],
)
def test_a_list_that_does_not_come_comes_when_the_server_is_back(
    page: Page, own_server: DemoServer, monitor: BrowserMonitor, view: str, title: str
) -> None:
    """What cannot be shown says so, with a button that tries again."""
    monitor.expected.add(REFUSED)
    own_server.be_invented(page.context, 2)
    page.goto(f"{own_server.url}/#/how")
    heading(page, "How a score is made")
    own_server.stop()
    page.goto(f"{own_server.url}/#/{view}")
    heading(page, "No answer")
    own_server.start()
    page.get_by_role("button", name="Try again").click()
    heading(page, title)


def test_whoever_is_blocked_while_reading_is_told_as_of_anybody_who_left(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """What is read stays, and nothing says that it was a block."""
    monitor.expected.add(404)
    pair = pair_of_people(page, server, theirs="open")
    open_other(page, pair)
    assert pair.other_does("POST", "/blocks", {"user_id": pair.me}).ok
    page.get_by_role("button", name="Wave", exact=True).click()
    _told(page, "You cannot wave at them")
    expect(page.get_by_role("heading", name="Both of you")).to_be_visible()
    page.reload()
    heading(page, NOBODY_HERE)
    page.get_by_role("link", name="Back to your matches").click()
    heading(page, MATCHES)
    expect(page.locator(".match-card")).to_have_count(0)


def test_somebody_who_leaves_while_one_reads_is_told_in_the_same_words(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """At the wave, at the block, and when one comes back."""
    monitor.expected.add(404)
    pair = pair_of_people(page, server, theirs="open")
    open_other(page, pair)
    assert pair.other_does("DELETE", "/me").ok
    page.get_by_role("button", name="Wave", exact=True).click()
    _told(page, "You cannot wave at them")
    page.reload()
    heading(page, NOBODY_HERE)
    expect(page.get_by_role("link", name="Back to your matches")).to_be_visible()


def test_whoever_erased_themselves_elsewhere_is_told_on_the_page_that_is_open(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """Beside what was tried, then on every page of theirs."""
    monitor.expected |= {401, 410}
    pair = pair_of_people(page, server)
    typed = _a_key(page, server, pair)
    header = {"X-Soulmate-Request": "1"}
    cookies = {one["name"]: one["value"] for one in page.context.cookies()}
    assert page.request.delete(f"{server.url}/api/me", headers=header).ok
    page.context.add_cookies(
        [{"name": "session", "value": cookies["session"], "url": server.url}]
    )
    typed.send.click()
    _told(page, "Nothing of yours is kept here any more")
    expect(typed.kept).to_have_value(typed.value)
