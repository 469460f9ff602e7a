"""Compare with a friend: a link is made, opened, accepted, taken back, and ended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Route,
    expect,
)

from tests.browser.browser_monitor import BrowserMonitor
from tests.browser.conftest import PATIENCE_MS
from tests.browser.demo_server import DemoServer, demo_server
from tests.browser.history_files import FILES, found, give, payloads
from tests.browser.steps import (
    TASTE,
    agree,
    asked,
    heading,
    scrolls_sideways,
    tab_to,
)

pytestmark = pytest.mark.browser
COMPARE = "Compare with a friend"
ARTISTS = [f"Artist {number}" for number in range(1, 13)]
INVITED = "Mara invites you to compare"
REFUSED = "net::ERR_"


def _taste(server: DemoServer, visibility: str = "open", name: str = "Mara") -> str:
    """Let somebody be here with a few artists."""
    taste = {"artists": ARTISTS, "visibility": visibility}
    named = {"display_name": name} if visibility == "open" else {}
    return server.save({**taste, **named})


def _be(page: Page, server: DemoServer, user_id: str) -> None:
    page.context.clear_cookies()
    server.be(page.context, user_id)


def _made(server: DemoServer, user_id: str, **wanted: object) -> tuple[str, str]:
    """Let somebody invite; return the id and the code."""
    answer = _as(server, user_id)("POST", "/invitations", wanted)
    assert answer.status_code == 201, answer.text
    reply = answer.json()
    return reply["invitation"]["invitation_id"], reply["code"]


def _as(server: DemoServer, user_id: str) -> Callable[..., requests.Response]:
    """Ask the API as somebody."""
    session = server.wired.api.signer.issue(user_id, datetime.now(UTC))

    def ask(method: str, path: str, body: object = None) -> requests.Response:
        return requests.request(
            method,
            f"{server.url}{path}",
            json=body,
            cookies={"session": session},
            headers={"X-Soulmate-Request": "1"},
            timeout=120,
        )

    return ask


def _open(page: Page, server: DemoServer, code: str) -> None:
    page.goto(f"{server.url}/#/i/{code}")


def _part(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name=title, exact=True)


def _yes(page: Page, answer: str) -> None:
    page.get_by_role("dialog").get_by_role("button", name=answer).click()


@pytest.fixture
def empty_server(tmp_path: Path, browser: Browser) -> Iterator[DemoServer]:
    """A server on which nobody is: no demo world, no statistics."""
    with demo_server(tmp_path / "empty") as server:
        yield server


@pytest.fixture
def two_pages(browser: Browser, empty_server: DemoServer) -> Iterator[list[Page]]:
    """The browsers of two people, who have nothing in common but the link."""
    monitor = BrowserMonitor(empty_server.url, ())
    contexts: list[BrowserContext] = []
    for _ in range(2):
        context = browser.new_context(reduced_motion="reduce", locale="en-GB")
        context.set_default_timeout(PATIENCE_MS)
        monitor.watch(context)
        contexts.append(context)
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()
    monitor.judge()


def _bring_taste(page: Page, user_name: str, visibility: str) -> None:
    """From any page that shows the ways in, to a saved taste."""
    page.get_by_role("link", name="Continue with ListenBrainz").click()
    page.get_by_role("radio", name="Use my user name").check()
    page.locator("#user-name").fill(user_name)
    page.get_by_role("radio", name=visibility).check()
    page.get_by_role("button", name="Read my listening").click()


def test_two_people_alone_in_the_world_compare(
    two_pages: list[Page], empty_server: DemoServer
) -> None:
    """From the landing page to the pair page of both, with nothing typed but names."""
    mara, jonas = two_pages
    mara.goto(f"{empty_server.url}/")
    mara.get_by_role("link", name=COMPARE).click()
    heading(mara, COMPARE)
    _bring_taste(mara, "invented-3", "Hidden")
    heading(mara, COMPARE)
    expect(mara.get_by_text("You have no name here")).to_be_visible()
    mara.get_by_role("button", name="Make the link").click()
    link = mara.locator(".shown-once code").inner_text()

    jonas.goto(link)
    heading(jonas, "Somebody invites you to compare")
    code = link.rpartition("/")[2]
    assert code not in jonas.url
    _bring_taste(jonas, "invented-4", "Open")
    heading(jonas, "Somebody invites you to compare")
    jonas.get_by_role("radio", name="My name: invented-4").check()
    jonas.get_by_role("button", name="Compare").click()
    expect(jonas.locator(".sum-bar")).to_be_visible()
    expect(jonas.get_by_role("heading", name="Both of you")).to_be_visible()
    assert len(list(empty_server.wired.store.scan())) == 2

    mara.reload()
    companion = _part(mara, "You compare with").get_by_role("link")
    expect(companion).to_have_text("invented-4")
    companion.click()
    heading(mara, "invented-4")
    expect(mara.locator(".sum-bar")).to_be_visible()
    points = [page.locator(".sum-bar__total").inner_text() for page in (mara, jonas)]
    assert points[0] == points[1]


def test_a_sign_in_elsewhere_leads_back_to_the_invitation(
    page: Page, server: DemoServer
) -> None:
    """Over another origin and back, without the code in any address."""
    _, code = _made(server, _taste(server))
    _open(page, server, code)
    heading(page, INVITED)
    page.get_by_role("link", name="Continue with Spotify").click()
    page.get_by_role("radio", name="Anonymous").check()
    page.get_by_role("button", name="Sign in at Spotify").click()
    page.wait_for_url(f"{server.stand_in_url()}/authorize**")
    assert code not in page.url
    agree(page, 11)
    heading(page, INVITED)
    page.get_by_role("radio", name="An alias").check()
    page.get_by_role("button", name="Compare").click()
    heading(page, "Mara")


def test_ones_own_files_lead_back_to_the_invitation(
    page: Page, server: DemoServer
) -> None:
    """As every way in does."""
    _, code = _made(server, _taste(server))
    _open(page, server, code)
    page.get_by_role("link", name="Bring your own files").click()
    give(page, payloads(FILES))
    found(page)
    page.get_by_role("radio", name="Anonymous").check()
    page.get_by_role("button", name="Send these").click()
    heading(page, INVITED)
    expect(page.get_by_role("button", name="Compare")).to_be_visible()


def test_a_recovery_code_leads_back_to_the_invitation(
    page: Page, server: DemoServer
) -> None:
    """Whoever is here already, but not in this browser."""
    known = _taste(server, "anonymous")
    recovery = _as(server, known)("POST", "/recovery-code").json()["recovery_code"]
    _, code = _made(server, _taste(server))
    _open(page, server, code)
    page.get_by_text("Come back with a recovery code").click()
    page.get_by_label("Your recovery code").fill(recovery)
    page.get_by_role("button", name="Come back").click()
    heading(page, INVITED)
    expect(page.get_by_role("button", name="Compare")).to_be_visible()


def test_the_code_leaves_the_address_and_neither_reload_nor_back_needs_it(
    page: Page, server: DemoServer
) -> None:
    """It stays with the entry of the browser's history, which no one else sees."""
    _, first = _made(server, _taste(server))
    _, second = _made(server, _taste(server, name="Nils"))
    _be(page, server, _taste(server, "anonymous"))
    _open(page, server, first)
    heading(page, INVITED)
    assert page.url == f"{server.url}/#/i"
    page.reload()
    heading(page, INVITED)
    _open(page, server, second)
    heading(page, "Nils invites you to compare")
    page.get_by_role("link", name="My taste").click()
    heading(page, TASTE)
    page.go_back()
    heading(page, "Nils invites you to compare")
    page.go_back()
    heading(page, INVITED)
    asked_for = page.evaluate(
        "performance.getEntriesByType('resource').map(({ name }) => name).join()"
    )
    assert first not in asked_for
    assert second not in asked_for


