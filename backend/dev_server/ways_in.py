"""The music sources that the dev server offers, real ones or their stand-ins."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from flask import Flask

from backend.dev_server.demo import services
from backend.dev_server.demo.marker import Demo, read_demo
from backend.dev_server.demo.running import run_service
from backend.http_api.operation import WayIn
from backend.http_api.requests import ProofKind


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """Our own at real services; what is empty is a stand-in's where a demo world is.

    Args:
        spotify_client_id: Of an app at Spotify.
        accepts_access_tokens: Whether a bare token of Spotify proves who somebody is.
        listenbrainz_url: Of ListenBrainz; without a demo world, the public one.
        lastfm_api_key: Of an API account at Last.fm.
        lastfm_secret: Of the same account; without it nobody can sign in there.
        lastfm_url: Of a service that speaks as Last.fm does; empty for Last.fm.
    """

    spotify_client_id: str = ""
    accepts_access_tokens: bool = False
    listenbrainz_url: str = ""
    lastfm_api_key: str = field(default="", repr=False)
    lastfm_secret: str = field(default="", repr=False)
    lastfm_url: str = ""


class LocalWaysIn:
    """Gives the ways in; starts the stand-ins when it is first asked for.

    Args:
        data_folder: Tells whether there is a demo world to come from.
        settings: Our own at real services.
        now: The time, timezone-aware.
    """

    def __init__(
        self,
        data_folder: Path,
        settings: SourceSettings,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._data_folder = data_folder
        self._settings = settings
        self._now = now
        self._lock = threading.Lock()
        self._ways: dict[str, WayIn] = {}
        self._running = ExitStack()
        # While threads still run: at the very end, stopping would wait for ever.
        atexit.register(self._running.close)

    def __call__(self) -> Mapping[str, WayIn]:
        """Return the ways in, by the name of the source."""
        makers = {
            "spotify": self._spotify,
            "listenbrainz": self._listenbrainz,
            "lastfm": self._lastfm,
        }
        with self._lock:
            demo = read_demo(self._data_folder)
            for source, make in makers.items():
                if source not in self._ways and (way := make(demo)) is not None:
                    self._ways[source] = way
            return {key: self._ways[key] for key in makers if key in self._ways}

    def _spotify(self, demo: Demo | None) -> WayIn | None:
        from backend.sources.spotify import SpotifySource
        from backend.sources.spotify.sign_in import SCOPE, SPOTIFY_ACCOUNTS_URL

        client_id = self._settings.spotify_client_id
        if client_id:
            source = SpotifySource(
                client_id, accepts_access_tokens=self._settings.accepts_access_tokens
            )
            address = f"{SPOTIFY_ACCOUNTS_URL}/authorize"
            return WayIn("Spotify", source, ("code",), address, client_id, SCOPE)
        if demo is None:
            return None
        client_id = services.SPOTIFY_CLIENT_ID
        url = self._serve(services.spotify_service(demo, self._now))
        source = SpotifySource(
            client_id,
            accounts_url=url,
            api_url=f"{url}/v1",
            accepts_access_tokens=True,
        )
        return WayIn(
            "Spotify (stand-in)",
            source,
            ("code",),
            f"{url}/authorize",
            client_id,
            SCOPE,
            is_invented=True,
        )

    def _listenbrainz(self, demo: Demo | None) -> WayIn:
        from backend.sources.listenbrainz import (
            LISTENBRAINZ_API_URL,
            ListenBrainzSource,
        )

        url = self._settings.listenbrainz_url
        is_invented = not url and demo is not None
        if not url:
            url = (
                LISTENBRAINZ_API_URL
                if demo is None
                else self._serve(services.listenbrainz_service(demo, self._now))
            )
        return WayIn(
            "ListenBrainz (stand-in)" if is_invented else "ListenBrainz",
            ListenBrainzSource(api_url=url),
            ("user_name", "pasted_token"),
            is_invented=is_invented,
        )

    def _lastfm(self, demo: Demo | None) -> WayIn | None:
        from backend.sources.lastfm import (
            LASTFM_API_URL,
            LASTFM_SIGN_IN_URL,
            LastfmSource,
        )

        key, secret = self._settings.lastfm_api_key, self._settings.lastfm_secret
        if key:
            url = self._settings.lastfm_url
            api_url = f"{url}/2.0/" if url else LASTFM_API_URL
            source = LastfmSource(key, secret=secret, api_url=api_url)
            if not secret:
                return WayIn("Last.fm", source, ("user_name",))
            address = f"{url}/api/auth/" if url else LASTFM_SIGN_IN_URL
            takes: tuple[ProofKind, ...] = ("returned_token", "user_name")
            return WayIn("Last.fm", source, takes, address, key)
        if demo is None:
            return None
        url = self._serve(services.lastfm_service(demo, self._now))
        key, secret = services.LASTFM_API_KEY, services.LASTFM_SECRET
        return WayIn(
            "Last.fm (stand-in)",
            LastfmSource(key, secret=secret, api_url=f"{url}/2.0/"),
            ("returned_token", "user_name"),
            f"{url}/api/auth/",
            key,
            is_invented=True,
        )

    def _serve(self, service: Flask) -> str:
        """Serve a stand-in for as long as this process lives; return its address."""
        return self._running.enter_context(run_service(service))
