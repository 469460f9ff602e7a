"""What a match says: places that agree, rarity that holds, and assumptions last."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.demo_server import DemoServer
from tests.browser.steps import asked

pytestmark = pytest.mark.browser
Match = dict[str, Any]


def _open(
    page: Page, server: DemoServer, wanted: Callable[[Match], bool]
) -> dict[str, Any]:
    """Open the first match that is as wanted; return what the API says of it."""
    me = asked(page, server, "/me")["user_id"]
    matches = asked(page, server, f"/matches/{me}?limit=50")["matches"]
    other = next(match["user_id"] for match in matches if wanted(match))
    page.goto(f"{server.url}/#/matches/{other}")
    expect(page.locator(".match-page")).to_be_visible()
    pair: dict[str, Any] = asked(page, server, f"/matches/{me}/{other}")
    return pair


def test_an_item_has_one_place_wherever_it_stands(
    page: Page, server: DemoServer
) -> None:
    """In what both have, in what one has, and in what is to be discovered."""
    server.be_invented(page.context, 2)
    found = _open(page, server, lambda match: not match["is_anonymous"])["comparison"]
    lists = page.locator(".comparison section")
    for title, key, place in (
        ("For you to discover", "discoveries_for_you", "their no. {place}"),
        ("Only you", "only_you", "no. {place}"),
        ("Only them", "only_them", "no. {place}"),
    ):
        rows = lists.filter(has=page.get_by_role("heading", name=title)).locator("li")
        for row, item in zip(rows.all(), found[key][:12], strict=True):
            expect(row).to_contain_text(item["name"])
            expect(row.locator("small")).to_contain_text(place.format(**item))
    both = lists.filter(has=page.get_by_role("heading", name="Both of you"))
    first = found["shared"][0]
    words = both.locator("li small").first
    expect(words).to_contain_text(f"you: no. {first['you']['place']}")
    expect(words).to_contain_text(f"they: no. {first['them']['place']}")


def test_thin_evidence_comes_without_a_number_for_its_rarity(
    page: Page, server: DemoServer
) -> None:
    """On the page and in the list; other matches keep theirs."""
    artists = [artist.name for artist in server.people[2].artists["long_term"][:2]]
    server.be_invented(page.context, 2)
    _open(
        page,
        server,
        lambda match: match["evidence"]["level"] != "thin" and match["one_in"],
    )
    closeness = page.locator(".match-card__closeness")
    expect(closeness).to_contain_text("closer than 1 pair in")
    few = {"artists": artists, "visibility": "open", "display_name": "Few"}
    server.be(page.context, server.save(few))
    _open(
        page,
        server,
        lambda match: match["evidence"]["level"] == "thin" and match["one_in"],
    )
    expect(closeness).to_contain_text("too little shared to say how rare")
    expect(closeness).not_to_contain_text("1 pair")


def test_what_is_assumed_comes_last_and_is_set_apart(
    page: Page, server: DemoServer
) -> None:
    """In the bar, its legend and the table, whose rows still add up to the score."""
    artists = [artist.name for artist in server.people[2].artists["long_term"][:9]]
    told = {"artists": artists, "visibility": "open", "display_name": "No Genres"}
    server.be(page.context, server.save(told))
    pair = _open(
        page,
        server,
        lambda match: any(row["is_assumed"] for row in match["contributions"]),
    )
    rows = pair["match"]["contributions"]
    assumed = [row for row in rows if row["is_assumed"]]
    colours = page.locator(".sum-bar__bar [data-colour]").evaluate_all(
        "segments => segments.map(segment => segment.dataset.colour)"
    )
    assert colours[-len(assumed) :] == ["assumed"] * len(assumed)
    assert "assumed" not in colours[: -len(assumed)]
    expect(page.locator(".sum-bar__legend li").last).to_contain_text(
        "the usual is assumed"
    )
    page.get_by_text("Show the sum").click()
    table = page.locator(".sum-bar__table tbody tr")
    expect(table).to_have_count(len(rows))
    expect(page.locator("tr.sum-bar__assumed")).to_have_count(len(assumed))
    expect(table.last).to_have_class("sum-bar__assumed")
    points = table.locator(".sum-bar__points").all_inner_texts()
    total = sum(int(text.replace(",", "")) for text in points)
    assert total == pair["match"]["points"]


def test_a_list_of_the_comparison_can_be_seen_to_its_end(
    page: Page, server: DemoServer
) -> None:
    """All that the API tells, and the keyboard goes on where the dozen ended."""
    server.be_invented(page.context, 2)

    # Whoever signed in as this person at another source, in another test, has no more.
    def has_more(match: dict[str, Any]) -> bool:
        return not match["is_anonymous"] and match["points"] < 9_000

    found = _open(page, server, has_more)["comparison"]
    only = found["only_them"]
    assert len(only) > 12
    button = page.get_by_role("button", name=f"Show all {len(only)}: Only them")
    button.focus()
    page.keyboard.press("Enter")
    part = page.locator(".compared-items").filter(
        has=page.get_by_role("heading", name="Only them")
    )
    rows = part.get_by_role("listitem")
    expect(rows).to_have_count(len(only))
    expect(rows.nth(12)).to_be_focused()
    expect(button).to_have_count(0)
    for row, item in zip(rows.all(), only, strict=True):
        assert item["name"] in (row.text_content() or "")


def test_how_a_match_was_computed_is_dated_named_and_explained(
    page: Page, server: DemoServer
) -> None:
    """Both tastes' days, the algorithm, the statistics, and a page about every step."""
    server.be_invented(page.context, 2)
    pair = _open(
        page, server, lambda match: not match["is_anonymous"] and match["is_verified"]
    )
    basis = page.get_by_role("region", name="How it was computed")
    expect(basis).to_contain_text(pair["algorithm"])
    expect(basis).to_contain_text(pair["statistics"]["version"])
    day = datetime.fromisoformat(pair["match"]["updated_at"]).strftime("%-d %B %Y")
    expect(basis).to_contain_text(f"theirs read on {day}")
    facts = page.locator(".match-card__facts")
    expect(facts).to_contain_text(re.compile(r"read (just now|\d+ \w+ ago)"))
    basis.get_by_role("link", name="Every step of it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How a score is made")


def test_the_parts_of_the_bar_are_as_long_as_their_points(
    page: Page, server: DemoServer
) -> None:
    """The whole bar is the whole score."""
    server.be_invented(page.context, 2)
    pair = _open(
        page, server, lambda match: not match["is_anonymous"] and match["is_verified"]
    )
    grown: list[float] = page.locator(".sum-bar__segment").evaluate_all(
        "parts => parts.map(part => Number(part.style.flexGrow))"
    )
    assert sum(grown) == pair["match"]["points"]
    widths: list[float] = page.locator(".sum-bar__segment").evaluate_all(
        "parts => parts.map(part => part.getBoundingClientRect().width)"
    )
    for grow, width in zip(grown, widths, strict=True):
        assert width == pytest.approx(grow / sum(grown) * sum(widths), abs=2)
