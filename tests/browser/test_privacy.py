"""The privacy page: linked everywhere, readable for everybody, and true of the code."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from backend.dev_server.commands.refreshing import refresh_taste_profiles
from backend.http_api.accounts.presenters import REMNANTS
from backend.http_api.sessions import LIFETIME
from backend.sources.spotify import source as spotify
from backend.taste_profile import MAX_NAMED_ARTISTS
from backend.taste_profile.explanation import COMMON_ENOUGH
from backend.use_cases.accounts.audit_log import KEPT_FOR
from backend.use_cases.accounts.rate_limits import LIMITS
from backend.use_cases.people.invitation_records import MAX_DAYS
from scripts.local_cloud.template import Template
from tests.browser.demo_server import DemoServer, demo_server
from tests.browser.steps import asked, heading, scrolls_sideways, tab_to

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
DAY = timedelta(days=1)


def _refresh_days() -> int:
    """How often the cloud reads again; the command's own default is the same."""
    lines = (ROOT / "lambda/refresh.py").read_text("utf-8")
    found = re.search(r"^OLDER_THAN = timedelta\(days=(\d+)\)$", lines, re.MULTILINE)
    assert found
    [default] = [
        option.default
        for option in refresh_taste_profiles.params
        if option.name == "days"
    ]
    assert int(found[1]) == default
    return int(found[1])


def _backup_days() -> int:
    """As the receipt of an erasure says."""
    [days] = [until for what, until in REMNANTS if what.startswith("backups")]
    return int(days.removesuffix(" days"))


def _log_days(template: Template) -> int:
    return int(template.parameters["LogRetentionDays"]["Default"])


def _open(page: Page, server: DemoServer) -> None:
    page.goto(f"{server.url}/#/privacy")
    heading(page, "Privacy")


def test_the_numbers_of_the_site_are_those_of_the_server(
    page: Page, server: DemoServer, template: Template
) -> None:
    """All of them, and each is told on the page."""
    _open(page, server)
    told: dict[str, int] = page.evaluate(
        "import('/logic/server-facts.js').then((facts) => ({ ...facts }))"
    )
    assert told == {
        "SESSION_DAYS": LIFETIME // DAY,
        "INVITATION_DAYS": MAX_DAYS,
        "AUDIT_DAYS": KEPT_FOR // DAY,
        "BACKUP_DAYS": _backup_days(),
        "LOG_DAYS": _log_days(template),
        "REFRESH_DAYS": _refresh_days(),
        "LIMIT_MINUTES": max(limit.seconds for limit in LIMITS.values()) // 60,
        "NAMED_ARTISTS": MAX_NAMED_ARTISTS,
        "KNOWN_TO": COMMON_ENOUGH,
        "SPOTIFY_DAYS": spotify.KEPT_FOR // DAY,
    }
    for title, words in (
        ("Your session", f"{told['SESSION_DAYS']} days after its last use"),
        ("Invitations", f"good for {told['INVITATION_DAYS']} days at the most"),
        ("What was done with your account", f"For {told['AUDIT_DAYS']} days"),
        ("A recovery code, keys of programs", f"{told['AUDIT_DAYS']} days at the most"),
        ("Backups", f"up to {told['BACKUP_DAYS']} days ago"),
        ("Logs", f"For {told['LOG_DAYS']} days"),
        ("A user name to read again", f"about every {told['REFRESH_DAYS']} days"),
        ("How often you asked", f"up to {told['LIMIT_MINUTES']} minutes"),
        ("Anonymous", f"up to {told['NAMED_ARTISTS']} artists that you picked"),
        ("Anonymous", f"{told['KNOWN_TO']} people or more"),
    ):
        entry = page.locator(".privacy dl > div").filter(
            has=page.locator("dt", has_text=re.compile(f"^{title}$"))
        )
        expect(entry).to_contain_text(words)


