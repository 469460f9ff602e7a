"""Names come from outside: they are text, whatever they look like."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.demo_server import DemoServer
from tests.browser.steps import TASTE, heading, scrolls_sideways

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
        shown = link.inner_text()
        _has_only_text(page)
        link.click()
        heading(page, shown)
        assert page.title() == f"{shown} · Music Soulmate Finder"
        assert shown == name or name == RIGHT_TO_LEFT
        page.get_by_text("Show the sum").click()
        expect(page.locator(".sum-bar__table")).to_contain_text(MARKUP)
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
    expect(sentence).to_contain_text("You meet at")
    assert sentence.locator("bdi").count() == 2
