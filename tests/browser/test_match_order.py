"""How many artists only the other one has: on the card as on the page of both."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.demo_server import DemoServer

pytestmark = pytest.mark.browser


def test_what_only_the_other_has_is_the_number_that_the_comparison_lists(
    page: Page, server: DemoServer
) -> None:
    """All artists of either, less one's own, is what the pair's page calls theirs."""
    mine = [f"Shared Singer {number}" for number in range(1, 6)]
    theirs = [*mine[:3], "Only Theirs 1", "Only Theirs 2", "Only Theirs 3", "4"]
    other = server.save(
        {"artists": theirs, "visibility": "open", "display_name": "Jonas"}
    )
    me = server.save({"artists": mine, "visibility": "anonymous"})
    server.be(page.context, me)
    page.goto(f"{server.url}/#/matches")
    facts = page.locator(f".match-card:has(a[href='#/matches/{other}'])")
    facts.get_by_text("4 only they have").wait_for()
    pair = page.request.get(f"{server.url}/api/matches/{me}/{other}").json()
    only = [one for one in pair["comparison"]["only_them"] if one["kind"] == "artist"]
    assert len(only) == 4
