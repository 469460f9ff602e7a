"""Coming by a name that anybody may look up: quick, and never taken for a proof."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Request, Route, expect

from backend.dev_server.demo.listenbrainz import user_token
from tests.browser.browser_monitor import BrowserMonitor
from tests.browser.demo_server import DemoServer
from tests.browser.steps import (
    AT_LISTENBRAINZ,
    MATCHES,
    TASTE,
    asked,
    heading,
    open_consent,
    open_matches,
    save_by_name,
    source_row,
)

pytestmark = pytest.mark.browser
EMPTY_NAME = "invented-5"
LISTS = {"listenbrainz": "/1/stats/", "lastfm": "/2.0/user."}
"""Where the stand-ins give top lists."""


def _is_told(page: Page, words: str) -> None:
    """The error stands in the form, is announced, and has the focus."""
    trouble = page.get_by_role("alert").filter(has_text=words)
    expect(trouble).to_be_focused()
    expect(trouble).to_be_in_viewport()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Continue"))
    assert page.context.cookies() == []


@pytest.mark.parametrize(
    ("source", "name"), [("listenbrainz", "ListenBrainz"), ("lastfm", "Last.fm")]
)
def test_a_name_leads_to_matches_and_is_marked_as_not_verified(
    page: Page, server: DemoServer, source: str, name: str
) -> None:
    """From consent to the matches, and the name is not kept."""
    page.goto(f"{server.url}/")
    page.get_by_role("link", name=f"Continue with {name}").click()
    heading(page, f"Continue with {name} (stand-in)")
    save_by_name(page, server, "invented-7", source=source)
    heading(page, TASTE)
    expect(source_row(page, name)).to_contain_text("just now")
    expect(page.get_by_text("Not verified:")).to_contain_text("You are anonymous.")
    expect(page.get_by_role("button", name="Read again now")).to_have_count(0)
    assert asked(page, server, "/taste-profile")["refresh"] is None
    assert asked(page, server, "/me")["is_verified"] is False
    open_matches(page)
    expect(page.locator(".match-card").first).to_be_visible()
    page.go_back()
    heading(page, TASTE)
    page.get_by_role("link", name="Save again").click()
    heading(page, f"Continue with {name} (stand-in)")


def test_a_pasted_token_proves_who_one_is_and_is_left_nowhere(
    page: Page, server: DemoServer
) -> None:
    """The same token leads back to the same person; it stays in no storage."""
    token = user_token("invented-7")
    bodies: list[str] = []
    people = []
    page.on("request", lambda request: bodies.append(request.post_data or ""))
    for _ in range(2):
        page.context.clear_cookies()
        open_consent(page, server, "listenbrainz")
        page.get_by_role("radio", name="paste my user token").check()
        field = page.get_by_label("Your ListenBrainz user token")
        expect(field).to_have_attribute("type", "password")
        expect(field).to_have_attribute("autocomplete", "off")
        field.fill(f" {token} ")
        page.get_by_role("radio", name="Anonymous").check()
        page.get_by_role("button", name="Read my listening").click()
        heading(page, TASTE)
        expect(page.get_by_text("Verified: you proved")).to_be_visible()
        people.append(asked(page, server, "/me")["user_id"])
    assert people[0] == people[1]
    assert sum(token in body for body in bodies) == 2
    kept: str = page.evaluate(
        "JSON.stringify([location.href, {...sessionStorage}, {...localStorage},"
        " navigation.entries().map(entry => entry.url)])"
    )
    assert token not in kept
    assert token not in page.content()


def test_the_consent_page_tells_what_becomes_of_it(
    page: Page, server: DemoServer
) -> None:
    """Nothing is agreed to by default, and each source has words of its own."""
    for source, words in (
        ("listenbrainz", "top 100 recordings"),
        ("lastfm", "the tags of up to 40"),
        ("spotify", "top 50 tracks"),
    ):
        open_consent(page, server, source)
        expect(page.locator(".consent__facts")).to_contain_text(words)
        expect(page.locator(".consent__facts dt")).to_contain_text(
            ["What is read", "What is kept", "For how long"]
        )
    expect(page.get_by_role("checkbox")).to_have_count(0)
    open_consent(page, server, "listenbrainz")
    expect(page.get_by_text("anybody can look up these lists")).to_be_visible()
    expect(page.get_by_role("checkbox")).not_to_be_checked()
    expect(page.get_by_role("radio", name="Use my user name")).to_be_checked()
    visibility = page.get_by_role("group", name="Who may see you?")
    expect(visibility.get_by_role("radio", checked=True)).to_have_count(0)
    expect(visibility.get_by_role("radio", name="As before")).to_have_count(0)
    page.get_by_role("radio", name="paste my user token").check()
    expect(visibility.get_by_role("radio", name="As before")).to_be_visible()
    link = page.get_by_role("link", name="Find it in your ListenBrainz settings")
    expect(link).to_have_attribute("href", "https://listenbrainz.org/settings/")


def test_what_was_typed_survives_a_failure(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """The misspelt name can be mended where it stands; nothing else is lost."""
    monitor.expected.add(422)
    open_consent(page, server, "listenbrainz")
    field = page.get_by_label("Your ListenBrainz user name")
    field.fill("invented-none")
    page.get_by_role("radio", name="Open").check()
    page.get_by_label("Name that others see").fill("Zoë & Søn")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Read my listening").click()
    _is_told(page, "ListenBrainz knows nobody by this user name: check its spelling.")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("knows nobody"))
    expect(field).to_have_value("invented-none")
    expect(page.get_by_label("Name that others see")).to_have_value("Zoë & Søn")
    expect(page.get_by_role("checkbox")).to_be_checked()
    field.fill("invented-9")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    field.press("Enter")
    heading(page, TASTE)
    profile = asked(page, server, "/taste-profile")
    assert profile["display_name"] == "Zoë & Søn"
    assert profile["refresh"]["user_name"] == "invented-9"


@pytest.mark.parametrize(
    ("source", "trouble", "status", "words"),
    [
        ("listenbrainz", "rate_limit", 429, "is busy. Try again in 2 seconds."),
        ("listenbrainz", "not_computed", 502, "has not computed these top lists yet"),
        ("listenbrainz", "forbidden", 403, "forbids this"),
        ("listenbrainz", "server_error", 502, "has trouble of its own"),
        ("listenbrainz", "broken_json", 502, "cannot be read"),
        ("lastfm", "rate_limit", 429, "is busy. Try again in 2 seconds."),
        ("lastfm", "private_user", 403, "private at Last.fm: make it public there"),
        ("lastfm", "another_user", 502, "cannot be read"),
        ("lastfm", "offline", 502, "has trouble of its own"),
        ("lastfm", "empty_account", 422, "Listen for some days"),
    ],
)
def test_trouble_at_the_service_is_told_beside_the_form(
    page: Page,
    server: DemoServer,
    monitor: BrowserMonitor,
    source: str,
    trouble: str,
    status: int,
    words: str,
) -> None:
    """Each kind in its own words; when it is over, the same form goes through."""
    monitor.expected.add(status)
    server.switch(trouble, at=source, path=LISTS[source], seconds=2)
    save_by_name(page, server, "invented-12", source=source)
    _is_told(page, words)
    expect(page.locator("#user-name")).to_have_value("invented-12")
    server.switch_all_off()
    if trouble == "rate_limit":
        # The server keeps to what the source has asked for.
        page.wait_for_timeout(2_000)
    page.get_by_role("button", name="Read my listening").click()
    heading(page, TASTE)


@pytest.mark.parametrize(
    ("token", "words"),
    [
        (user_token("somebody else"), "does not know this token. Copy it again"),
        ("not a token at all", "no access token of ListenBrainz"),
    ],
)
def test_a_refused_token_is_told_where_it_was_pasted(
    page: Page, server: DemoServer, monitor: BrowserMonitor, token: str, words: str
) -> None:
    """Well-formed or not, it stays in its field to be mended."""
    monitor.expected.add(422)
    open_consent(page, server, "listenbrainz")
    page.get_by_role("radio", name="paste my user token").check()
    page.get_by_label("Your ListenBrainz user token").fill(token)
    page.get_by_role("radio", name="Hidden").check()
    page.get_by_role("button", name="Read my listening").click()
    _is_told(page, words)
    expect(page.get_by_label("Your ListenBrainz user token")).to_have_value(token)
    page.get_by_role("radio", name="Use my user name").check()
    expect(page.get_by_text(words)).to_have_count(0)


def test_an_account_without_listening_is_told_what_to_do(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """Somebody in the demo world has never played anything."""
    monitor.expected.add(422)
    save_by_name(page, server, EMPTY_NAME)
    _is_told(page, "Listen for some days")


def test_a_save_is_sent_once_and_leads_nobody_back(
    page: Page, server: DemoServer
) -> None:
    """The form is away while it is under way; whoever left is not called back."""
    held: list[Route] = []
    page.route("**/api/taste-profile", lambda route: held.append(route))
    open_consent(page, server, "listenbrainz")
    page.locator("#user-name").fill("invented-10")
    page.get_by_role("radio", name="Hidden").check()
    page.get_by_role("button", name="Read my listening").dblclick()
    heading(page, "Reading your top lists …")
    expect(page.get_by_role("status")).to_have_text("Reading your top lists …")
    expect(page.locator("form")).to_have_count(0)
    assert len(held) == 1
    page.get_by_role("link", name="Music Soulmate Finder").click()
    expect(page.get_by_role("link", name=AT_LISTENBRAINZ)).to_be_visible()
    with page.expect_response("**/api/taste-profile"):
        held[0].continue_()
    page.wait_for_load_state("networkidle")
    assert page.url == f"{server.url}/#/"


def test_a_name_never_touches_somebody_verified(page: Page, server: DemoServer) -> None:
    """It says so before, and makes a second person of whoever goes on."""
    me = server.be_invented(page.context, 2)
    open_consent(page, server, "listenbrainz")
    warning = page.get_by_text("this makes a second, unverified person")
    expect(warning).to_be_hidden()
    page.get_by_role("radio", name="Keep it apart").check()
    expect(warning).to_be_visible()
    page.get_by_role("radio", name="paste my user token").check()
    expect(warning).to_be_hidden()
    before = server.wired.store.get(me)
    save_by_name(page, server, "invented-2", visibility="Hidden", is_apart=True)
    heading(page, TASTE)
    assert asked(page, server, "/me")["user_id"] != me
    assert server.wired.store.get(me) == before


def test_an_empty_name_is_not_sent(page: Page, server: DemoServer) -> None:
    """Spaces are no name either."""
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request))
    for typed in ("", "   "):
        save_by_name(page, server, typed)
        expect(page.locator("#user-name:invalid")).to_be_visible()
    assert not [request for request in sent if request.method == "POST"]


def test_matches_are_found_across_sources(page: Page, server: DemoServer) -> None:
    """Whoever comes from ListenBrainz meets people who came from elsewhere."""
    save_by_name(page, server, "invented-2", visibility="Open")
    heading(page, TASTE)
    open_matches(page)
    heading(page, MATCHES)
    expect(page.locator(".match-card").first).to_contain_text("Strong evidence")
