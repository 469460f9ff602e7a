"""A picture to share: made in the browser, with names only where both show them."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.demo_server import DemoServer
from tests.browser.meeting_people import Pair, open_other, pair_of_people
from tests.browser.steps import asked, scrolls_sideways, tab_to

pytestmark = pytest.mark.browser
WIDTH, HEIGHT = 1200, 630
Words = dict[str, Any]


def _make(page: Page) -> str:
    """Make the picture of the pair on the page; return its description."""
    page.get_by_role("button", name="Make the picture").click()
    picture = page.locator(".share-card canvas")
    expect(picture).to_have_attribute("role", "img")
    told = picture.get_attribute("aria-label") or ""
    # What isolates names from each other is not to be seen.
    return told.replace("\u2068", "").replace("\u2069", "")


def _save(page: Page, folder: Path) -> bytes:
    with page.expect_download() as caught:
        page.get_by_role("link", name="Save it as PNG").click()
    assert caught.value.suggested_filename == "music-soulmates.png"
    file = folder / "card.png"
    caught.value.save_as(file)
    return file.read_bytes()


def _chunks(picture: bytes) -> set[bytes]:
    """The kinds of parts of a PNG."""
    kinds, place = set(), 8
    while place < len(picture):
        (length,) = struct.unpack_from(">I", picture, place)
        kinds.add(picture[place + 4 : place + 8])
        place += length + 12
    return kinds


def test_two_open_people_have_a_picture_with_their_names(
    page: Page, server: DemoServer, tmp_path: Path
) -> None:
    """It is 1200 by 630, holds nothing but pixels, and is described in words."""
    pair = pair_of_people(page, server, theirs="open")
    open_other(page, pair)
    told = _make(page)
    assert told.startswith("Mara & Jonas. ")
    assert told.endswith("Music Soulmate Finder.")
    assert pair.me not in told
    assert pair.other not in told
    expect(page.get_by_role("link", name="Save it as PNG")).to_be_focused()
    picture = _save(page, tmp_path)
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack_from(">II", picture, 16) == (WIDTH, HEIGHT)
    assert _chunks(picture) <= {b"IHDR", b"sRGB", b"IDAT", b"IEND"}
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy its description").click()
    expect(page.get_by_text("The description is copied.")).to_be_visible()
    assert "Jonas" in page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize(
    ("mine", "theirs", "is_mutual", "is_named"),
    [
        ("open", "anonymous", False, False),
        ("anonymous", "open", False, False),
        ("anonymous", "anonymous", False, False),
        ("anonymous", "anonymous", True, True),
        ("anonymous", "open", True, True),
    ],
)
def test_names_need_that_both_show_them(
    page: Page,
    server: DemoServer,
    mine: str,
    theirs: str,
    is_mutual: bool,
    is_named: bool,
) -> None:
    """Open on both sides, or waves from both; an alias is never on it."""
    pair = pair_of_people(page, server, mine, theirs)
    alias = open_other(page, pair)
    if is_mutual:
        pair.other_waves()
        page.reload()
        page.get_by_role("button", name="Wave back").click()
        expect(page.get_by_text("You have waved at each other.").first).to_be_visible()
    shown = page.get_by_role("heading", level=1).inner_text()
    told = _make(page)
    assert ("Mara & Jonas" in told) == is_named
    assert told.startswith("Two people who listen alike. ") != is_named
    if not is_named:
        assert "Mara" not in told
        assert shown not in told
        assert alias not in told
        expect(page.locator(".share-card")).to_contain_text("Without names:")


def test_a_name_that_was_shown_by_an_invitation_is_not_for_others(
    page: Page, server: DemoServer
) -> None:
    """Somebody hidden, who compares with one person alone."""
    pair = pair_of_people(page, server, "open", "hidden")
    _compare(page, pair)
    page.goto(f"{server.url}/#/matches/{pair.other}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Jonas")
    told = _make(page)
    assert told.startswith("Two people who listen alike.")
    assert "Jonas" not in told


def _compare(page: Page, pair: Pair) -> None:
    made = pair.other_does(
        "POST", "/invitations", {"shows_name": True, "days": 2}
    ).json()
    answer = page.request.post(
        f"{pair.server.url}/api/invitations/accept",
        data={"code": made["code"], "shows_name": True},
        headers={"X-Soulmate-Request": "1"},
    )
    assert answer.ok, answer.text()
    assert asked(page, pair.server, "/companions")["companions"]


def test_the_picture_has_the_colours_of_the_theme(
    page: Page, server: DemoServer
) -> None:
    """Light paper, then dark."""
    pair = pair_of_people(page, server, theirs="open")
    corners = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        open_other(page, pair)
        page.reload()
        _make(page)
        corners.append(
            page.locator(".share-card canvas").evaluate(
                "canvas => [...canvas.getContext('2d').getImageData(0, 0, 1, 1).data]"
            )
        )
    assert sum(corners[0][:3]) > 600 > 150 > sum(corners[1][:3])


@pytest.mark.parametrize("width", [320, 1440])
def test_the_picture_needs_no_mouse_and_fits_every_window(
    page: Page, server: DemoServer, width: int
) -> None:
    """From the button to the file."""
    open_other(page, pair_of_people(page, server, theirs="open"))
    tab_to(page, page.get_by_role("button", name="Make the picture"))
    page.keyboard.press("Enter")
    with page.expect_download():
        expect(page.get_by_role("link", name="Save it as PNG")).to_be_focused()
        page.keyboard.press("Enter")
    assert not scrolls_sideways(page)
