"""A sign-in that fails says why, saves nothing, and leaves no code behind."""

from __future__ import annotations

import re
import shutil
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.browser_monitor import BrowserMonitor
from tests.browser.demo_server import DemoServer
from tests.browser.steps import TASTE, agree, asked, choose, heading

pytestmark = pytest.mark.browser
EMPTY_PERSON = 5


def _nothing_is_saved(page: Page, server: DemoServer) -> None:
    """Nobody is signed in, the address is bare, and the way back leads to a start."""
    assert page.context.cookies() == []
    assert page.url == f"{server.url}/"
    expect(page.get_by_role("navigation")).to_have_count(0)
    kept: int = page.evaluate("sessionStorage.length")
    assert kept == 0
    page.get_by_role("link", name=re.compile("start|Choose")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile("Find the people|Continue with")
    )


def test_the_code_leaves_the_address_before_anything_is_asked(
    page: Page, server: DemoServer
) -> None:
    """Neither address nor history holds it while the first question is under way."""
    choose(page, server)
    held: list[Route] = []
    page.route("**/api/**", lambda route: held.append(route), times=1)
    agree(page)
    heading(page, "Reading your top lists …")
    assert held[0].request.method == "POST"
    assert "code_verifier" in (held[0].request.post_data or "")
    assert page.evaluate("location.href") == f"{server.url}/"
    assert page.title() == "Music Soulmate Finder"
    held[0].continue_()
    heading(page, TASTE)
    addresses: list[str] = page.evaluate("navigation.entries().map(entry => entry.url)")
    assert not [address for address in addresses if "code=" in address]
    page.reload()
    heading(page, TASTE)


def test_whoever_said_no_is_who_they_were(page: Page, server: DemoServer) -> None:
    """Signed in as before, and the page says so."""
    server.be_invented(page.context, 2)
    choose(page, server)
    page.get_by_role("button", name="Cancel").click()
    heading(page, "You said no")
    page.get_by_role("navigation").get_by_role("link", name="My taste").click()
    heading(page, TASTE)


def test_a_refused_consent_saves_nothing(page: Page, server: DemoServer) -> None:
    """It is said as what it is: a no, not a failure."""
    choose(page, server)
    page.get_by_role("button", name="Cancel").click()
    heading(page, "You said no")
    _nothing_is_saved(page, server)


@pytest.mark.parametrize(
    "tampered",
    ["?code=stolen&state=guessed", "?code=stolen", "?error=access_denied&state=x"],
)
def test_an_answer_to_no_question_is_not_used(
    page: Page, server: DemoServer, tampered: str
) -> None:
    """Whoever sends such a link signs nobody in as themselves."""
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.method))
    choose(page, server)
    page.goto(f"{server.url}/{tampered}")
    heading(page, "That sign-in did not start here")
    assert "POST" not in asked_for
    _nothing_is_saved(page, server)


def test_a_changed_state_is_not_used(page: Page, server: DemoServer) -> None:
    """The very code that was asked for, in somebody else's envelope."""
    choose(page, server)
    form = dict(parse_qsl(urlsplit(page.url).query))
    answer = page.request.post(
        f"{server.stand_in_url()}/authorize",
        form={**form, "person_id": server.people[3].person_id},
        max_redirects=0,
    )
    returned = answer.headers["location"]
    assert f"state={form['state']}" in returned
    page.goto(returned.replace(form["state"], form["state"][::-1]))
    heading(page, "That sign-in did not start here")
    _nothing_is_saved(page, server)


@pytest.mark.parametrize(
    ("trouble", "status", "title", "text"),
    [
        ("rate_limit", 429, "Too many requests", "is busy. Try again in 30 seconds."),
        ("quota", 429, "Too many requests", "daily limit for this app. Try again in"),
        (
            "server_error",
            502,
            "The music service does not answer",
            "trouble of its own",
        ),
        ("slow", 502, "The music service does not answer", "takes too long"),
        ("broken_json", 502, "The music service does not answer", "cannot be read"),
        ("not_allow_listed", 403, "Not allowed by the music service", "allow-listed"),
        ("owner_without_premium", 403, "Not allowed by the music service", "Premium"),
        ("expired_token", 422, "Please connect again", "has expired"),
        ("no_account_id", 502, "Whose account is this?", "nothing was saved"),
        ("empty_account", 422, "No top artists yet", "Listen for some days"),
    ],
)
def test_trouble_at_the_service_is_told_in_words(
    page: Page,
    server: DemoServer,
    monitor: BrowserMonitor,
    trouble: str,
    status: int,
    title: str,
    text: str,
) -> None:
    """Each kind in its own words, soon enough, and nothing half saved."""
    monitor.expected.add(status)
    choose(page, server)
    agree(page, 14, trouble)
    heading(page, title)
    expect(page.locator("main")).to_contain_text(text)
    _nothing_is_saved(page, server)


def test_a_long_wait_is_told_in_hours(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """As the service asks for: a quota can take hours to fill again."""
    monitor.expected.add(429)
    server.switch("quota", seconds=18_000)
    choose(page, server)
    agree(page, 14)
    expect(page.locator("main")).to_contain_text("Try again in about 5 hours.")


def test_an_empty_account_is_told_what_to_do(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """Somebody in the demo world has never played anything."""
    monitor.expected.add(422)
    choose(page, server)
    agree(page, EMPTY_PERSON)
    heading(page, "No top artists yet")
    _nothing_is_saved(page, server)


def test_an_account_without_a_name_keeps_the_name_it_has_here(
    page: Page, server: DemoServer
) -> None:
    """Some accounts have none; whoever is here already is called as before."""
    choose(page, server)
    agree(page, 14, "no_display_name")
    heading(page, TASTE)
    name = asked(page, server, "/me")["display_name"]
    assert name in {person.name for person in server.people}


def test_an_open_newcomer_without_a_name_is_asked_for_one(
    page: Page, own_server: DemoServer, monitor: BrowserMonitor
) -> None:
    """Nothing is saved until there is one; what was chosen is still so."""
    monitor.expected.add(422)
    shutil.rmtree(own_server.wired.data_folder / "people")
    choose(page, own_server)
    agree(page, 14, "no_display_name")
    heading(page, "Which name should others see?")
    _nothing_is_saved(page, own_server)
    expect(page.get_by_role("radio", name="Open")).to_be_checked()
    expect(page.get_by_label("Name that others see")).to_be_visible()


def test_an_answer_comes_back_to_the_tab_that_asked(
    page: Page, server: DemoServer
) -> None:
    """Another tab does not know the question, so it takes no answer."""
    choose(page, server)
    other = page.context.new_page()
    other.goto(page.url)
    agree(other)
    heading(other, "That sign-in did not start here")
    agree(page)
    heading(page, TASTE)
