"""How rare one's taste is: by how many come close, in kind words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.demo_server import DemoServer
from tests.browser.steps import TASTE, asked, heading

pytestmark = pytest.mark.browser
CLOSE = ("exceptional", "very_close", "close")


def test_it_is_the_number_of_close_ones_among_the_nearest(
    page: Page, server: DemoServer
) -> None:
    """As the matches say it themselves."""
    me = server.be_invented(page.context, 2)
    nearest = asked(page, server, f"/matches/{me}?limit=20")["matches"]
    near = sum(match["band"] in CLOSE for match in nearest)
    assert near > 0
    page.goto(f"{server.url}/#/taste")
    heading(page, TASTE)
    words = page.locator(".taste-company p")
    expect(words).to_contain_text("company" if near > 5 else "not alone")
    expect(words).to_contain_text(str(near))


def test_a_taste_that_nobody_shares_is_one_of_its_own(
    page: Page, server: DemoServer
) -> None:
    """And not a failure; whoever is hidden hears of nobody."""
    taste = {"artists": ["Heard By Me Alone"], "visibility": "anonymous"}
    server.be(page.context, server.save(taste))
    page.goto(f"{server.url}/#/taste")
    expect(page.get_by_text("your taste is one of its own")).to_be_visible()
    server.be(page.context, server.save({**taste, "visibility": "hidden"}))
    page.reload()
    heading(page, TASTE)
    expect(page.locator(".taste-company")).to_be_hidden()


@pytest.mark.parametrize(
    ("bands", "is_young", "words"),
    [
        ([], False, "one of its own"),
        (["some", "none"], False, "Of the 2 nearest to you here, nobody"),
        (["close", "some"], False, "1 person here comes close"),
        (["close"] * 6 + ["some"], False, "of the 7 nearest to you here, 6"),
        (["exceptional"] * 20, False, "20 people or more"),
        (["close"], True, "too few people here yet"),
    ],
)
def test_the_words_go_by_what_is_known(
    page: Page, server: DemoServer, bands: list[str], is_young: bool, words: str
) -> None:
    """Too few people is not rare, and nobody is not a number."""
    page.goto(f"{server.url}/reference.html")
    told: str = page.evaluate(
        """async ({ bands, isYoung }) => {
            const { companyOf } = await import("/logic/company.js");
            const matches = bands.map((band) => ({ band }));
            return companyOf({ matches, statistics: { is_young: isYoung } });
        }""",
        {"bands": bands, "isYoung": is_young},
    )
    assert words in told
