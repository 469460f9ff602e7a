"""To Last.fm's own page and back; the token is gone before anybody can see it."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.browser_monitor import BrowserMonitor
from tests.browser.demo_server import DemoServer
from tests.browser.steps import TASTE, asked, go_to_lastfm, heading, source_row

pytestmark = pytest.mark.browser


def _agree(page: Page, number: int = 2) -> None:
    page.get_by_role("button", name="Allow access as").nth(number).click()


def _nothing_is_saved(page: Page, server: DemoServer) -> None:
    """Nobody is signed in, and nothing of the answer is left."""
    assert page.context.cookies() == []
    assert page.url == f"{server.url}/"
    kept: int = page.evaluate("sessionStorage.length")
    assert kept == 0


def _way_back(page: Page, server: DemoServer) -> str:
    """Agree without a browser; return the address that Last.fm sends one to."""
    asked_for = {key: value[0] for key, value in parse_qs(_query(page.url)).items()}
    answer = page.request.post(
        f"{server.stand_in_url('lastfm')}/api/auth/",
        form={**asked_for, "user_name": "invented-3"},
        max_redirects=0,
    )
    returned: str = answer.headers["location"]
    return returned


def _query(address: str) -> str:
    return urlsplit(address).query


def test_a_sign_in_proves_who_one_is(page: Page, server: DemoServer) -> None:
    """There and back twice leads to one and the same person, verified."""
    people = []
    for visibility in ("Open", "As before"):
        page.context.clear_cookies()
        go_to_lastfm(page, server, visibility)
        _agree(page)
        heading(page, TASTE)
        expect(source_row(page, "Last.fm")).to_contain_text("just now")
        standing = page.get_by_text("Verified: you proved that it is yours.")
        expect(standing).to_contain_text("You are open.")
        people.append(asked(page, server, "/me")["user_id"])
    assert people[0] == people[1]


def test_the_token_leaves_the_address_before_anything_is_asked(
    page: Page, server: DemoServer
) -> None:
    """Neither address, history nor storage holds it while it is under way."""
    go_to_lastfm(page, server)
    held: list[Route] = []
    page.route(f"{server.url}/api/**", lambda route: held.append(route), times=1)
    with page.expect_request(f"{server.url}/api/**") as asked_for:
        _agree(page, 4)
    heading(page, "Reading your top lists …")
    sent = json.loads(asked_for.value.post_data or "")
    assert sent["source"] == "lastfm"
    everything: str = page.evaluate(
        "JSON.stringify([location.href, {...sessionStorage}, {...localStorage},"
        " history.state, navigation.entries().map(entry => entry.url)])"
    )
    assert sent["token"] not in everything
    assert page.url == f"{server.url}/"
    held[0].continue_()
    heading(page, TASTE)
    assert page.evaluate("sessionStorage.length") == 0
    page.reload()
    heading(page, TASTE)


@pytest.mark.parametrize(
    "tampered",
    ["?lastfm=guessed&token=stolen", "?token=stolen", "?lastfm=&token=stolen"],
)
def test_a_token_that_nobody_asked_for_is_not_used(
    page: Page, server: DemoServer, tampered: str
) -> None:
    """Whoever sends such a link signs nobody in as themselves."""
    methods: list[str] = []
    page.on("request", lambda request: methods.append(request.method))
    go_to_lastfm(page, server)
    page.goto(f"{server.url}/{tampered}")
    heading(page, "That sign-in did not start here")
    assert "POST" not in methods
    _nothing_is_saved(page, server)


def test_a_changed_state_is_not_used(page: Page, server: DemoServer) -> None:
    """The very token that was asked for, in somebody else's envelope."""
    go_to_lastfm(page, server)
    returned = _way_back(page, server)
    [state] = parse_qs(_query(returned))["lastfm"]
    page.goto(returned.replace(state, state[::-1]))
    heading(page, "That sign-in did not start here")
    _nothing_is_saved(page, server)


def test_an_answer_of_another_kind_is_not_used(page: Page, server: DemoServer) -> None:
    """The state alone does not make a code of Spotify out of Last.fm's question."""
    go_to_lastfm(page, server)
    [state] = parse_qs(_query(_way_back(page, server)))["lastfm"]
    page.goto(f"{server.url}/?code=stolen&state={state}")
    heading(page, "That sign-in did not start here")
    _nothing_is_saved(page, server)


def test_a_return_without_a_token_is_a_no(page: Page, server: DemoServer) -> None:
    """It is said as what it is; what was chosen is still chosen."""
    go_to_lastfm(page, server, "Hidden")
    returned = _way_back(page, server)
    page.goto(returned.partition("&token=")[0])
    heading(page, "You said no")
    _nothing_is_saved(page, server)
    page.evaluate("location.hash = '#/start/lastfm'")
    expect(page.get_by_role("radio", name="Hidden")).to_be_checked()


@pytest.mark.parametrize(
    ("trouble", "status", "title"),
    [
        ("unauthorized_token", 422, "Please connect again"),
        ("rate_limit", 429, "Too many requests"),
        ("offline", 502, "The music service does not answer"),
        ("empty_account", 422, "No top artists yet"),
    ],
)
def test_trouble_after_the_sign_in_is_told_in_words(
    page: Page,
    server: DemoServer,
    monitor: BrowserMonitor,
    trouble: str,
    status: int,
    title: str,
) -> None:
    """Nothing half saved, and the way in is open again."""
    monitor.expected.add(status)
    server.switch(trouble, at="lastfm")
    go_to_lastfm(page, server)
    _agree(page, 6)
    heading(page, title)
    _nothing_is_saved(page, server)


def test_a_used_token_is_good_for_nothing(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """Going back to the address of an answer starts no second save."""
    monitor.expected.add(422)
    go_to_lastfm(page, server)
    returned = _way_back(page, server)
    page.goto(returned)
    heading(page, TASTE)
    page.goto(returned)
    heading(page, "That sign-in did not start here")
