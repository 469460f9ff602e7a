"""Views have addresses: back, reload and deep links lead where they say."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browser_monitor import BrowserMonitor
from tests.browser.demo_server import DemoServer
from tests.browser.steps import MATCHES, TASTE, asked, heading

pytestmark = pytest.mark.browser
_SCROLLED = """async (wanted) => {
    for (let frame = 0; frame < 200 && Math.abs(scrollY - wanted) >= 3; frame++) {
        await new Promise(requestAnimationFrame);
    }
    return scrollY;
}"""


def test_back_leads_to_the_same_place_in_the_same_list(
    page: Page, server: DemoServer
) -> None:
    """With all that was shown of it, as far down as it was."""
    server.be_invented(page.context, 2)
    page.goto(f"{server.url}/#/matches")
    page.get_by_role("button", name="Show more").click()
    cards = page.locator(".match-card")
    expect(cards).to_have_count(40)
    link = page.locator(".match-card h2 a").nth(30)
    link.scroll_into_view_if_needed()
    name = link.text_content() or ""
    before: int = page.evaluate("scrollY")
    assert before > 1000
    link.click()
    heading(page, name)
    assert page.evaluate("scrollY") == 0
    page.go_back()
    expect(cards).to_have_count(40)
    assert page.evaluate(_SCROLLED, before) == pytest.approx(before, abs=3)
    page.go_forward()
    heading(page, name)


def test_a_reload_shows_the_same_view(page: Page, server: DemoServer) -> None:
    """The address says it all."""
    server.be_invented(page.context, 2)
    for view, title in (("taste", TASTE), ("matches", MATCHES)):
        page.goto(f"{server.url}/#/{view}")
        heading(page, title)
        page.reload()
        heading(page, title)
        assert page.url == f"{server.url}/#/{view}"


def test_a_deep_link_opens_the_match(page: Page, server: DemoServer) -> None:
    """In a new tab, without passing through the list."""
    me = server.be_invented(page.context, 2)
    match = asked(page, server, f"/matches/{me}?limit=1")["matches"][0]
    page.goto(f"{server.url}/#/matches/{match['user_id']}")
    heading(page, match["display_name"])
    assert page.title() == f"{match['display_name']} · Music Soulmate Finder"
    page.get_by_role("link", name="All matches").click()
    heading(page, MATCHES)


@pytest.mark.parametrize("somebody", ["nobody", "%E0%A4%A", "a%2Fb", "<img src=x>"])
def test_a_link_to_nobody_says_so(
    page: Page, server: DemoServer, monitor: BrowserMonitor, somebody: str
) -> None:
    """Whatever stands in the address, it is a person who is not there."""
    monitor.expected.add(404)
    server.be_invented(page.context, 2)
    page.goto(f"{server.url}/#/matches/{somebody}")
    heading(page, "Nobody is here")


def test_a_pair_without_anything_in_common_says_so(
    page: Page, server: DemoServer
) -> None:
    """A link may lead there: what is only assumed is not shown as a score."""
    taste = {"visibility": "open", "display_name": "Reader"}
    other = server.save({**taste, "artists": ["Nobody Else Knows Them"]})
    server.be(page.context, server.save({**taste, "artists": ["Known To One Alone"]}))
    page.goto(f"{server.url}/#/matches/{other}")
    expect(page.get_by_text("Nothing in common that counts")).to_be_visible()
    expect(page.get_by_role("heading", name="Both of you")).to_be_visible()
    expect(page.locator(".sum-bar")).to_have_count(0)


def test_the_newest_view_wins(page: Page, server: DemoServer) -> None:
    """A slow answer does not overwrite what was asked for after it."""
    server.be_invented(page.context, 2)
    page.goto(f"{server.url}/#/taste")
    heading(page, TASTE)
    page.evaluate("location.hash = '#/matches'; location.hash = '#/taste'")
    heading(page, TASTE)
    page.wait_for_load_state("networkidle")
    heading(page, TASTE)


def test_every_shape_of_the_reference_can_be_looked_up(
    page: Page, server: DemoServer
) -> None:
    """Names of shapes are links, and none leads nowhere."""
    page.goto(f"{server.url}/reference.html")
    page.get_by_role("link", name="SaveTopItems").first.click()
    assert page.url.endswith("#savetopitems")
    expect(page.get_by_role("heading", name="SaveTopItems")).to_be_in_viewport()
    links = page.locator("a[href^='#']").all()
    assert len(links) > 30
    for link in links:
        address = link.get_attribute("href") or ""
        assert page.locator(f"[id='{address[1:]}']").count() == 1, address
