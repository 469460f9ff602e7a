"""Anonymous people pick which of their artists may be named: few, none by default."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.demo_server import DemoServer
from tests.browser.steps import TASTE, asked, heading, open_consent, scrolls_sideways

pytestmark = pytest.mark.browser
ARTISTS = [f"Artist {number}" for number in range(1, 13)]


def _picking(page: Page, server: DemoServer) -> Locator:
    """Open the list on the consent page; return it."""
    open_consent(page, server, "listenbrainz")
    page.get_by_role("radio", name="Anonymous").check()
    picking = page.locator(".named-artists")
    picking.locator("summary").click()
    return picking


def _save(page: Page) -> None:
    page.locator("#user-name").fill("invented-7")
    page.get_by_role("button", name="Read my listening").click()
    heading(page, TASTE)


def test_artists_are_picked_kept_and_taken_back(page: Page, server: DemoServer) -> None:
    """Whoever does not touch the list changes nothing."""
    taste = {"artists": ARTISTS, "visibility": "anonymous"}
    server.be(page.context, server.save(taste))
    picking = _picking(page, server)
    expect(picking.get_by_role("checkbox", checked=True)).to_have_count(0)
    for name in ("Artist 1", "Artist 3"):
        picking.get_by_role("checkbox", name=name, exact=True).check()
    expect(picking.locator("summary")).to_contain_text("2 of 8")
    _save(page)
    profile = asked(page, server, "/taste-profile")
    assert sorted(profile["named_artists"]) == ["Artist 1", "Artist 3"]
    picking = _picking(page, server)
    expect(picking.get_by_role("checkbox", checked=True)).to_have_count(2)
    _save(page)
    kept = asked(page, server, "/taste-profile")["named_artists"]
    assert sorted(kept) == ["Artist 1", "Artist 3"]
    picking = _picking(page, server)
    picking.get_by_role("checkbox", name="Artist 1", exact=True).uncheck()
    _save(page)
    assert asked(page, server, "/taste-profile")["named_artists"] == ["Artist 3"]


def test_more_than_eight_cannot_be_picked(page: Page, server: DemoServer) -> None:
    """The others wait until one is taken back."""
    taste = {"artists": ARTISTS, "visibility": "anonymous"}
    server.be(page.context, server.save(taste))
    boxes = _picking(page, server).get_by_role("checkbox")
    for box in boxes.all()[:8]:
        box.check()
    expect(boxes.nth(8)).to_be_disabled()
    boxes.nth(0).uncheck()
    expect(boxes.nth(8)).to_be_enabled()


def test_only_anonymous_people_with_artists_are_asked(
    page: Page, server: DemoServer
) -> None:
    """Somebody new has none here yet."""
    open_consent(page, server, "listenbrainz")
    page.get_by_role("radio", name="Anonymous").check()
    picking = page.locator(".named-artists")
    expect(picking).to_be_hidden()
    server.be_invented(page.context, 2)
    page.reload()
    page.get_by_role("radio", name="Anonymous").check()
    expect(picking).to_be_visible()
    page.get_by_role("radio", name="Open").check()
    expect(picking).to_be_hidden()


@pytest.mark.parametrize(("width", "theme"), [(320, "dark"), (1440, "light")])
def test_the_list_is_readable_for_everybody(
    page: Page, server: DemoServer, width: int, theme: str
) -> None:
    """At every width, with room for fingers."""
    server.be_invented(page.context, 2)
    picking = _picking(page, server)
    assert not scrolls_sideways(page)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    for label in picking.locator("label").all():
        box = label.bounding_box()
        assert box is not None
        assert box["height"] >= 44
