"""What leaves the browser of one's own files: what was shown, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.browser_monitor import BrowserMonitor
from tests.browser.demo_server import DemoServer
from tests.browser.history_files import (
    FILES,
    HISTORY,
    PRIVATE,
    drop,
    found,
    give,
    open_history,
    payloads,
)
from tests.browser.steps import MATCHES, TASTE, asked, heading

pytestmark = pytest.mark.browser
SEND = "Send these"


def _read(page: Page, server: DemoServer) -> None:
    open_history(page, server)
    give(page, payloads(FILES))
    found(page)


def _sent_json(page: Page) -> str:
    page.get_by_text("Show the JSON").click()
    shown = page.get_by_role("region", name="The message as JSON")
    expect(shown).to_contain_text('"source":"history"')
    return shown.inner_text()


def _only_what_is_agreed(body: dict[str, Any]) -> dict[str, Any]:
    """The aggregate again, built from nothing but the fields that may be in it."""
    of_artist = ("name", "time_range", "rank", "plays")
    of_track = ("name", "artist", "time_range", "rank", "plays")
    return {
        "source": "history",
        "artists": [{key: item[key] for key in of_artist} for item in body["artists"]],
        "tracks": [{key: item[key] for key in of_track} for item in body["tracks"]],
    }


def test_nothing_but_the_aggregate_leaves_the_browser(
    page: Page, server: DemoServer
) -> None:
    """All traffic from the first page to the matches, looked through for more."""
    traffic: list[Request] = []
    page.context.on("request", lambda request: traffic.append(request))
    page.on("websocket", lambda socket: pytest.fail(f"a socket to {socket.url}"))
    page.goto(f"{server.url}/")
    expect(page.get_by_role("link", name="Bring your own files")).to_be_visible()
    assert drop(page, FILES, ".landing__example")
    heading(page, HISTORY)
    found(page)
    expect(page.locator(".history-audit")).to_contain_text("podcasts and audiobooks")
    assert [one for one in traffic if one.post_data_buffer] == []
    page.get_by_role("radio", name="Open").check()
    page.get_by_label("Name that others see").fill("Ines")
    shown = _sent_json(page)
    page.get_by_role("button", name=SEND).click()
    heading(page, MATCHES)
    with_body = [one for one in traffic if one.post_data_buffer]
    assert [(one.method, one.url) for one in with_body] == [
        ("POST", f"{server.url}/api/taste-profile")
    ]
    sent = with_body[0].post_data
    assert sent == shown
    for request in traffic:
        said = f"{request.url} {request.all_headers()} {request.post_data}"
        assert [word for word in PRIVATE if word in said] == []
    body: dict[str, Any] = json.loads(sent or "")
    choices = {"visibility": "open", "display_name": "Ines", "is_added": False}
    assert body == {**_only_what_is_agreed(body), **choices}
    assert asked(page, server, "/me")["display_name"] == "Ines"


def test_the_reading_worker_cannot_send_anything(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """Its own policy forbids every connection, even to where it came from."""
    monitor.expected |= {"Content Security Policy", "Refused to connect"}
    open_history(page, server)
    with page.expect_worker() as worker:
        page.evaluate(
            "window.kept = new Worker('/history/worker.js', { type: 'module' })"
        )
    for address in ("/api/me", "https://example.org/"):
        outcome = worker.value.evaluate(
            "(address) => fetch(address).then(() => 'sent', () => 'refused')",
            f"{server.url}{address}" if address[0] == "/" else address,
        )
        assert outcome == "refused"


def test_the_lists_are_what_is_sent(page: Page, server: DemoServer) -> None:
    """Every item of every range, in order, with its plays."""
    _read(page, server)
    sent = json.loads(_sent_json(page))
    listed: list[str] = page.locator(".history-preview ol li").evaluate_all(
        "items => items.map((item) => item.querySelector('bdi').textContent"
        " + ' ' + item.querySelector('data').value)"
    )
    assert listed == [
        f"{item['name']} {item['plays']}"
        for time_range in ("short_term", "medium_term", "long_term")
        for kind in ("artists", "tracks")
        for item in sent[kind]
        if item["time_range"] == time_range
    ]
    artists = {item["name"] for item in sent["artists"]}
    tracks = {(item["name"], item["artist"]) for item in sent["tracks"]}
    name = f"{SEND} {len(artists)} artists and {len(tracks)} tracks"
    expect(page.get_by_role("button", name=name)).to_be_visible()


def test_the_json_follows_the_choices(page: Page, server: DemoServer) -> None:
    """What is shown is what would be sent now."""
    _read(page, server)
    assert json.loads(_sent_json(page))["visibility"] is None
    page.get_by_role("radio", name="Hidden").check()
    shown = page.get_by_role("region", name="The message as JSON")
    expect(shown).to_contain_text('"visibility":"hidden"')


def test_nothing_is_chosen_for_whoever_comes_with_files(
    page: Page, server: DemoServer
) -> None:
    """Without a choice, or without a name for the open, nothing is sent."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    _read(page, server)
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    page.get_by_role("button", name=SEND).click()
    expect(page.locator("input:invalid").first).to_be_visible()
    page.get_by_role("radio", name="Open").check()
    page.get_by_role("button", name=SEND).click()
    expect(page.locator("#display-name:invalid")).to_be_visible()
    assert "POST" not in sent


def test_a_server_that_does_not_answer_costs_nothing(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """What was read is still there, and can be sent again."""
    monitor.expected.add("net::ERR_")
    _read(page, server)
    page.get_by_role("radio", name="Anonymous").check()
    page.route("**/api/taste-profile", lambda route: route.abort())
    page.get_by_role("button", name=SEND).click()
    expect(page.get_by_role("alert")).to_contain_text("cannot be reached")
    page.unroute_all()
    page.get_by_role("button", name=SEND).click()
    heading(page, MATCHES)


def test_whoever_is_hidden_sees_their_own_taste_next(
    page: Page, server: DemoServer
) -> None:
    """There are no matches to lead to."""
    _read(page, server)
    page.get_by_role("radio", name="Hidden").check()
    page.get_by_role("button", name=SEND).click()
    heading(page, TASTE)
