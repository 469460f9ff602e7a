"""Every address that the site has."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page, expect

from tests.browser.demo_server import DemoServer
from tests.browser.steps import asked

SETTLED = ".waiting, [aria-busy=true]"
REFERENCE = "reference.html"


def own_addresses(page: Page, server: DemoServer) -> list[str]:
    """Sign in as somebody invented; ids behind routes lead somewhere, and nowhere."""
    me = server.be_invented(page.context, 2)
    match = asked(page, server, f"/matches/{me}?limit=1")["matches"][0]
    ids = {"start": "listenbrainz", "matches": match["user_id"]}
    return _addresses(page, server, ids)


def strangers_addresses(page: Page, server: DemoServer) -> list[str]:
    """What somebody who is not signed in may open, the reference among it."""
    return [REFERENCE, *_addresses(page, server, {"start": "lastfm"})]


def visited(page: Page, server: DemoServer, addresses: list[str]) -> Iterator[str]:
    """Open one after the other, each when nothing on it is under way any more."""
    for address in addresses:
        page.goto(f"{server.url}/{address}")
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        expect(page.locator(SETTLED)).to_have_count(0)
        yield address


def _addresses(page: Page, server: DemoServer, ids: dict[str, str]) -> list[str]:
    page.goto(f"{server.url}/{REFERENCE}")
    pages: list[dict[str, str]] = page.evaluate(
        "async () => Object.values((await import('/pages.js')).PAGES)"
        ".map(({ address, id = '' }) => ({ address, id }))"
    )
    assert {"", "matches"} <= {one["address"] for one in pages}
    addresses = []
    for one in pages:
        first = one["address"]
        if one["id"] != "required":
            addresses.append(f"#/{first}")
        if one["id"]:
            addresses += [f"#/{first}/{ids.get(first, 'nobody')}", f"#/{first}/nobody"]
    return list(dict.fromkeys(addresses))