def test_an_invitation_that_comes_late_leaves_the_newer_view_alone(
    page: Page, server: DemoServer
) -> None:
    """Neither its page nor its address, once somebody has gone elsewhere."""
    _, code = _made(server, _taste(server))
    _be(page, server, _taste(server, "anonymous"))
    held: list[Route] = []
    page.route("**/invitation.js", lambda route: held.append(route))
    _open(page, server, code)
    expect(page.locator(".waiting")).to_be_attached()
    page.get_by_role("link", name="My taste").click()
    heading(page, TASTE)
    with page.expect_response("**/invitation.js"):
        held[0].continue_()
    page.wait_for_load_state("networkidle")
    heading(page, TASTE)
    assert page.url == f"{server.url}/#/taste"
    page.go_back()
    heading(page, INVITED)


def test_a_name_is_asked_for_and_never_assumed(page: Page, server: DemoServer) -> None:
    """Without an answer nothing is sent; with an alias, no name is told."""
    maker = _taste(server)
    _, code = _made(server, maker, shows_name=False)
    _be(page, server, _taste(server, name="Jonas <b>"))
    _open(page, server, code)
    heading(page, "Somebody invites you to compare")
    expect(page.get_by_text("did not give a name")).to_be_visible()
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    page.get_by_role("button", name="Compare").click()
    assert _as(server, maker)("GET", "/companions").json()["companions"] == []
    expect(page.get_by_role("radio", name="My name: Jonas <b>")).to_be_visible()
    page.get_by_role("radio", name="An alias").check()
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**/#/matches/*")
    [companion] = _as(server, maker)("GET", "/companions").json()["companions"]
    assert companion["is_named"] is False
    assert "Jonas" not in companion["display_name"]


