"""The list of matches: arranged, filtered, to its end, and back to where one was."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.demo_server import DemoServer
from tests.browser.steps import (
    MATCHES,
    asked,
    heading,
    scrolls_sideways,
    tab_to,
    worked,
)

pytestmark = pytest.mark.browser
MOST_WORK_SECONDS = 0.2
"""A tenth on a quiet machine; beside others, caches and cores are shared."""
_PAINTED = """() => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(() => done())))"""


def _open(page: Page, server: DemoServer) -> str:
    me = server.be_invented(page.context, 2)
    page.goto(f"{server.url}/#/matches")
    heading(page, MATCHES)
    return me


def _names(page: Page) -> list[str]:
    # Not the inner text: what is far down is not laid out.
    return page.locator(".match-card h2").all_text_contents()


def _order(page: Page) -> Locator:
    return page.get_by_label("First come")


def _show_all(page: Page) -> None:
    more = page.get_by_role("button", name="Show more")
    while more.is_visible():
        more.click()
        expect(page.locator(".ranking > .button[aria-disabled=true]")).to_have_count(0)


def test_the_end_of_a_ranking_is_said(page: Page, server: DemoServer) -> None:
    """With how many people it has; then nothing more is offered."""
    _open(page, server)
    _show_all(page)
    shown = page.locator(".match-card").count()
    expect(
        page.get_by_text(f"That is your whole ranking: {shown} people.")
    ).to_be_visible()
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()


def test_another_order_is_kept_over_a_visit(page: Page, server: DemoServer) -> None:
    """What is loaded is put in order, which is said; back leads to the same list."""
    me = _open(page, server)
    closest = _names(page)
    _order(page).select_option(label="those with most to discover")
    expect(page.get_by_role("status").first).to_contain_text("Among the 20 loaded")
    expect(page.get_by_text("By how many artists only they have.")).to_be_visible()
    expect(page.locator(".match-card h2").first).not_to_have_text(closest[0])
    arranged = _names(page)
    assert sorted(arranged) == sorted(closest)
    ranking = asked(page, server, f"/matches/{me}?limit=20")
    told = {
        match["display_name"]: match["evidence"]["all_artists"] or 0
        for match in ranking["matches"]
    }
    sizes = [told[name] for name in arranged]
    assert sizes == sorted(sizes, reverse=True)
    page.locator(".match-card h2 a").first.click()
    heading(page, arranged[0])
    page.go_back()
    heading(page, MATCHES)
    expect(_order(page)).to_have_value("discover")
    assert _names(page) == arranged


def test_a_filter_says_what_it_found_and_goes_on_over_what_is_loaded_next(
    page: Page, server: DemoServer
) -> None:
    """Of the loaded ones first, then of more."""
    me = _open(page, server)
    page.get_by_text("Show only some of them").click()
    page.get_by_label("Who").select_option(label="Anonymous people")
    ranking = asked(page, server, f"/matches/{me}?limit=40")["matches"]
    aliases = [one["display_name"] for one in ranking if one["is_anonymous"]]
    first = [one["display_name"] for one in ranking[:20] if one["is_anonymous"]]
    expect(page.locator(".match-card")).to_have_count(len(first))
    found = page.locator(".match-filter__found")
    expect(found).to_have_text(f"{len(first)} matches of the 20 loaded so far.")
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".match-card")).to_have_count(len(aliases))
    assert _names(page) == aliases
    expect(page.locator(".match-card h2 a").nth(len(first))).to_be_focused()


def test_when_nobody_is_like_that_all_can_be_shown_again(
    page: Page, server: DemoServer
) -> None:
    """It is not the same as having no matches; the ranking goes on."""
    _open(page, server)
    page.get_by_text("Show only some of them").click()
    page.get_by_label("A name or a shared artist").fill("nobody is called like this")
    expect(page.get_by_text("None of them is like that.")).to_be_visible()
    expect(page.locator(".match-filter__found")).to_contain_text("0 matches of the 20")
    expect(page.get_by_text("Nobody here shares")).to_have_count(0)
    expect(page.get_by_role("button", name="Show more")).to_be_visible()
    page.get_by_role("button", name="Show all again").click()
    expect(page.locator(".match-card")).to_have_count(20)
    expect(page.get_by_label("A name or a shared artist")).to_be_focused()
    expect(page.locator(".match-filter__found")).to_be_empty()


def test_a_shared_artist_is_found_by_a_part_of_its_name(
    page: Page, server: DemoServer
) -> None:
    """As it stands in the sentence of the first match."""
    _open(page, server)
    artist = page.locator(".match-card__sentence bdi").first.inner_text()
    page.get_by_text("Show only some of them").click()
    page.get_by_label("A name or a shared artist").fill(artist[:-1].upper())
    expect(page.locator(".match-filter__found")).to_contain_text("of the 20")
    sentences = page.locator(".match-card__sentence")
    expect(sentences.first).to_contain_text(artist)


def test_arranging_needs_no_mouse_and_every_target_is_large_enough(
    page: Page, server: DemoServer
) -> None:
    """Arrows, space and letters."""
    _open(page, server)
    tab_to(page, _order(page))
    page.keyboard.press("ArrowDown")
    expect(_order(page)).to_have_value("discover")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Verified", exact=True))
    page.keyboard.press("Space")
    expect(page.locator(".match-filter__found")).to_contain_text("of the 20")
    for one in page.locator(".match-filter select, .match-filter__tick").all():
        box = one.bounding_box()
        assert box is None or box["height"] >= 44, one.inner_html()
    assert not scrolls_sideways(page)


def test_the_page_answers_at_once_with_two_hundred_matches(
    page: Page, server: DemoServer
) -> None:
    """What each key and click makes the page's own thread compute until it paints.

    Its computing time is the same however busy the machine is.
    """
    _open(page, server)
    _show_all(page)
    assert page.locator(".match-card").count() >= 190
    page.get_by_text("Show only some of them").click()
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    until = [worked(devtools)]
    for act in _arranging(page):
        act()
        page.evaluate(_PAINTED)
        until.append(worked(devtools))
    steps = [after - before for before, after in itertools.pairwise(until)]
    assert 0 < max(steps) <= MOST_WORK_SECONDS, steps


def _arranging(page: Page) -> Iterator[Callable[[], object]]:
    """Type, take back, tick and sort, one key or click after the other."""
    text = page.get_by_label("A name or a shared artist")
    for key in (*"shabba", *["Backspace"] * 6):
        yield partial(text.press, key)
    tick = page.get_by_label("Verified", exact=True)
    yield from (tick.click, tick.click)
    order = _order(page)
    for wanted in ("discover", "newest", "closest"):
        yield partial(order.select_option, wanted)
        yield partial(order.press, "End" if wanted == "closest" else "Home")
