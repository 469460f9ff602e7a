"""Artists and genres that shall not count: muted, with immediate effect, and back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.browser_monitor import BrowserMonitor
from tests.browser.demo_server import DemoServer
from tests.browser.steps import TASTE, asked, heading

pytestmark = pytest.mark.browser
ARTISTS = [{"name": "Low", "genres": ["slowcore"]}, {"name": "Slint"}]


def _somebody(page: Page, server: DemoServer, view: str) -> None:
    server.be(
        page.context, server.save({"artists": ARTISTS, "visibility": "anonymous"})
    )
    page.goto(f"{server.url}/#/{view}")


def _muted(page: Page, server: DemoServer) -> tuple[list[str], list[str]]:
    muted = asked(page, server, "/taste-profile")["muted"]
    return muted["artists"], muted["genres"]


def test_an_artist_is_muted_where_it_stands_and_counts_again(
    page: Page, server: DemoServer
) -> None:
    """It leaves the list at once, and comes back by the same page."""
    _somebody(page, server, "taste")
    heading(page, TASTE)
    artists = page.locator(".my-taste__list").first
    expect(artists.get_by_role("listitem")).to_have_count(2)
    page.get_by_role("button", name="Mute Low").click()
    expect(artists.get_by_role("listitem")).to_have_count(1)
    expect(page.get_by_role("button", name="Mute slowcore")).to_have_count(0)
    expect(page.get_by_text("Low does not count any more.").first).to_be_focused()
    assert _muted(page, server) == (["Low"], [])
    page.get_by_role("button", name="Unmute Low").click()
    expect(artists.get_by_role("listitem")).to_have_count(2)
    expect(page.get_by_role("button", name="Unmute Low")).to_have_count(0)
    assert _muted(page, server) == ([], [])


def test_a_genre_is_muted_and_its_artist_stays(page: Page, server: DemoServer) -> None:
    """Only the genre goes."""
    _somebody(page, server, "taste")
    page.get_by_role("button", name="Mute slowcore").click()
    expect(page.get_by_role("button", name="Unmute slowcore")).to_be_visible()
    expect(page.get_by_role("button", name="Mute Low")).to_be_visible()
    assert _muted(page, server) == ([], ["slowcore"])


def test_what_another_tab_muted_stays_muted(page: Page, server: DemoServer) -> None:
    """Each change starts from what is kept, not from what is on the page."""
    _somebody(page, server, "taste")
    heading(page, TASTE)
    other = page.context.new_page()
    other.goto(f"{server.url}/#/taste")
    other.get_by_role("button", name="Mute slowcore").click()
    expect(other.get_by_role("button", name="Unmute slowcore")).to_be_visible()
    page.get_by_role("button", name="Mute Slint").click()
    expect(page.get_by_role("button", name="Unmute slowcore")).to_be_visible()
    assert _muted(page, server) == (["Slint"], ["slowcore"])


def test_the_last_artist_cannot_be_muted_and_it_says_why(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """An empty taste would match nobody; nothing is changed."""
    monitor.expected.add(422)
    _somebody(page, server, "taste")
    page.get_by_role("button", name="Mute Low").click()
    page.get_by_role("button", name="Mute Slint").click()
    expect(
        page.get_by_role("alert").filter(has_text="nothing of your taste")
    ).to_be_visible()
    assert _muted(page, server) == (["Low"], [])


def test_a_name_is_typed_in_the_settings_and_taken_back(
    page: Page, server: DemoServer
) -> None:
    """As text, whatever it is; also what one has never heard."""
    _somebody(page, server, "settings")
    heading(page, "Settings")
    name = "<img src=x onerror=alert(1)>"
    page.get_by_label("An artist that should not count").fill(name)
    page.keyboard.press("Enter")
    page.get_by_label("A genre that should not count").fill("slowcore")
    page.get_by_role("button", name="Mute this genre").click()
    expect(page.get_by_text("slowcore does not count any more.").first).to_be_visible()
    expect(page.locator(".muted-list bdi").first).to_have_text(name)
    assert _muted(page, server) == ([name], ["slowcore"])
    page.get_by_role("button", name="Unmute slowcore").click()
    expect(page.get_by_role("button", name="Unmute slowcore")).to_have_count(0)
    assert _muted(page, server) == ([name], [])


def test_two_names_muted_at_once_are_both_muted(page: Page, server: DemoServer) -> None:
    """However long the first change takes."""
    _somebody(page, server, "settings")
    heading(page, "Settings")
    held: list[Route] = []
    page.route("**/api/me", lambda route: held.append(route), times=1)
    page.get_by_label("An artist that should not count").fill("Slint")
    with page.expect_request("**/api/me"):
        page.keyboard.press("Enter")
    page.get_by_label("A genre that should not count").fill("slowcore")
    page.keyboard.press("Enter")
    held[0].continue_()
    expect(page.get_by_role("button", name="Unmute Slint")).to_be_visible()
    expect(page.get_by_role("button", name="Unmute slowcore")).to_be_visible()
    assert _muted(page, server) == (["Slint"], ["slowcore"])


def test_a_whole_source_is_muted_and_counts_again(
    page: Page, server: DemoServer
) -> None:
    """Its artists leave the taste and stay kept; the last source cannot be muted."""
    _somebody(page, server, "settings")
    heading(page, "Settings")
    sources = page.get_by_role("list", name="Whole sources")
    expect(sources).to_have_count(0)
    added = {"source": "history", "is_added": True, "artists": ["Slint", "Codeine"]}
    answer = page.request.post(
        f"{server.url}/api/taste-profile",
        data=added,
        headers={"X-Soulmate-Request": "1"},
    )
    assert answer.ok, answer.text()
    page.reload()
    sources.get_by_role("button", name="Mute Your own files").click()
    expect(page.get_by_text("Your own files does not count").first).to_be_visible()
    expect(page.get_by_role("heading", name="What does not count")).to_be_focused()
    expect(sources).to_have_count(0)
    taste = asked(page, server, "/taste-profile")
    assert taste["muted"]["sources"] == ["history"]
    assert [one["source"] for one in taste["sources"]] == ["top_items", "history"]
    counted = {feature["name"] for feature in taste["features"]["artist"]}
    assert counted == {"Low", "Slint"}
    page.get_by_role("link", name="My taste").click()
    heading(page, TASTE)
    page.get_by_role("button", name="Unmute Your own files").click()
    expect(page.get_by_text("Your own files counts again.").first).to_be_focused()
    assert asked(page, server, "/taste-profile")["muted"]["sources"] == []


def test_more_than_a_hundred_are_refused_and_it_says_so(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """What was typed is still there."""
    monitor.expected.add(422)
    _somebody(page, server, "settings")
    heading(page, "Settings")
    answer = page.request.patch(
        f"{server.url}/api/me",
        data={"muted": {"artists": [f"Nobody {number}" for number in range(100)]}},
        headers={"X-Soulmate-Request": "1"},
    )
    assert answer.ok, answer.text()
    field = page.get_by_label("An artist that should not count")
    field.fill("Slint")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="Up to 100")).to_be_visible()
    expect(field).to_have_value("Slint")
    assert len(_muted(page, server)[0]) == 100
