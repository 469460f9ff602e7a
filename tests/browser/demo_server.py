"""The dev server with its demo world and stand-in, stopped and started at will."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from flask import Flask
from playwright.sync_api import BrowserContext
from werkzeug.serving import WSGIRequestHandler, make_server

from backend.dev_server import create_app
from backend.dev_server.demo.catalogue import demo_catalogue
from backend.dev_server.demo.listenbrainz import create_listenbrainz
from backend.dev_server.demo.marker import SEED
from backend.dev_server.demo.running import run_service
from backend.dev_server.demo.world import InventedPerson, invented_people
from backend.dev_server.door import register_api
from backend.dev_server.site import register_site
from backend.dev_server.wiring import Wired, wire
from backend.sources.listenbrainz import ListenBrainzSource
from backend.use_cases.listening.source_option import SourceOption
from backend.use_cases.profiles.profile import Refresh
from scripts.local_cloud.loopback import HOST

PEOPLE = 320
SOURCES = ("spotify", "listenbrainz", "lastfm")


class _QuietHandler(WSGIRequestHandler):
    """Logs no request: hundreds of lines would hide what failed."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@dataclass
class DemoServer:
    """A dev server that keeps its address over a stop and a start."""

    app: Flask
    listenbrainz_url: str
    port: int = 0
    _running: ExitStack = field(default_factory=ExitStack)

    @property
    def url(self) -> str:
        """The address of the site, without a slash."""
        return f"http://{HOST}:{self.port}"

    @property
    def wired(self) -> Wired:
        """What the commands of the server work with."""
        wired: Wired = self.app.extensions["soulmate"]
        return wired

    def stand_in_url(self, source: str = "spotify") -> str:
        """The address of the stand-in for a source."""
        if source == "listenbrainz":
            return self.listenbrainz_url
        parts = urlsplit(
            self.wired.api.services.source_options()[source].authorize_url or ""
        )
        return f"{parts.scheme}://{parts.netloc}"

    def start(self) -> None:
        """Answer from now on."""
        server = make_server(
            HOST, self.port, self.app, threaded=True, request_handler=_QuietHandler
        )
        self.port = server.server_port
        thread = threading.Thread(
            target=server.serve_forever, args=(0.05,), daemon=True
        )
        thread.start()
        self._running.callback(server.server_close)
        self._running.callback(thread.join)
        self._running.callback(server.shutdown)

    def stop(self) -> None:
        """Answer no more."""
        self._running.close()

    @cached_property
    def people(self) -> tuple[InventedPerson, ...]:
        """Everybody in the demo world, in order."""
        return tuple(invented_people(PEOPLE, SEED))

    def be(
        self,
        context: BrowserContext,
        user_id: str,
        *,
        age: timedelta = timedelta(0),
        forge: bool = False,
    ) -> None:
        """Let a browser have somebody's session, started a while ago or forged."""
        session = self.wired.api.signer.issue(user_id, datetime.now(UTC) - age)
        if forge:
            session = f"{session[:-6]}forged"
        # The second is the page's own, by which it knows of the first.
        for name, value in (("session", session), ("signed_in", "1")):
            context.add_cookies([{"name": name, "value": value, "url": self.url}])

    def be_invented(
        self,
        context: BrowserContext,
        number: int,
        *,
        age: timedelta = timedelta(0),
        forge: bool = False,
    ) -> str:
        """Let a browser be an invented person; return their user id."""
        user_id = self.people[number].user_id
        self.be(context, user_id, age=age, forge=forge)
        return user_id

    def save(self, body: dict[str, Any]) -> str:
        """Save somebody new through the API; return their user id."""
        answer = requests.post(
            f"{self.url}/taste-profile",
            json={"source": "top_items", **body},
            timeout=120,
        )
        assert answer.status_code == 201, answer.text
        user_id: str = answer.json()["user_id"]
        return user_id

    def read_long_ago(self, user_id: str, *, by: str | None = None) -> None:
        """Let somebody's listening have been read three hours ago, by some name."""
        store = self.wired.store
        item = store.get(user_id)
        assert item.refresh is not None
        then = (datetime.now(UTC) - timedelta(hours=3)).isoformat()
        store.put(
            replace(
                item,
                refreshes=(
                    Refresh(
                        source=item.refresh.source,
                        user_name=by or item.refresh.user_name,
                        tried_at=then,
                    ),
                ),
                sources=tuple(replace(one, saved_at=then) for one in item.sources),
                updated_at=then,
                revision=item.revision + 1,
            ),
            expected_revision=item.revision,
        )

    def switch(self, trouble: str, at: str = "spotify", **where: object) -> None:
        """Let something go wrong at a stand-in."""
        switches = f"{self.stand_in_url(at)}/switches"
        answer = requests.post(
            switches, json={"trouble": trouble, **where}, timeout=120
        )
        assert answer.status_code == 201, answer.text

    def switch_all_off(self) -> None:
        """Let everything at the stand-ins work again."""
        for source in SOURCES:
            requests.delete(f"{self.stand_in_url(source)}/switches", timeout=120)


def seed(folder: Path) -> None:
    """Fill a data folder with the demo world."""
    app = create_app(folder)
    ran = app.test_cli_runner().invoke(args=["seed-demo", str(PEOPLE)])
    assert ran.exit_code == 0, ran.output


@contextmanager
def demo_server(folder: Path) -> Iterator[DemoServer]:
    """Serve a data folder for as long as the block runs.

    Its ListenBrainz counts no calls: there are more saves in 10 seconds of tests than
    the real one lets one address make.
    """
    listenbrainz = create_listenbrainz(
        invented_people(PEOPLE, SEED),
        artists=demo_catalogue().artists,
        now=lambda: datetime.now(UTC),
        calls_in_window=1_000_000,
    )
    with run_service(listenbrainz) as url:
        server = DemoServer(_app(folder, url), url)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _app(folder: Path, listenbrainz_url: str) -> Flask:
    """The dev server as it is made for everybody, but for that one source."""
    wired = wire(folder)
    services = wired.api.services
    source = ListenBrainzSource(api_url=listenbrainz_url)

    def source_options() -> dict[str, SourceOption]:
        options = services.source_options()
        return {
            **options,
            "listenbrainz": replace(options["listenbrainz"], source=source),
        }

    wired = replace(
        wired,
        api=replace(
            wired.api, services=replace(services, source_options=source_options)
        ),
    )
    app = Flask(__name__, static_folder=None)
    app.extensions["soulmate"] = wired
    register_api(app, wired.api)
    register_site(app)
    return app
