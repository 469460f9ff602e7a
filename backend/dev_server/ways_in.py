"""The music sources that the dev server offers: Spotify, or a stand-in for it."""

from __future__ import annotations

import atexit
import secrets
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from backend.dev_server.demo.marker import Demo, read_demo
from backend.http_api.operation import WayIn

STAND_IN_CLIENT_ID = "music-soulmate-finder-demo"


class LocalWaysIn:
    """Gives the ways in; starts the stand-in when it is first asked for.

    Args:
        data_folder: Tells whether there is a demo world to sign in to.
        spotify_client_id: Of a real app at Spotify; empty for none.
        accepts_access_tokens: Whether a bare token of Spotify proves who somebody is.
        now: The time, timezone-aware.
    """

    def __init__(
        self,
        data_folder: Path,
        *,
        spotify_client_id: str,
        accepts_access_tokens: bool,
        now: Callable[[], datetime],
    ) -> None:
        self._data_folder = data_folder
        self._client_id = spotify_client_id
        self._accepts_access_tokens = accepts_access_tokens
        self._now = now
        self._lock = threading.Lock()
        self._ways: dict[str, WayIn] = {}
        self._running = ExitStack()
        # While threads still run: at the very end, stopping would wait for ever.
        atexit.register(self._running.close)

    def __call__(self) -> Mapping[str, WayIn]:
        """Return the ways in, by the name of the source."""
        with self._lock:
            if not self._ways:
                way = self._spotify()
                if way is not None:
                    self._ways["spotify"] = way
            return dict(self._ways)

    def _spotify(self) -> WayIn | None:
        from backend.sources.spotify import SpotifySource
        from backend.sources.spotify_sign_in import SCOPE, SPOTIFY_ACCOUNTS_URL

        if self._client_id:
            source = SpotifySource(
                self._client_id, accepts_access_tokens=self._accepts_access_tokens
            )
            address = f"{SPOTIFY_ACCOUNTS_URL}/authorize"
            return WayIn("Spotify", source, address, self._client_id, SCOPE)
        demo = read_demo(self._data_folder)
        if demo is None:
            return None
        accounts_url = self._start_stand_in(demo)
        source = SpotifySource(
            STAND_IN_CLIENT_ID,
            accounts_url=accounts_url,
            api_url=f"{accounts_url}/v1",
            accepts_access_tokens=True,
        )
        return WayIn(
            "Spotify (stand-in)",
            source,
            f"{accounts_url}/authorize",
            STAND_IN_CLIENT_ID,
            SCOPE,
            is_invented=True,
        )

    def _start_stand_in(self, demo: Demo) -> str:
        """Serve the stand-in for as long as this process lives; return its address."""
        from backend.dev_server.demo.catalogue import demo_catalogue
        from backend.dev_server.demo.running import run_service
        from backend.dev_server.demo.spotify import RegisteredApp, create_stand_in
        from backend.dev_server.demo.world import invented_people

        app = RegisteredApp(STAND_IN_CLIENT_ID, ("http://127.0.0.1/",))
        stand_in = create_stand_in(
            app,
            invented_people(demo.people, demo.seed),
            recordings=(
                track for artist in demo_catalogue().artists for track in artist.tracks
            ),
            now=self._now,
            new_secret=lambda: secrets.token_urlsafe(32),
        )
        return self._running.enter_context(run_service(stand_in))
