"""Which matches are shown in which order: the pure rule, asked in the browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.demo_server import DemoServer

pytestmark = pytest.mark.browser
OWN_ARTISTS = 40
Match = dict[str, Any]


def _match(name: str, **told: Any) -> Match:
    """A match of somebody open who tells of 50 artists."""
    return {
        "user_id": name,
        "display_name": name,
        "is_anonymous": False,
        "is_verified": True,
        "wave": "none",
        "updated_at": "2026-11-01T00:00:00+00:00",
        "evidence": {"level": "fair", "shared_artists": 5, "all_artists": 50},
        "shared_artists": [],
        "contributions": [],
        **told,
    }


def _evidence(all_artists: int | None) -> dict[str, Any]:
    return {"level": "fair", "shared_artists": 5, "all_artists": all_artists}


NEAR = _match("Near", shared_artists=["Sigur Rós"], wave="sent", evidence=_evidence(45))
ALIAS = _match(
    "Quiet Heron", is_anonymous=True, updated_at=None, evidence=_evidence(None)
)
BROAD = _match(
    "Broad", is_verified=False, evidence=_evidence(90), updated_at="2026-11-09T00:00Z"
)
TWIN = _match(
    "Twin",
    wave="mutual",
    evidence=_evidence(90),
    contributions=[
        {"kind": "artist", "name": "坂本龍一", "artist": None, "points": 9},
        {"kind": "genre", "name": "ambient", "artist": None, "points": 3},
        {"kind": None, "name": None, "artist": None, "points": 1},
    ],
)
RANKING = [NEAR, ALIAS, TWIN, BROAD]


def _arranged(page: Page, server: DemoServer, **wishes: object) -> list[str]:
    page.goto(f"{server.url}/reference.html")
    names: list[str] = page.evaluate(
        """async ({ matches, wishes, own }) => {
            const { NO_WISHES, arranged } = await import("/logic/match-order.js");
            const shown = arranged(matches, { ...NO_WISHES, ...wishes }, own);
            return shown.map((match) => match.display_name);
        }""",
        {"matches": RANKING, "wishes": wishes, "own": OWN_ARTISTS},
    )
    return names


def test_without_a_wish_the_ranking_stays_as_it_is(
    page: Page, server: DemoServer
) -> None:
    """Everybody, closest first."""
    assert _arranged(page, server) == ["Near", "Quiet Heron", "Twin", "Broad"]


def test_most_to_discover_goes_by_what_only_the_other_has(
    page: Page, server: DemoServer
) -> None:
    """Who does not tell comes last, and whoever is not verified stays apart."""
    arranged = _arranged(page, server, order="discover")
    assert arranged == ["Twin", "Near", "Quiet Heron", "Broad"]


def test_the_newest_taste_comes_first(page: Page, server: DemoServer) -> None:
    """Of equals the closest first; who does not tell, last."""
    arranged = _arranged(page, server, order="newest")
    assert arranged == ["Near", "Twin", "Quiet Heron", "Broad"]


@pytest.mark.parametrize(
    ("wishes", "names"),
    [
        ({"text": "heron"}, ["Quiet Heron"]),
        ({"text": " SIGUR ros "}, ["Near"]),
        ({"text": "坂本"}, ["Twin"]),
        ({"text": "ambient"}, []),
        ({"text": "   "}, ["Near", "Quiet Heron", "Twin", "Broad"]),
        ({"text": ".*"}, []),
        ({"seen": "open"}, ["Near", "Twin", "Broad"]),
        ({"seen": "anonymous"}, ["Quiet Heron"]),
        ({"hasWave": True}, ["Near", "Twin"]),
        ({"isVerified": True}, ["Near", "Quiet Heron", "Twin"]),
        ({"isVerified": True, "hasWave": True, "text": "twin"}, ["Twin"]),
    ],
)
def test_wishes_leave_out_whom_they_do_not_fit(
    page: Page, server: DemoServer, wishes: dict[str, object], names: list[str]
) -> None:
    """Accents, capitals and spaces around do not matter; signs mean themselves."""
    assert _arranged(page, server, **wishes) == names


def test_what_only_the_other_has_is_the_number_that_the_comparison_lists(
    page: Page, server: DemoServer
) -> None:
    """All artists of either, less one's own, is what the pair's page calls theirs."""
    mine = [f"Shared Singer {number}" for number in range(1, 6)]
    theirs = [*mine[:3], "Only Theirs 1", "Only Theirs 2", "Only Theirs 3", "4"]
    other = server.save(
        {"artists": theirs, "visibility": "open", "display_name": "Jonas"}
    )
    me = server.save({"artists": mine, "visibility": "anonymous"})
    server.be(page.context, me)
    page.goto(f"{server.url}/#/matches")
    facts = page.locator(f".match-card:has(a[href='#/matches/{other}'])")
    facts.get_by_text("4 only they have").wait_for()
    pair = page.request.get(f"{server.url}/api/matches/{me}/{other}").json()
    only = [one for one in pair["comparison"]["only_them"] if one["kind"] == "artist"]
    assert len(only) == 4