def test_the_cookies_of_the_page_are_the_cookies_that_there_are(
    page: Page, server: DemoServer
) -> None:
    """After a visit as somebody, with nothing else in the browser's keeping."""
    _open(page, server)
    assert page.context.cookies() == []
    user_id = server.be_invented(page.context, 2)
    page.goto(f"{server.url}/#/taste")
    heading(page, "My taste")
    assert asked(page, server, "/me")["user_id"] == user_id
    _open(page, server)
    told = page.locator("dt", has_text="The cookie").all_inner_texts()
    names = {f"The cookie “{one['name']}”" for one in page.context.cookies()}
    assert set(told) == names
    kept: list[Any] = page.evaluate(
        "indexedDB.databases().then((kept) => [...kept,"
        " ...Object.keys(localStorage), ...Object.keys(sessionStorage)])"
    )
    assert kept == []


def test_it_is_linked_from_every_page_and_from_consent(
    page: Page, server: DemoServer
) -> None:
    """Below everything, the reference too; and where one agrees."""
    for address in ("", "#/start/spotify", "#/history", "#/nowhere", "reference.html"):
        page.goto(f"{server.url}/{address}")
        page.get_by_role("contentinfo").get_by_role("link", name="Privacy").click()
        heading(page, "Privacy")
        assert page.url == f"{server.url}/#/privacy"
    page.goto(f"{server.url}/#/start/spotify")
    page.get_by_role("main").get_by_role("link", name="Privacy").click()
    heading(page, "Privacy")
    assert page.title() == "Privacy · Music Soulmate Finder"


def test_it_tells_of_each_source_what_its_consent_tells(
    page: Page, server: DemoServer
) -> None:
    """Word for word."""
    page.goto(f"{server.url}/#/start/lastfm")
    facts = page.locator(".consent__facts dd")
    expect(facts).to_have_count(4)
    words = facts.all_inner_texts()
    _open(page, server)
    for one in words:
        expect(page.get_by_text(one, exact=True).first).to_be_visible()


def test_a_server_without_an_address_says_so(page: Page, server: DemoServer) -> None:
    """Nobody is made up."""
    _open(page, server)
    expect(page.get_by_text("names no address to write to")).to_be_visible()


@pytest.fixture(params=["music@example.org", "https://example.org/contact", "x:y"])
def named_server(
    tmp_path: Path,
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Iterator[DemoServer]:
    """A server whose owner can be written to."""
    monkeypatch.setenv("SOULMATE_CONTACT", request.param)
    with demo_server(tmp_path) as server:
        yield server


def test_whom_to_write_to_is_what_the_server_was_set_up_with(
    browser: Browser, named_server: DemoServer
) -> None:
    """A mailbox and a page are links; anything else is only text."""
    contact = named_server.wired.api.services.contact
    with browser.new_context() as context:
        page = context.new_page()
        _open(page, named_server)
        section = page.get_by_role("region", name="Who runs this")
        expect(section).to_contain_text(f"Write to {contact}")
        links = [one.get_attribute("href") for one in section.get_by_role("link").all()]
    assert (
        links
        == {
            "music@example.org": ["mailto:music@example.org"],
            "https://example.org/contact": ["https://example.org/contact"],
            "x:y": [],
        }[contact]
    )


@pytest.mark.parametrize(("width", "theme"), [(320, "dark"), (1440, "light")])
def test_the_privacy_page_is_readable_for_everybody(
    page: Page, server: DemoServer, width: int, theme: str
) -> None:
    """One first heading, sections below it, reached by the keyboard."""
    page.goto(f"{server.url}/")
    link = page.get_by_role("contentinfo").get_by_role("link", name="Privacy")
    expect(page.get_by_role("link", name="Continue with Spotify")).to_be_visible()
    tab_to(page, link)
    page.keyboard.press("Enter")
    heading(page, "Privacy")
    expect(page.get_by_text("names no address")).to_be_visible()
    levels: list[int] = page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3')].map(({ tagName }) => +tagName[1])"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))
    assert not scrolls_sideways(page)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
