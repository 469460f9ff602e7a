"""One taste from several sources: added, seen with their dates, removed one by one."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from backend.dev_server.demo.listenbrainz import user_token
from tests.browser.browser_monitor import BrowserMonitor
from tests.browser.demo_server import DemoServer
from tests.browser.history_files import FILES, found, give, open_history, payloads
from tests.browser.steps import (
    AT_LISTENBRAINZ,
    MATCHES,
    TASTE,
    asked,
    heading,
    open_consent,
    save_by_name,
    scrolls_sideways,
    source_row,
)

pytestmark = pytest.mark.browser
WITHOUT_LISTENBRAINZ = {
    "visibility": "open",
    "display_name": "Ines",
    "artists": ["Nobody Else Plays Them", "Nor Them"],
}


def _add_files(page: Page, server: DemoServer) -> None:
    open_history(page, server)
    give(page, payloads(FILES))
    found(page)
    page.get_by_role("button", name="Send these").click()
    heading(page, TASTE)


def _prove(page: Page, server: DemoServer) -> str:
    """Come from ListenBrainz by token; return the user id."""
    open_consent(page, server, "listenbrainz")
    page.get_by_role("radio", name="paste my user token").check()
    page.get_by_label("Your ListenBrainz user token").fill(user_token("invented-7"))
    page.get_by_role("radio", name="Anonymous").check()
    page.get_by_role("button", name="Read my listening").click()
    heading(page, TASTE)
    user_id: str = asked(page, server, "/me")["user_id"]
    return user_id


def _sources(page: Page, server: DemoServer) -> list[tuple[str, bool]]:
    kept = asked(page, server, "/taste-profile")["sources"]
    return [(one["source"], one["is_verified"]) for one in kept]


def test_files_are_added_to_what_is_there(page: Page, server: DemoServer) -> None:
    """The same person; each source says by itself whether it proves anything."""
    me = _prove(page, server)
    expect(source_row(page, "ListenBrainz")).to_contain_text("verified · read on")
    open_history(page, server)
    give(page, payloads(FILES))
    found(page)
    expect(page.get_by_role("radio", name="Add to it")).to_be_checked()
    expect(page.get_by_role("radio", name="Anonymous")).to_be_checked()
    expect(page.get_by_text("until you remove them again")).to_be_visible()
    page.get_by_role("button", name="Send these").click()
    heading(page, TASTE)
    assert asked(page, server, "/me")["user_id"] == me
    assert _sources(page, server) == [("listenbrainz", True), ("history", False)]
    expect(page.get_by_text("Not verified as a whole")).to_be_visible()
    rows = page.locator(".taste-sources li")
    expect(rows).to_contain_text(["Your own files", "ListenBrainz"])
    proof = page.locator(".taste-sources__facts")
    expect(proof).to_have_text([re.compile("^not verified"), re.compile("^verified")])


def test_files_may_replace_what_is_there(page: Page, server: DemoServer) -> None:
    """Who says so has the files alone."""
    server.be(page.context, server.save(WITHOUT_LISTENBRAINZ))
    open_history(page, server)
    give(page, payloads(FILES))
    found(page)
    page.get_by_role("radio", name="Replace it").check()
    page.get_by_role("button", name="Send these").click()
    heading(page, TASTE)
    assert _sources(page, server) == [("history", False)]


def test_a_service_is_added_from_ones_own_taste(page: Page, server: DemoServer) -> None:
    """The consent page names what is there, and adds unless told otherwise."""
    me = server.save(WITHOUT_LISTENBRAINZ)
    server.be(page.context, me)
    page.goto(f"{server.url}/#/taste")
    page.get_by_role("link", name="ListenBrainz (stand-in)").click()
    heading(page, AT_LISTENBRAINZ)
    join = page.get_by_role(
        "group", name="What happens to the taste that is here already?"
    )
    expect(join).to_contain_text("What you have from The API stays.")
    expect(join.get_by_role("radio", name="Add to it")).to_be_checked()
    page.locator("#user-name").fill("invented-7")
    page.get_by_role("button", name="Read my listening").click()
    heading(page, TASTE)
    assert asked(page, server, "/me")["user_id"] == me
    assert _sources(page, server) == [("top_items", False), ("listenbrainz", False)]
    expect(source_row(page, "The API")).to_contain_text("sent on")


def test_nobody_without_other_sources_is_asked_about_them(
    page: Page, server: DemoServer
) -> None:
    """Neither a new person nor whoever reads the same source again."""
    join = page.get_by_role("radio", name="Add to it")
    open_consent(page, server, "listenbrainz")
    expect(join).to_have_count(0)
    save_by_name(page, server, "invented-7")
    heading(page, TASTE)
    open_consent(page, server, "listenbrainz")
    expect(join).to_have_count(0)
    open_consent(page, server, "lastfm")
    expect(join).to_be_visible()


def test_a_name_added_to_a_proven_taste_says_what_it_costs(
    page: Page, server: DemoServer
) -> None:
    """The mark of being verified; the person stays the same."""
    me = _prove(page, server)
    open_consent(page, server, "lastfm")
    page.get_by_role("radio", name="Use my user name").check()
    expect(page.get_by_text("you are marked as not verified, until")).to_be_visible()
    expect(page.get_by_role("radio", name="Anonymous")).to_be_checked()
    page.locator("#user-name").fill("invented-7")
    page.get_by_role("button", name="Read my listening").click()
    heading(page, TASTE)
    assert asked(page, server, "/me")["user_id"] == me
    assert _sources(page, server) == [("listenbrainz", True), ("lastfm", False)]


def test_an_account_elsewhere_is_added_or_makes_another_person(
    page: Page, server: DemoServer
) -> None:
    """Said before one goes there; another person has not chosen anything yet."""
    me = server.be_invented(page.context, 2)
    kept = server.wired.store.get(me)
    open_consent(page, server, "lastfm")
    other = page.get_by_text("you become another person")
    visibility = page.get_by_role("group", name="Who may see you?")
    expect(page.get_by_role("radio", name="Add to it")).to_be_checked()
    expect(other).to_be_hidden()
    expect(page.get_by_text("you become that person")).to_be_visible()
    chosen = visibility.get_by_role("radio", name=kept.visibility)
    expect(chosen).to_be_checked()
    page.get_by_role("radio", name="Keep it apart").check()
    expect(other).to_be_visible()
    expect(visibility.get_by_role("radio", checked=True)).to_have_count(0)
    page.get_by_role("radio", name="Add to it").check()
    expect(chosen).to_be_checked()
    page.get_by_role("radio", name="Keep it apart").check()
    page.get_by_role("radio", name="Hidden").check()
    page.get_by_role("button", name="Sign in at Last.fm").click()
    page.wait_for_url(f"{server.stand_in_url('lastfm')}/api/auth/**")
    page.get_by_role("button", name="Allow access as").nth(3).click()
    heading(page, TASTE)
    assert asked(page, server, "/me")["user_id"] != me
    assert server.wired.store.get(me) == kept


def test_each_source_says_when_it_was_read(page: Page, server: DemoServer) -> None:
    """One long ago, one today."""
    me = server.save(WITHOUT_LISTENBRAINZ)
    server.be(page.context, me)
    store = server.wired.store
    item = store.get(me)
    (source,) = item.sources
    long_ago = replace(source, saved_at="2026-03-01T12:00:00.000000+00:00")
    store.put(
        replace(item, sources=(long_ago,), revision=item.revision + 1),
        expected_revision=item.revision,
    )
    _add_files(page, server)
    expect(source_row(page, "The API")).to_contain_text("on 1 March 2026, ")
    expect(source_row(page, "Your own files")).to_contain_text("just now")


def test_a_source_is_removed_after_a_question(page: Page, server: DemoServer) -> None:
    """What only it told is gone, what the other told stays."""
    server.be(page.context, server.save(WITHOUT_LISTENBRAINZ))
    _add_files(page, server)
    artists = page.locator(".my-taste__kinds section").first
    expect(artists).to_contain_text("Nobody Else Plays Them")
    page.get_by_role("button", name="Remove The API").click()
    question = page.get_by_role("dialog", name="Remove The API?")
    expect(question.get_by_role("button", name="Keep it")).to_be_focused()
    page.keyboard.press("Escape")
    expect(question).to_have_count(0)
    expect(page.get_by_role("button", name="Remove The API")).to_be_focused()
    assert len(_sources(page, server)) == 2
    page.keyboard.press("Enter")
    question.get_by_role("button", name="Remove it").click()
    expect(source_row(page, "The API")).to_have_count(0)
    expect(page.get_by_role("heading", name="Where it comes from")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("The API: removed.")
    expect(artists).not_to_contain_text("Nobody Else Plays Them")
    expect(artists).to_contain_text("Lolo")
    assert _sources(page, server) == [("history", False)]
    expect(page.get_by_role("button", name="Remove Your own files")).to_have_count(0)


def test_removing_what_proves_nothing_makes_one_verified_again(
    page: Page, server: DemoServer
) -> None:
    """The standing follows at once."""
    _prove(page, server)
    _add_files(page, server)
    page.get_by_role("button", name="Remove Your own files").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("Verified: you proved that it is yours.")).to_be_visible()


def test_what_another_tab_removed_is_told(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """In words, and a reload shows what is left."""
    monitor.expected.add(404)
    server.be(page.context, server.save(WITHOUT_LISTENBRAINZ))
    _add_files(page, server)
    headers = {"X-Soulmate-Request": "1"}
    removed = page.request.delete(
        f"{server.url}/api/taste-profile/sources/history", headers=headers
    )
    assert removed.ok
    page.get_by_role("button", name="Remove Your own files").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_role("alert").filter(has_text="Reload the page")).to_be_visible()


def test_the_whole_taste_is_forgotten_after_a_question(
    page: Page, server: DemoServer
) -> None:
    """Then there is nothing to match, and one can begin again as the same person."""
    me = server.save(WITHOUT_LISTENBRAINZ)
    server.be(page.context, me)
    page.goto(f"{server.url}/#/taste")
    heading(page, TASTE)
    page.get_by_role("button", name="Forget my taste").click()
    page.get_by_role("button", name="Keep it").click()
    assert asked(page, server, "/me")["has_taste_profile"]
    page.get_by_role("button", name="Forget my taste").click()
    page.get_by_role("button", name="Forget it all").click()
    heading(page, "Your taste is forgotten")
    assert not asked(page, server, "/me")["has_taste_profile"]
    for view in ("Matches", "My taste"):
        page.get_by_role("link", name=view).click()
        heading(page, "Nothing of yours is kept here")
    page.get_by_role("link", name="Choose a source").click()
    page.get_by_role("link", name="Bring your own files").click()
    give(page, payloads(FILES))
    found(page)
    page.get_by_role("radio", name="Anonymous").check()
    page.get_by_role("button", name="Send these").click()
    heading(page, MATCHES)
    assert asked(page, server, "/me")["user_id"] == me


def test_whoever_came_with_files_saves_anew_with_files(
    page: Page, server: DemoServer
) -> None:
    """No service's consent page could know them."""
    server.be(page.context, server.save(WITHOUT_LISTENBRAINZ))
    _add_files(page, server)
    page.get_by_role("link", name="Save again").click()
    heading(page, "Bring your listening history")
    assert page.url == f"{server.url}/#/history"


@pytest.mark.parametrize(("width", "theme"), [(320, "dark"), (1440, "light")])
def test_sources_are_readable_for_everybody(
    page: Page, server: DemoServer, width: int, theme: str
) -> None:
    """Two sources, the question over them, and the choice to add or replace."""

    def check() -> None:
        assert not scrolls_sideways(page)
        violations = Axe().run(page)
        assert violations.violations_count == 0, violations.generate_report()

    server.be(page.context, server.save(WITHOUT_LISTENBRAINZ))
    _add_files(page, server)
    expect(page.get_by_role("link", name="ListenBrainz (stand-in)")).to_be_visible()
    check()
    for button in page.locator(".taste-sources button, .more-sources a").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    page.get_by_role("button", name="Forget my taste").click()
    check()
    page.keyboard.press("Escape")
    open_consent(page, server, "listenbrainz")
    check()
