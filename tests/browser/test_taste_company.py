"""How rare one's taste is: by how many come close, in kind words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.demo_server import DemoServer
from tests.browser.steps import TASTE, asked, heading

pytestmark = pytest.mark.browser
CLOSE = ("exceptional", "very_close", "close")


def test_it_is_the_number_of_close_ones_among_the_nearest(
    page: Page, server: DemoServer
) -> None:
    """As the matches say it themselves."""
    me = server.be_invented(page.context, 2)
    nearest = asked(page, server, f"/matches/{me}?limit=20")["matches"]
    near = sum(match["band"] in CLOSE for match in nearest)
    assert near > 0
    page.goto(f"{server.url}/#/taste")
    heading(page, TASTE)
    words = page.locator(".taste-company p")
    expect(words).to_contain_text("company" if near > 5 else "not alone")
    expect(words).to_contain_text(str(near))


def test_a_taste_that_nobody_shares_is_one_of_its_own(
    page: Page, server: DemoServer
) -> None:
    """And not a failure; whoever is hidden hears of nobody."""
    taste = {"artists": ["Heard By Me Alone"], "visibility": "anonymous"}
    server.be(page.context, server.save(taste))
    page.goto(f"{server.url}/#/taste")
    expect(page.get_by_text("your taste is one of a kind")).to_be_visible()
    server.be(page.context, server.save({**taste, "visibility": "hidden"}))
    page.reload()
    heading(page, TASTE)
    expect(page.locator(".taste-company")).to_be_hidden()
