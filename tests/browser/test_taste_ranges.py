"""One's own lists by stretches of time, as the sources told them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.demo_server import DemoServer
from tests.browser.steps import TASTE, asked, heading

pytestmark = pytest.mark.browser


def _names(page: Page, kind: str) -> Locator:
    section = page.locator(".taste-lists section").filter(
        has=page.get_by_role("heading", name=kind, exact=True)
    )
    return section.locator("li > bdi")


def test_a_stretch_of_time_shows_what_was_told_of_it(
    page: Page, server: DemoServer
) -> None:
    """Most plays first, then the muted ones too, then everything together again."""
    told = [
        {"name": "Lately", "plays": 9, "time_range": "short_term"},
        {"name": "Always", "plays": 2, "time_range": "short_term"},
        {"name": "Always", "plays": 900, "time_range": "long_term"},
        {"name": "lately", "plays": 40, "time_range": "long_term"},
        {"name": "Once", "rank": 2, "time_range": "long_term"},
    ]
    track = {"name": "A Song", "artist": "Always", "time_range": "short_term"}
    taste = {"artists": told, "tracks": [track], "visibility": "anonymous"}
    server.be(page.context, server.save(taste))
    page.goto(f"{server.url}/#/taste")
    heading(page, TASTE)
    page.get_by_role("button", name="Mute Lately").click()
    expect(_names(page, "Artists")).to_have_text(["Always", "Once"])
    time = page.get_by_label("From which time")
    assert time.locator("option").all_inner_texts() == [
        "All that counts, together",
        "About 4 weeks",
        "The longest time",
    ]
    time.select_option(label="About 4 weeks")
    expect(_names(page, "Artists")).to_have_text(["Lately", "Always"])
    expect(_names(page, "Tracks")).to_have_text(["A Song"])
    expect(page.get_by_text("As your sources gave it")).to_be_visible()
    expect(page.get_by_role("button", name="Mute Always")).to_have_count(0)
    expect(page.get_by_role("heading", name="Genres", exact=True)).to_have_count(0)
    time.select_option(label="The longest time")
    expect(_names(page, "Artists")).to_have_text(["Always", "Once", "lately"])
    time.select_option(label="All that counts, together")
    expect(_names(page, "Artists")).to_have_text(["Always", "Once"])
    assert asked(page, server, "/taste-profile")["muted"]["artists"] == ["Lately"]


def test_with_one_stretch_of_time_there_is_nothing_to_choose(
    page: Page, server: DemoServer
) -> None:
    """Plain lists have no time at all."""
    server.be(
        page.context, server.save({"artists": ["Low"], "visibility": "anonymous"})
    )
    page.goto(f"{server.url}/#/taste")
    heading(page, TASTE)
    expect(_names(page, "Artists")).to_have_text(["Low"])
    expect(page.get_by_label("From which time")).to_be_hidden()
