"""Two people who meet: made through the API, the other acts by its own session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

import requests
from playwright.sync_api import Page

from tests.browser.demo_server import DemoServer
from tests.browser.steps import asked

_PAIRS = count(1)


@dataclass(frozen=True)
class Pair:
    """Somebody in the browser, and another one with the same artists.

    Args:
        server: Whom both ask.
        me: The ``user_id`` of whoever has the browser.
        other: The other's, which an anonymous one is not known by.
    """

    server: DemoServer
    me: str
    other: str

    def shown_id(self, page: Page) -> str:
        """The id by which the browser's person finds the other one."""
        [match] = asked(page, self.server, f"/matches/{self.me}")["matches"]
        shown: str = match["user_id"]
        return shown

    def other_does(
        self, method: str, path: str, body: object = None
    ) -> requests.Response:
        """Let the other one ask the API; ``{me}`` is how they see the first one."""
        session = self.server.wired.api.signer.issue(self.other, datetime.now(UTC))
        cookies = {"session": session}
        ranking = f"{self.server.url}/matches/{self.other}"
        reply = requests.get(ranking, cookies=cookies, timeout=120).json()
        seen = reply.get("matches")
        return requests.request(
            method,
            self.server.url + path.format(me=seen[0]["user_id"] if seen else ""),
            cookies=cookies,
            headers={"X-Soulmate-Request": "1"},
            json=body,
            timeout=120,
        )

    def other_waves(self, at: str = "{me}") -> None:
        """Let the other one wave at the browser's person."""
        assert self.other_does("PUT", f"/waves/{at}").ok


def pair_of_people(
    page: Page, server: DemoServer, mine: str = "open", theirs: str = "anonymous"
) -> Pair:
    """Let the browser be one of two new people whom nobody else is near."""
    place = next(_PAIRS)
    artists = [f"Band {place} of two {number}" for number in range(1, 13)]
    shown = {"artists": artists, "named_artists": artists[:8]}
    me, other = (
        server.save({**shown, "visibility": visibility, "display_name": name})
        for name, visibility in (("Mara", mine), ("Jonas", theirs))
    )
    server.be(page.context, me)
    return Pair(server, me, other)


def open_other(page: Page, pair: Pair) -> str:
    """Open the other's page; return the id it is found by."""
    shown = pair.shown_id(page)
    page.goto(f"{pair.server.url}/#/matches/{shown}")
    page.locator(".match-page").wait_for()
    return shown
