"""Settings: how one is seen, coming back, keys, blocks, a copy, and leaving."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.browser_monitor import BrowserMonitor
from tests.browser.demo_server import DemoServer
from tests.browser.steps import (
    MATCHES,
    TASTE,
    asked,
    heading,
    scrolls_sideways,
    tab_to,
)

pytestmark = pytest.mark.browser
ARTISTS = [f"Artist {number}" for number in range(1, 13)]
REFUSED = "net::ERR_"


def _somebody(page: Page, server: DemoServer, visibility: str = "anonymous") -> str:
    """Be somebody new with a few artists, on the settings page."""
    taste = {"artists": ARTISTS, "visibility": visibility}
    user_id = server.save(taste)
    server.be(page.context, user_id)
    _open(page, server)
    return user_id


def _open(page: Page, server: DemoServer) -> None:
    page.goto(f"{server.url}/#/settings")
    heading(page, "Settings")


def _part(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name=title, exact=True)


def _yes(page: Page, answer: str) -> None:
    page.get_by_role("dialog").get_by_role("button", name=answer).click()


def test_whoever_was_hidden_is_seen_at_once_by_the_name_they_type(
    page: Page, server: DemoServer
) -> None:
    """The way there is on the page that says what is missing."""
    _somebody(page, server, "hidden")
    page.get_by_role("link", name="Settings").focus()
    part = _part(page, "How you are seen")
    expect(part.get_by_role("radio", name="Hidden")).to_be_checked()
    part.get_by_role("radio", name="Open").check()
    part.get_by_role("button", name="Save").click()
    expect(part.locator("#display-name")).to_be_focused()
    part.locator("#display-name").fill("Mara")
    part.get_by_role("button", name="Save").click()
    expect(part.get_by_text("It applies from now on")).to_be_visible()
    me = asked(page, server, "/me")
    assert (me["visibility"], me["display_name"]) == ("open", "Mara")
    page.goto(f"{server.url}/#/matches")
    heading(page, MATCHES)


def test_artists_that_may_be_named_are_kept_without_a_new_save(
    page: Page, server: DemoServer
) -> None:
    """The taste stays as old as it was."""
    _somebody(page, server)
    before = asked(page, server, "/taste-profile")
    part = _part(page, "How you are seen")
    part.locator(".named-artists summary").click()
    part.get_by_role("checkbox", name="Artist 2", exact=True).check()
    part.get_by_role("button", name="Save").click()
    expect(part.get_by_text("It applies from now on")).to_be_visible()
    after = asked(page, server, "/taste-profile")
    assert after["named_artists"] == ["Artist 2"]
    assert after["updated_at"] == before["updated_at"]


def test_without_a_taste_there_is_nothing_to_be_seen_but_all_the_rest(
    page: Page, server: DemoServer
) -> None:
    """Whoever forgot their taste can still leave, with a copy."""
    user_id = _somebody(page, server)
    server.wired.store.delete(user_id)
    page.reload()
    heading(page, "Settings")
    expect(_part(page, "Leave for good")).to_be_visible()
    expect(_part(page, "How you are seen")).to_have_count(0)


def test_a_recovery_code_is_shown_once_copied_and_brings_one_back(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """By the landing page, after a code that leads nowhere."""
    monitor.expected.add(401)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    user_id = _somebody(page, server)
    part = _part(page, "Recovery code")
    part.get_by_role("button", name="Make a recovery code").click()
    code = part.locator("code").inner_text()
    part.get_by_role("button", name="Copy").click()
    expect(part.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == code
    page.reload()
    expect(part.get_by_role("button", name="Make a recovery code")).to_be_visible()
    expect(part.locator("code")).to_have_count(0)
    page.context.clear_cookies()
    page.goto(f"{server.url}/")
    page.get_by_text("Come back with a recovery code").click()
    page.get_by_label("Your recovery code").fill("0000-1111")
    page.get_by_role("button", name="Come back").click()
    trouble = page.get_by_role("alert").filter(has_text="not valid any more")
    expect(trouble).to_be_focused()
    page.get_by_label("Your recovery code").fill(code.replace("-", " ").upper())
    page.get_by_role("button", name="Come back").click()
    heading(page, TASTE)
    assert asked(page, server, "/me")["user_id"] == user_id


def test_a_code_that_cannot_be_copied_by_the_page_is_selected(
    page: Page, server: DemoServer
) -> None:
    """Where the browser has no clipboard for pages."""
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
    )
    _somebody(page, server)
    part = _part(page, "Recovery code")
    part.get_by_role("button", name="Make a recovery code").click()
    part.get_by_role("button", name="Copy").click()
    expect(part.get_by_text("copy it yourself")).to_be_visible()
    selected = page.evaluate("getSelection().toString()")
    assert selected == part.locator("code").inner_text()


def test_signing_out_everywhere_ends_the_other_browser_and_not_this_one(
    page: Page, server: DemoServer
) -> None:
    """The recovery code goes as well, which is said before."""
    _somebody(page, server)
    kept = {one["name"]: one["value"] for one in page.context.cookies()}
    elsewhere = {"session": kept["session"]}
    mine = f"{server.url}/api/me"
    assert requests.get(mine, cookies=elsewhere, timeout=120).status_code == 200
    part = _part(page, "Signed in elsewhere")
    part.get_by_role("button", name="Sign out everywhere else").click()
    _yes(page, "Sign out")
    expect(part.get_by_text("You are signed out everywhere else")).to_be_visible()
    assert requests.get(mine, cookies=elsewhere, timeout=120).status_code == 401
    page.reload()
    heading(page, "Settings")


def test_a_key_is_made_used_and_revoked(page: Page, server: DemoServer) -> None:
    """It does what was ticked, is shown once, and is useless afterwards."""
    user_id = _somebody(page, server)
    part = _part(page, "Keys for programs")
    expect(part.get_by_text("There are none.")).to_be_visible()
    part.get_by_label("Name of a new key").fill("my <b>bot</b>")
    part.get_by_role("button", name="Make a key").click()
    assert asked(page, server, "/api-keys")["api_keys"] == []
    part.get_by_role("checkbox", name="Read my matches").check()
    part.get_by_role("button", name="Make a key").click()
    expect(part.get_by_text("The key is made.")).to_be_visible()
    bearer = {"Authorization": f"Bearer {part.locator('code').inner_text()}"}
    ranking = f"{server.url}/matches/{user_id}"
    assert requests.get(ranking, headers=bearer, timeout=120).status_code == 200
    me = requests.get(f"{server.url}/me", headers=bearer, timeout=120)
    assert me.status_code == 403
    row = part.get_by_role("listitem").filter(has_text="matches:read")
    expect(row).to_contain_text("not used yet")
    page.reload()
    expect(row).to_contain_text(
        re.compile(r"last used in the hour after .* at \d\d:00")
    )
    expect(row).to_contain_text("my <b>bot</b>")
    row.get_by_role("button", name="Revoke").click()
    page.keyboard.press("Escape")
    expect(row).to_be_visible()
    row.get_by_role("button", name="Revoke").click()
    _yes(page, "Revoke it")
    expect(part.get_by_text("There are none.")).to_be_visible()
    expect(part.locator("code")).to_have_count(0)
    assert requests.get(ranking, headers=bearer, timeout=120).status_code == 401


def test_a_block_is_listed_by_its_day_and_lifted(
    page: Page, server: DemoServer
) -> None:
    """Who it was is nowhere to be read."""
    server.save({"artists": ARTISTS, "visibility": "anonymous"})
    me = _somebody(page, server)
    other = asked(page, server, f"/matches/{me}")["matches"][0]["user_id"]
    answer = page.request.post(
        f"{server.url}/api/blocks",
        data={"user_id": other},
        headers={"X-Soulmate-Request": "1"},
    )
    assert answer.ok, answer.text()
    page.reload()
    part = _part(page, "Blocked")
    part.get_by_role("button", name="Lift the block").click()
    _yes(page, "Lift it")
    expect(part.get_by_text("The block is lifted.")).to_be_visible()
    expect(part.get_by_text("Nobody.", exact=True)).to_be_visible()
    assert asked(page, server, "/blocks")["blocks"] == []


def test_everything_that_is_kept_is_downloaded(
    page: Page, server: DemoServer, tmp_path: Path
) -> None:
    """As the API gives it back, in a file that a person can read."""
    user_id = _somebody(page, server)
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download it as JSON").click()
    file = tmp_path / caught.value.suggested_filename
    caught.value.save_as(file)
    assert file.name == "music-soulmate-finder.json"
    kept = json.loads(file.read_text())
    assert kept["user_id"] == user_id
    assert len(kept["taste_profile"]["top_items"]) == len(ARTISTS)


def test_what_has_a_page_of_its_own_is_linked(page: Page, server: DemoServer) -> None:
    """Sources to disconnect, waves, invitations, and what is kept."""
    _somebody(page, server)
    part = _part(page, "On pages of their own")
    hrefs = [one.get_attribute("href") for one in part.get_by_role("link").all()]
    assert hrefs == ["#/taste", "#/waves", "#/compare", "#/privacy"]
    part.get_by_role("link", name="Invitations and comparisons").click()
    heading(page, "Compare with a friend")


def test_erasing_asks_then_shows_a_receipt_and_signs_out(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """Asked first; nothing has to be typed; another tab learns it."""
    monitor.expected |= {401, 410}
    user_id = _somebody(page, server)
    page.get_by_role("button", name="Erase everything").click()
    page.get_by_role("button", name="Keep it").click()
    assert asked(page, server, "/me")["has_taste_profile"] is True
    page.get_by_role("button", name="Erase everything").click()
    _yes(page, "Erase everything")
    title = page.get_by_role("heading", name="Everything about you is erased")
    expect(title).to_be_focused()
    expect(page.get_by_text(user_id)).to_be_visible()
    expect(page.locator(".receipt dl div")).to_have_count(4)
    expect(page.get_by_role("navigation")).to_have_count(0)
    assert page.context.cookies() == []
    server.be(page.context, user_id)
    page.goto(f"{server.url}/#/taste")
    heading(page, "Everything about you is erased")
    expect(page.get_by_role("navigation")).to_have_count(0)
    assert page.context.cookies() == []
    page.get_by_role("link", name="Back to the start").click()
    expect(page.get_by_role("link", name="Continue with Spotify")).to_be_visible()


def test_too_many_changes_say_when_to_come_back(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """What was chosen is still there."""
    monitor.expected.add(429)
    _somebody(page, server)
    header = {"X-Soulmate-Request": "1"}
    for _ in range(130):
        answer = page.request.patch(f"{server.url}/api/me", data={}, headers=header)
        if answer.status == 429:
            break
    part = _part(page, "How you are seen")
    part.get_by_role("radio", name="Hidden").check()
    part.get_by_role("button", name="Save").click()
    expect(part.get_by_role("alert")).to_contain_text(re.compile(r"Try again in .*\d"))
    expect(part.get_by_role("radio", name="Hidden")).to_be_checked()
    assert asked(page, server, "/me")["visibility"] == "anonymous"


def test_without_an_answer_each_part_says_so_by_itself(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """And it can be tried again."""
    monitor.expected.add(REFUSED)
    _somebody(page, server)
    page.route("**/api/recovery-code", lambda route: route.abort())
    part = _part(page, "Recovery code")
    make = part.get_by_role("button", name="Make a recovery code")
    make.click()
    expect(part.get_by_role("alert")).to_contain_text("cannot be reached")
    page.unroute_all()
    make.click()
    expect(part.locator("code")).to_be_visible()
    expect(part.locator(".trouble")).to_be_empty()


def test_leaving_needs_no_mouse(page: Page, server: DemoServer) -> None:
    """From the header to the receipt; the safe answer has the focus."""
    _somebody(page, server)
    tab_to(page, page.get_by_role("button", name="Erase everything"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Keep it")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    heading(page, "Everything about you is erased")


@pytest.mark.parametrize(("width", "theme"), [(320, "dark"), (1440, "light")])
def test_the_settings_are_readable_for_everybody(
    page: Page, server: DemoServer, monitor: BrowserMonitor, width: int, theme: str
) -> None:
    """With everything shown that can be, the way back, and the receipt."""
    page.goto(f"{server.url}/")
    page.get_by_text("Come back with a recovery code").click()
    _check(page)
    _somebody(page, server)
    page.get_by_role("button", name="Make a recovery code").click()
    page.get_by_label("An artist that should not count").fill("Artist 3")
    page.get_by_role("button", name="Mute this artist").click()
    page.get_by_label("Name of a new key").fill("W" * 80)
    page.get_by_role("checkbox", name="Read my matches").check()
    page.get_by_role("button", name="Make a key").click()
    expect(page.locator(".shown-once")).to_have_count(2)
    expect(page.get_by_role("button", name="Unmute Artist 3")).to_be_visible()
    _check(page)
    for one in page.locator("main button, main .choice__label, main summary").all():
        box = one.bounding_box()
        assert box is None or min(box["height"], box["width"]) >= 44, one.inner_html()
    page.get_by_role("button", name="Erase everything").click()
    _check(page)
    _yes(page, "Erase everything")
    heading(page, "Everything about you is erased")
    _check(page)


def _check(page: Page) -> None:
    assert not scrolls_sideways(page)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
