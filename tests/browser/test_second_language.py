"""A second language is a folder: with an invented one, nothing is said in the first."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browser_monitor import BrowserMonitor
from tests.browser.demo_server import DemoServer
from tests.browser.every_address import own_addresses, strangers_addresses, visited
from tests.browser.history_files import FILES, found, give, payloads
from tests.browser.meeting_people import open_other, pair_of_people
from tests.browser.steps import save_by_name

pytestmark = pytest.mark.browser
FILES_OF_WORDS = re.compile(r"/i18n/en/(?!grammar)\w+\.js$")
LANGUAGE = Path(__file__).with_name("second_language.js")
FOREIGN_WORDS = Path(__file__).with_name("foreign_words.js").read_text()
TASTE_OF_TWO = {"artists": [{"name": "Low", "genres": ["slowcore"]}, {"name": "Slint"}]}


@pytest.fixture
def page(page: Page) -> Page:
    """A tab that gets the invented language in place of English."""
    page.route(
        FILES_OF_WORDS,
        lambda route: route.fulfill(path=LANGUAGE, content_type="text/javascript"),
    )
    return page


def _check(page: Page, where: str) -> None:
    """All words come from the language's files."""
    found: list[str] = page.evaluate(FOREIGN_WORDS)
    assert not found, f"{where}: " + "\n".join(found)


def test_whoever_is_signed_in_reads_one_language(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """Names of people, music and programs' own words are marked as such."""
    monitor.expected |= {401, 403, 404, 410, 422}
    for address in visited(page, server, own_addresses(page, server)):
        _check(page, address)
    expect(page.locator("html")).to_have_attribute("lang", "eo")


def test_a_stranger_reads_one_language(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """From the landing page to the reference."""
    monitor.expected |= {401, 403, 404, 410, 422}
    for address in visited(page, server, strangers_addresses(page, server)):
        _check(page, address)


def test_what_opens_at_the_matches_is_in_one_language(
    page: Page, server: DemoServer
) -> None:
    """The filter, the waves, the picture to share, the question before a block."""
    pair = pair_of_people(page, server, theirs="open")
    pair.other_waves()
    page.goto(f"{server.url}/#/matches")
    page.get_by_text("Filter your matches").click()
    page.get_by_label("Sort by").select_option("discover")
    page.get_by_label("A name or a shared artist").fill("nobody like this")
    expect(page.get_by_text("No match fits your filter.")).to_be_visible()
    _check(page, "nobody fits")
    page.goto(f"{server.url}/#/waves")
    page.get_by_role("button", name="Wave back").click()
    expect(page.get_by_role("button", name="Take back your wave")).to_be_visible()
    _check(page, "the waves")
    open_other(page, pair)
    page.get_by_role("button", name="Make the picture").click()
    expect(page.locator(".share-card canvas")).to_be_visible()
    _check(page, "the match")
    page.get_by_role("button", name="Block this person").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    _check(page, "the question")


def test_what_happens_in_the_settings_is_in_one_language(
    page: Page, server: DemoServer
) -> None:
    """Muting, a recovery code, a key, other browsers, and the receipt of leaving."""
    server.be(page.context, server.save({**TASTE_OF_TWO, "visibility": "anonymous"}))
    page.goto(f"{server.url}/#/taste")
    page.get_by_role("button", name="Mute Low").click()
    expect(page.get_by_text("Low does not count any more").first).to_be_visible()
    _check(page, "muted")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are not verified.")).to_be_visible()
    page.goto(f"{server.url}/#/settings")
    page.get_by_role("button", name="Unmute Low").click()
    expect(page.get_by_text("Low counts again").first).to_be_visible()
    page.get_by_role("button", name="Make a recovery code").click()
    expect(page.get_by_text("Here is your recovery code.").first).to_be_visible()
    page.get_by_label("Name of a new key").fill("mine")
    page.get_by_role("button", name="Make a key").click()
    expect(page.get_by_role("checkbox", name="Read my taste")).to_be_focused()
    _check(page, "a key that may do nothing")
    page.get_by_role("checkbox", name="Read my matches").check()
    page.get_by_role("button", name="Make a key").click()
    expect(page.get_by_text("The key is made.").first).to_be_visible()
    page.get_by_role("button", name="Sign out everywhere else").click()
    _check(page, "the question")
    page.keyboard.press("Escape")
    _check(page, "a key and a code")
    page.get_by_role("button", name="Erase everything").click()
    page.get_by_role("dialog").get_by_role("button", name="Erase everything").click()
    expect(page.get_by_text("What stays, and for how long")).to_be_visible()
    _check(page, "the receipt")


def test_two_who_compare_read_one_language(page: Page, server: DemoServer) -> None:
    """From the link that one makes to the page that the other sees."""
    pair = pair_of_people(page, server, theirs="open")
    page.goto(f"{server.url}/#/compare")
    page.get_by_role("radio", name="I do, as Mara").check()
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_text("The link is made.").first).to_be_visible()
    _check(page, "the link")
    link = page.locator(".shown-once code").inner_text()
    server.be(page.context, pair.other)
    page.goto(link)
    expect(page.get_by_role("button", name="Compare")).to_be_visible()
    _check(page, "the invitation")
    page.get_by_role("radio", name="An alias").check()
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".match-page")).to_be_visible()
    page.goto(f"{server.url}/#/compare")
    page.get_by_role("button", name="End the comparison").click()
    _check(page, "the end")


def test_what_is_found_in_ones_files_is_told_in_one_language(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """What counts, what does not, and what will be sent; and a name nobody has."""
    monitor.expected.add(422)
    page.goto(f"{server.url}/#/history")
    give(page, payloads({"notes.txt": b"no history"}))
    expect(page.get_by_role("heading", name="We do not know this kind")).to_be_visible()
    _check(page, "a refused file")
    give(page, payloads(FILES))
    found(page)
    page.get_by_text("Show the JSON").click()
    _check(page, "what was found")
    save_by_name(page, server, "nobody-like-this")
    expect(page.get_by_role("alert")).to_contain_text("knows nobody")
    _check(page, "a name nobody has")
