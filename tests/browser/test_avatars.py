"""Pictures of people: made from their id, the same everywhere, and decoration only."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.demo_server import DemoServer
from tests.browser.meeting_people import open_other, pair_of_people

pytestmark = pytest.mark.browser
ENOUGH_FOR_SHAPES = 3.0
"""WCAG 2.2, 1.4.11."""


def _drawn(avatar: Locator) -> str:
    drawn: str = avatar.evaluate("svg => svg.innerHTML")
    return drawn


def test_somebody_has_one_picture_on_every_page(page: Page, server: DemoServer) -> None:
    """On the card, on their own page, among the waves; readers do not hear of it."""
    pair = pair_of_people(page, server)
    page.goto(f"{server.url}/#/matches")
    on_card = _drawn(page.locator(".match-card .avatar"))
    open_other(page, pair)
    assert _drawn(page.locator(".match-page .avatar")) == on_card
    pair.other_waves()
    page.goto(f"{server.url}/#/waves")
    expect(page.locator(".waves .avatar")).to_have_attribute("aria-hidden", "true")
    assert _drawn(page.locator(".waves .avatar")) == on_card


def test_an_alias_and_its_person_cannot_be_told_by_their_pictures(
    page: Page, server: DemoServer
) -> None:
    """The picture comes from the id that is shown, so it changes with it."""
    pair = pair_of_people(page, server)
    open_other(page, pair)
    hidden = _drawn(page.locator(".match-page .avatar"))
    pair.other_waves()
    page.reload()
    page.get_by_role("button", name="Wave back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jonas")
    assert _drawn(page.locator(".match-page .avatar")) != hidden


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_stands_out_from_the_ground(
    page: Page, server: DemoServer, theme: str
) -> None:
    """As shapes must, on both papers."""
    page.goto(server.url)
    ratios: list[float] = page.evaluate("""() => {
        const style = getComputedStyle(document.documentElement);
        const light = (name) => {
            const hex = style.getPropertyValue(name).trim().slice(1);
            const parts = [0, 2, 4].map((at) => {
                const part = parseInt(hex.slice(at, at + 2), 16) / 255;
                return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
            });
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
        };
        const ground = light("--surface-sunken");
        return [1, 2, 3, 4, 5, 6, 7, 8].map((number) => {
            const pair = [ground, light(`--band-${number}`)].sort((a, b) => b - a);
            return (pair[0] + 0.05) / (pair[1] + 0.05);
        });
    }""")
    assert min(ratios) >= ENOUGH_FOR_SHAPES, (theme, ratios)
