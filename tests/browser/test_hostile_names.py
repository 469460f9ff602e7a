"""Names come from outside: they are text, whatever they look like."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browser_monitor import BrowserMonitor
from tests.browser.demo_server import DemoServer
from tests.browser.meeting_people import Pair
from tests.browser.steps import TASTE, asked, heading, save_by_name, scrolls_sideways

pytestmark = pytest.mark.browser

MARKUP = "<img src=x onerror=\"window.ran='yes'\">"
SCRIPT = "</script><script>window.ran='yes'</script>"
RIGHT_TO_LEFT = "\u202eفيروز \u200fأم كلثوم"
ENDLESS = "W" * 500
SPACED = "many words " * 40
ARTISTS = [
    MARKUP,
    SCRIPT,
    RIGHT_TO_LEFT,
    ENDLESS,
    SPACED,
    "坂本龍一",
    "{{7*7}}",
    "&lt;b&gt;",
]


def _has_only_text(page: Page) -> None:
    """Nothing ran, nothing became an element, and the layout holds."""
    assert page.evaluate("window.ran") is None
    expect(page.locator("main img, main script, main b")).to_have_count(0)
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("width", [360, 1440])
def test_hostile_names_stay_names(page: Page, server: DemoServer, width: int) -> None:
    """In taste, list, heading, title, sum and comparison."""
    taste = {
        "visibility": "open",
        "artists": ARTISTS,
        "tracks": [{"name": MARKUP, "artist": RIGHT_TO_LEFT, "release_date": "1994"}],
    }
    others = {
        name: server.save({**taste, "display_name": name})
        for name in (MARKUP, RIGHT_TO_LEFT, "W" * 80)
    }
    server.be(page.context, server.save({**taste, "display_name": "Reader"}))
    page.goto(f"{server.url}/#/taste")
    heading(page, TASTE)
    expect(page.get_by_text(MARKUP, exact=True).first).to_be_visible()
    _has_only_text(page)
    for name, user_id in others.items():
        page.goto(f"{server.url}/#/matches")
        link = page.locator(f".match-card a[href='#/matches/{user_id}']")
        expect(link).to_be_visible()
        shown = link.text_content() or ""
        _has_only_text(page)
        link.click()
        heading(page, shown)
        assert page.title() == f"{shown} · Music Soulmate Finder"
        assert shown == name or name == RIGHT_TO_LEFT
        page.get_by_text("Show the sum").click()
        expect(page.locator(".sum-bar__table")).to_contain_text(MARKUP)
        _has_only_text(page)


@pytest.mark.parametrize("user_name", [MARKUP, RIGHT_TO_LEFT, ENDLESS])
def test_a_user_name_to_read_by_stays_a_name(
    page: Page, server: DemoServer, user_name: str
) -> None:
    """Where it is shown, and where it is filled in again."""
    save_by_name(page, server, "invented-7", is_refreshed=True)
    heading(page, TASTE)
    server.read_long_ago(asked(page, server, "/me")["user_id"], by=user_name)
    page.reload()
    expect(page.get_by_text("3 hours ago")).to_be_visible()
    shown = page.locator(".taste-source__kept bdi")
    expect(shown).to_have_text(user_name)
    _has_only_text(page)
    page.get_by_role("link", name="Save again").click()
    expect(page.locator("#user-name")).to_have_value(user_name)
    _has_only_text(page)


@pytest.mark.parametrize(
    "typed", [MARKUP, RIGHT_TO_LEFT, "W" * 200, "../../1/x", "%00"]
)
def test_whatever_is_typed_as_a_user_name_is_a_name(
    page: Page, server: DemoServer, monitor: BrowserMonitor, typed: str
) -> None:
    """It is refused as one, and stands in the field as it was typed."""
    monitor.expected.add(422)
    for source in ("listenbrainz", "lastfm"):
        save_by_name(page, server, typed, source=source)
        expect(page.get_by_role("alert").filter(has_text="user name")).to_be_focused()
        expect(page.locator("#user-name")).to_have_value(typed)
        _has_only_text(page)


def test_a_name_cannot_turn_the_sentence_around_it(
    page: Page, server: DemoServer
) -> None:
    """Right-to-left names stand in isolation, without the marks that would leak."""
    taste = {"visibility": "open", "artists": [RIGHT_TO_LEFT, "Fairuz"]}
    other = server.save({**taste, "display_name": RIGHT_TO_LEFT})
    server.be(page.context, server.save({**taste, "display_name": "Reader"}))
    page.goto(f"{server.url}/#/matches/{other}")
    name = page.locator("h1 bdi")
    expect(name).to_have_css("unicode-bidi", "isolate")
    assert "\u202e" not in page.locator("main").inner_text()
    sentence = page.locator(".match-card__sentence")
    expect(sentence).to_contain_text("You share")
    assert sentence.locator("bdi").count() == 2


@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("name", [MARKUP, RIGHT_TO_LEFT, "W" * 80])
def test_hostile_names_stay_names_where_people_meet(
    page: Page, server: DemoServer, width: int, name: str
) -> None:
    """Among the waves, on the buttons, on the card with a wave, beside the picture."""
    taste = {"visibility": "open", "artists": ARTISTS, "display_name": name}
    other, me = server.save(taste), server.save({**taste, "display_name": "Reader"})
    pair = Pair(server, me, other)
    pair.other_waves(at=me)
    server.be(page.context, me)
    page.goto(f"{server.url}/#/waves")
    expect(page.locator(".waves__who bdi")).to_be_visible()
    _has_only_text(page)
    page.get_by_role("button", name="Wave back").click()
    expect(page.locator(".waves__done")).to_be_focused()
    page.goto(f"{server.url}/#/matches/{other}")
    page.get_by_role("button", name="Make the picture").click()
    picture = page.locator(".share-card canvas")
    expect(picture).to_be_visible()
    assert "\u202e" not in (picture.get_attribute("aria-label") or "")
    _has_only_text(page)
    page.goto(f"{server.url}/#/matches")
    expect(page.get_by_text("You waved at each other")).to_be_visible()
    page.get_by_text("Filter your matches").click()
    page.get_by_label("A name or a shared artist").fill(MARKUP)
    expect(page.locator(".match-filter__found")).to_contain_text("of")
    _has_only_text(page)