def test_an_invitation_is_made_copied_listed_and_taken_back(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """As it was wanted; the link is shown once, and leads nowhere afterwards."""
    monitor.expected.add(404)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    user_id = _taste(server)
    _be(page, server, user_id)
    page.goto(f"{server.url}/#/compare")
    part = _part(page, "Invite somebody")
    part.get_by_role("button", name="Make the link").click()
    assert asked(page, server, "/invitations")["invitations"] == []
    part.get_by_role("radio", name="I do, as Mara").check()
    part.get_by_role("radio", name="For several").check()
    part.get_by_label("For how many days?").fill("31")
    part.get_by_role("button", name="Make the link").click()
    assert asked(page, server, "/invitations")["invitations"] == []
    part.get_by_label("For how many days?").fill("3")
    part.get_by_role("button", name="Make the link").click()
    link = part.locator("code").inner_text()
    part.get_by_role("button", name="Copy").click()
    expect(part.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link
    [kept] = asked(page, server, "/invitations")["invitations"]
    assert (kept["shows_name"], kept["is_reusable"]) == (True, True)
    lasts = datetime.fromisoformat(kept["expires_at"]) - datetime.now(UTC)
    assert timedelta(days=2) < lasts <= timedelta(days=3)

    page.reload()
    expect(_part(page, "Invite somebody").locator("code")).to_have_count(0)
    standing = _part(page, "Invitations that still work")
    row = standing.get_by_role("listitem").filter(has_text="By your name")
    expect(row).to_contain_text("for several")
    row.get_by_role("button", name="Take back").click()
    page.keyboard.press("Escape")
    expect(row).to_be_visible()
    row.get_by_role("button", name="Take back").click()
    _yes(page, "Take it back")
    expect(standing.get_by_text("There are none.")).to_be_visible()
    expect(standing.get_by_role("heading")).to_be_focused()
    page.goto(link)
    heading(page, "This link does not work")


def test_a_link_is_shared_where_the_device_can(page: Page, server: DemoServer) -> None:
    """Whoever closes the list of ways has done nothing wrong."""
    page.add_init_script(
        "window.shared = []; navigator.share = (what) => { shared.push(what);"
        " return shared.length > 1 ? Promise.resolve()"
        " : Promise.reject(new DOMException('', 'AbortError')); }"
    )
    _be(page, server, _taste(server, "anonymous"))
    page.goto(f"{server.url}/#/compare")
    part = _part(page, "Invite somebody")
    part.get_by_role("button", name="Make the link").click()
    link = part.locator("code").inner_text()
    part.get_by_role("button", name="Share").click()
    expect(part.get_by_text("It is on its way.")).to_have_count(0)
    part.get_by_role("button", name="Share").click()
    expect(part.get_by_text("It is on its way.")).to_be_visible()
    assert page.evaluate("shared[1].url") == link


def test_a_comparison_is_ended_for_both_after_a_question(
    page: Page, server: DemoServer
) -> None:
    """Whoever reads the pair's page then finds nobody there."""
    maker, friend = _taste(server), _taste(server, name="Jonas")
    _, code = _made(server, maker)
    body = {"code": code, "shows_name": True}
    _as(server, friend)("POST", "/invitations/accept", body)
    _be(page, server, maker)
    page.goto(f"{server.url}/#/compare")
    part = _part(page, "You compare with")
    part.get_by_role("button", name="End the comparison with Jonas").click()
    page.get_by_role("button", name="Keep it").click()
    part.get_by_role("button", name="End the comparison with Jonas").click()
    _yes(page, "End it")
    expect(part.get_by_text("The comparison is over for both of you.")).to_be_visible()
    expect(part.get_by_text("Nobody yet.")).to_be_visible()
    assert _as(server, friend)("GET", "/companions").json()["companions"] == []


def test_ending_what_the_other_has_ended_is_no_trouble(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """It is over either way."""
    monitor.expected.add(404)
    maker, friend = _taste(server), _taste(server, name="Jonas")
    _, code = _made(server, maker)
    body = {"code": code, "shows_name": True}
    _as(server, friend)("POST", "/invitations/accept", body)
    _be(page, server, maker)
    page.goto(f"{server.url}/#/compare")
    part = _part(page, "You compare with")
    button = part.get_by_role("button", name="End the comparison with Jonas")
    expect(button).to_be_visible()
    assert _as(server, friend)("DELETE", f"/companions/{maker}").ok
    button.click()
    _yes(page, "End it")
    expect(part.get_by_text("The comparison is over for both of you.")).to_be_visible()


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("", "This link is incomplete"),
        ("abc", "This link is incomplete"),
        ("%3Cimg%20src=x%3E", "This link is incomplete"),
        ("x" * 43, "This link does not work"),
    ],
)
def test_a_link_that_is_no_invitation_says_what_may_be_wrong(
    page: Page, server: DemoServer, monitor: BrowserMonitor, code: str, title: str
) -> None:
    """Cut off is told apart from unknown; nobody has to sign in to learn it."""
    monitor.expected.add(404)
    _open(page, server, code)
    heading(page, title)


def test_a_used_invitation_names_the_reasons_and_leads_to_ones_comparisons(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """The server tells used, taken back and unknown codes alike."""
    monitor.expected.add(404)
    maker, friend = _taste(server), _taste(server, name="Jonas")
    _, code = _made(server, maker)
    _be(page, server, friend)
    _open(page, server, code)
    page.get_by_role("radio", name="An alias").check()
    page.get_by_role("button", name="Compare").click()
    heading(page, "Mara")
    _open(page, server, code)
    heading(page, "This link does not work")
    expect(page.get_by_text("It was used.")).to_be_visible()
    page.get_by_role("link", name="Your comparisons").click()
    heading(page, COMPARE)
    expect(_part(page, "You compare with").get_by_role("link")).to_have_text("Mara")


def test_ones_own_invitation_cannot_be_accepted(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """It is told that it works, and stays good."""
    monitor.expected.add(409)
    maker = _taste(server)
    _, code = _made(server, maker)
    _be(page, server, maker)
    _open(page, server, code)
    page.get_by_role("radio", name="An alias").check()
    page.get_by_role("button", name="Compare").click()
    heading(page, "This is your own invitation")
    assert len(asked(page, server, "/invitations")["invitations"]) == 1


def test_an_invitation_taken_back_while_it_is_read_cannot_be_accepted(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """Nor one by somebody who has blocked the reader: both are told alike."""
    monitor.expected.add(404)
    maker, friend = _taste(server), _taste(server, name="Jonas")
    taken_back, code = _made(server, maker)
    _, blocked = _made(server, maker)
    _be(page, server, friend)
    for one, end in (
        (code, ("DELETE", f"/invitations/{taken_back}")),
        (blocked, ("POST", "/blocks", {"user_id": friend})),
    ):
        _open(page, server, one)
        heading(page, INVITED)
        assert _as(server, maker)(*end).ok
        page.get_by_role("radio", name="An alias").check()
        page.get_by_role("button", name="Compare").click()
        heading(page, "It cannot be accepted")


def test_an_invitation_that_runs_out_while_it_is_read_says_so(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """By the time that the server gave with it."""
    monitor.expected.add(404)
    invitation_id, code = _made(server, _taste(server), days=1)
    _be(page, server, _taste(server, "anonymous"))
    _open(page, server, code)
    heading(page, INVITED)
    people = server.wired.api.services.accounts.people
    place = f"invitation#{invitation_id}"
    record = people.get(place, "invitation")
    assert record is not None
    people.put(place, "invitation", {**record, "expires_at": 1})
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=2))
    page.get_by_role("button", name="Compare").click()
    heading(page, "This invitation has run out")


def test_without_an_answer_the_invitation_can_be_tried_again(
    page: Page, server: DemoServer, monitor: BrowserMonitor
) -> None:
    """Opening it, and accepting it; the code is not lost."""
    monitor.expected.add(REFUSED)
    _, code = _made(server, _taste(server))
    _be(page, server, _taste(server, "anonymous"))
    page.route("**/api/invitations/*", lambda route: route.abort())
    _open(page, server, code)
    heading(page, "No answer")
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    heading(page, INVITED)
    page.route("**/api/invitations/*", lambda route: route.abort())
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("alert")).to_contain_text("cannot be reached")
    page.unroute_all()
    page.get_by_role("button", name="Compare").click()
    heading(page, "Mara")


def test_a_hostile_name_is_only_a_name(page: Page, server: DemoServer) -> None:
    """On the invitation, in the list of comparisons, and in the question."""
    name = "<img src=x onerror=alert(1)>"
    maker = _taste(server, name=name)
    _, code = _made(server, maker)
    _be(page, server, _taste(server, "anonymous"))
    _open(page, server, code)
    heading(page, f"{name} invites you to compare")
    page.get_by_role("button", name="Compare").click()
    heading(page, name)
    page.goto(f"{server.url}/#/compare")
    part = _part(page, "You compare with")
    expect(part.get_by_role("link")).to_have_text(name)
    part.get_by_role("button", name="End the comparison").click()
    expect(page.get_by_role("dialog")).to_contain_text(name)
    assert page.locator("main img").count() == 0


def test_an_invitation_is_made_and_accepted_with_the_keyboard_alone(
    page: Page, server: DemoServer
) -> None:
    """From the header to the link; from the link to the pair."""
    _be(page, server, _taste(server))
    page.goto(f"{server.url}/#/taste")
    heading(page, TASTE)
    tab_to(page, page.get_by_role("link", name="Compare", exact=True))
    page.keyboard.press("Enter")
    heading(page, COMPARE)
    tab_to(page, page.get_by_role("radio", name="I do, as Mara"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Make the link"))
    page.keyboard.press("Enter")
    link = page.locator(".shown-once code").inner_text()
    tab_to(page, page.get_by_role("button", name="Copy"))
    _be(page, server, _taste(server, name="Jonas"))
    page.goto(link)
    heading(page, INVITED)
    tab_to(page, page.get_by_role("radio", name="My name: Jonas"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Compare"))
    page.keyboard.press("Enter")
    heading(page, "Mara")


@pytest.mark.parametrize(("width", "theme"), [(320, "dark"), (1440, "light")])
def test_invitations_are_readable_for_everybody(
    page: Page, server: DemoServer, monitor: BrowserMonitor, width: int, theme: str
) -> None:
    """Before there is a taste and after, with a long name, made and opened."""
    monitor.expected.add(404)
    page.goto(f"{server.url}/#/compare")
    expect(page.get_by_role("link", name="Continue with Spotify")).to_be_visible()
    _check(page)
    friend = _taste(server, name="W" * 80)
    maker = _taste(server, name="ع" * 80)
    _, code = _made(server, maker, is_reusable=True)
    _open(page, server, code)
    expect(page.get_by_role("link", name="Continue with Spotify")).to_be_visible()
    _check(page)
    _open(page, server, "x" * 43)
    heading(page, "This link does not work")
    _check(page)
    body = {"code": code, "shows_name": True}
    assert _as(server, friend)("POST", "/invitations/accept", body).ok
    _be(page, server, maker)
    _open(page, server, code)
    heading(page, re.sub("^", "ع" * 80, " invites you to compare", count=1))
    _check(page)
    page.goto(f"{server.url}/#/compare")
    page.get_by_role("radio", name="Somebody").check()
    page.get_by_role("button", name="Make the link").click()
    expect(page.locator(".shown-once")).to_be_visible()
    expect(_part(page, "You compare with").get_by_role("link")).to_be_visible()
    _check(page)
    page.get_by_role("button", name="End the comparison").click()
    _check(page)


def _check(page: Page) -> None:
    """No sideways scrolling, nothing axe-core knows of, room for fingers."""
    assert not scrolls_sideways(page)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    tapped = "main button, main .button, main .choice__label, main li a, main summary"
    for one in page.locator(tapped).all():
        box = one.bounding_box()
        assert box is None or min(box["height"], box["width"]) >= 44, one.inner_html()


def test_a_link_is_made_of_the_address_of_the_site(
    page: Page, server: DemoServer
) -> None:
    """And its code stands behind the hash, which browsers send nobody."""
    _be(page, server, _taste(server, "anonymous"))
    page.goto(f"{server.url}/#/compare")
    page.get_by_role("button", name="Make the link").click()
    parts = urlsplit(page.locator(".shown-once code").inner_text())
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{server.url}/"
    assert re.fullmatch(r"/i/[A-Za-z0-9_-]{20,64}", parts.fragment)
