"""The page for one's own files: dropped or chosen, read, stopped, looked at."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.demo_server import DemoServer
from tests.browser.history_files import (
    FILE,
    FILES,
    HISTORY,
    MEMBER,
    big_zip,
    drop,
    found,
    give,
    open_history,
    payloads,
)
from tests.browser.steps import (
    MATCHES,
    TASTE,
    heading,
    scrolls_sideways,
    tab_to,
)

pytestmark = pytest.mark.browser


def test_the_audit_says_what_was_left_out_and_why(
    page: Page, server: DemoServer
) -> None:
    """In words, with numbers that add up."""
    open_history(page, server)
    give(page, payloads(FILES))
    found(page)
    audit = page.locator(".history-audit")
    expect(audit).to_contain_text("3,002 rows were read")
    for words in ("podcasts and audiobooks", "private sessions", "than 30 seconds"):
        expect(audit).to_contain_text(words)
    audit.get_by_text("1 of 2 files read").click()
    expect(audit).to_contain_text(f"{FILE}/Data/{MEMBER}")
    expect(audit).to_contain_text("1 other file in there: not opened.")


def test_files_can_be_dropped_anywhere_on_the_page(
    page: Page, server: DemoServer
) -> None:
    """Whoever misses the zone must not lose the page."""
    open_history(page, server)
    assert drop(page, FILES, "header")
    found(page)


def test_files_can_be_dropped_on_ones_own_taste(page: Page, server: DemoServer) -> None:
    """As another source; and nothing of them is left when one looks again."""
    server.be_invented(page.context, 2)
    page.goto(f"{server.url}/#/taste")
    heading(page, TASTE)
    assert drop(page, FILES, ".my-taste__kinds")
    heading(page, HISTORY)
    found(page)
    page.reload()
    expect(page.get_by_role("button", name="Choose files")).to_be_visible()


def test_files_dropped_where_nothing_takes_them_do_not_replace_the_page(
    page: Page, server: DemoServer
) -> None:
    """A drop that misses must not cost what is on the page."""
    server.be_invented(page.context, 2)
    page.goto(f"{server.url}/#/taste")
    heading(page, TASTE)
    page.get_by_role("link", name="See your matches").click()
    heading(page, MATCHES)
    assert drop(page, FILES)
    heading(page, MATCHES)
    assert page.url == f"{server.url}/#/matches"


# A worker that is given nothing to read is never done, however late one clicks.
_NEVER_DONE = """() => {
    const send = Worker.prototype.postMessage;
    Worker.prototype.postMessage = () => {};
    window.letRead = () => { Worker.prototype.postMessage = send; };
}"""


def test_reading_can_be_stopped(page: Page, server: DemoServer) -> None:
    """The worker is gone, nothing is kept, and one can start again."""
    open_history(page, server)
    page.evaluate(_NEVER_DONE)
    with page.expect_worker() as worker:
        give(page, payloads({"big.zip": big_zip()}))
    stop = page.get_by_role("button", name="Stop reading")
    expect(stop).to_be_focused()
    with worker.value.expect_event("close"):
        stop.click()
    expect(page.locator(".hint")).to_have_text(
        "Stopped. Nothing was kept, nothing was sent."
    )
    expect(page.get_by_role("button", name="Choose files")).to_be_focused()
    page.evaluate("window.letRead()")
    give(page, payloads(FILES))
    found(page)


def test_going_elsewhere_stops_the_reading(page: Page, server: DemoServer) -> None:
    """And does not call the person back."""
    open_history(page, server)
    with page.expect_worker() as worker:
        give(page, payloads({"big.zip": big_zip()}))
    with worker.value.expect_event("close"):
        page.evaluate("location.hash = '#/'")
    expect(page.get_by_role("link", name="Bring your own files")).to_be_visible()


def test_progress_is_told_to_whoever_listens(page: Page, server: DemoServer) -> None:
    """A few words on the way, not one for every piece."""
    open_history(page, server)
    page.evaluate(
        "window.said = []; new MutationObserver(() => window.said.push("
        "document.querySelector('#announcement').textContent))"
        ".observe(document.querySelector('#announcement'), { childList: true })"
    )
    give(page, payloads({"big.zip": big_zip(), **FILES}))
    found(page)
    said: list[str] = page.evaluate("window.said")
    assert said[0] == "Reading your files …"
    assert said[-1] == "What was found"
    steps = [words for words in said if words.endswith("percent read")]
    assert 1 <= len(steps) == len(set(steps)) <= 4


def test_the_whole_journey_needs_no_mouse(page: Page, server: DemoServer) -> None:
    """Tab, space and enter, from the first page to the matches."""
    page.on("filechooser", lambda chooser: chooser.set_files(payloads(FILES)))
    page.goto(f"{server.url}/")
    tab_to(page, page.get_by_role("link", name="Bring your own files"))
    page.keyboard.press("Enter")
    heading(page, HISTORY)
    tab_to(page, page.get_by_role("button", name="Choose files"))
    page.keyboard.press("Enter")
    found(page)
    expect(page.get_by_role("heading", name="What was found")).to_be_focused()
    expect(page.locator("#announcement")).to_have_text("What was found")
    tab_to(page, page.get_by_text("Show the JSON"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("region", name="The message as JSON"))
    tab_to(page, page.get_by_role("radio", name="Open"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Anonymous")).to_be_checked()
    tab_to(page, page.get_by_role("button", name="Send these"))
    page.keyboard.press("Enter")
    heading(page, MATCHES)


@pytest.mark.parametrize(("width", "theme"), [(320, "dark"), (1440, "light")])
def test_every_step_is_readable_for_everybody(
    page: Page, server: DemoServer, width: int, theme: str
) -> None:
    """Empty, refused, read with everything open."""

    def check() -> None:
        assert not scrolls_sideways(page)
        violations = Axe().run(page)
        assert violations.violations_count == 0, violations.generate_report()

    open_history(page, server)
    check()
    give(page, payloads({"a" * 120 + ".zip": b"PK\x03\x04"}))
    found(page, "This zip is damaged")
    check()
    give(page, payloads({**FILES, "cut.zip": b"PK\x03\x04"}))
    found(page)
    page.get_by_role("radio", name="Open").check()
    page.locator(".history-drop details:not([open]) > summary").evaluate_all(
        "summaries => summaries.forEach((summary) => summary.click())"
    )
    expect(page.get_by_role("region", name="The message as JSON")).to_be_visible()
    check()
