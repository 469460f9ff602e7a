"""What people do on the site, step by step."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.browser.demo_server import DemoServer

TASTE, MATCHES = "My taste", "Your matches"
AT_SPOTIFY = "Continue with Spotify (stand-in)"
AT_LISTENBRAINZ = "Continue with ListenBrainz (stand-in)"


def worked(devtools: CDPSession) -> float:
    """Return for how many seconds the page's own thread has computed.

    However busy the machine is; ``Performance.enable`` comes first, in thread ticks.
    """
    told = devtools.send("Performance.getMetrics")["metrics"]
    return float(next(m["value"] for m in told if m["name"] == "TaskDuration"))


def heading(page: Page, text: str) -> None:
    """Wait until the page is the one with this heading."""
    expect(page.get_by_role("heading", level=1, name=text, exact=True)).to_be_visible()


def choose(page: Page, server: DemoServer, visibility: str = "Open") -> None:
    """Go from the landing page to the stand-in's."""
    page.goto(f"{server.url}/")
    page.get_by_role("link", name="Continue with Spotify").click()
    heading(page, AT_SPOTIFY)
    page.get_by_role("radio", name=visibility).check()
    page.get_by_role("button", name="Sign in at Spotify").click()
    page.wait_for_url(f"{server.stand_in_url()}/authorize**")


def open_consent(page: Page, server: DemoServer, source: str) -> None:
    """Go to the consent page of a source."""
    page.goto(f"{server.url}/#/start/{source}")
    expect(page.locator(".consent form")).to_be_visible()


def save_by_name(
    page: Page,
    server: DemoServer,
    user_name: str,
    *,
    source: str = "listenbrainz",
    visibility: str = "Anonymous",
    is_refreshed: bool = False,
    is_apart: bool = False,
) -> None:
    """Type a public name, choose, and send it off."""
    open_consent(page, server, source)
    page.get_by_role("radio", name="By my user name").check()
    page.locator("#user-name").fill(user_name)
    if is_apart:
        page.get_by_role("radio", name="Keep it apart").check()
    page.get_by_role("radio", name=visibility).check()
    page.get_by_role("checkbox").set_checked(is_refreshed)
    page.get_by_role("button", name="Read my listening").click()


def go_to_lastfm(page: Page, server: DemoServer, visibility: str = "Open") -> None:
    """Go through consent to the page on which one agrees at Last.fm."""
    open_consent(page, server, "lastfm")
    page.get_by_role("radio", name=visibility).check()
    page.get_by_role("button", name="Sign in at Last.fm").click()
    page.wait_for_url(f"{server.stand_in_url('lastfm')}/api/auth/**")


def agree(page: Page, number: int = 2, trouble: str | None = None) -> None:
    """Continue as an invented person, by their place on the stand-in's page."""
    if trouble:
        page.get_by_text("Let something go wrong").click()
        page.get_by_label("For this sign-in only").select_option(trouble)
    page.get_by_role("button", name="Continue as").nth(number).click()


def sign_in(
    page: Page, server: DemoServer, number: int = 2, visibility: str = "Open"
) -> None:
    """Go all the way to one's own taste."""
    choose(page, server, visibility)
    agree(page, number)
    heading(page, TASTE)


def open_matches(page: Page) -> None:
    """Go on to the matches."""
    page.get_by_role("link", name="See your matches").click()
    heading(page, MATCHES)


def asked(page: Page, server: DemoServer, path: str) -> Any:
    """What the API replies to whoever is signed in on the page."""
    answer = page.request.get(f"{server.url}/api{path}")
    assert answer.ok, answer.text()
    return answer.json()


def source_row(page: Page, name: str) -> Locator:
    """What one's own taste says of one source."""
    return page.locator(".taste-sources li").filter(has_text=name)


def tab_to(page: Page, wanted: Locator) -> None:
    """Press the tab key until something has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("the keyboard does not reach it")


def scrolls_sideways(page: Page) -> bool:
    """Whether the page is wider than the window."""
    wider = (
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    found: bool = page.evaluate(wider)
    return found
