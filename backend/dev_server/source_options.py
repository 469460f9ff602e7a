"""The music sources that the dev server offers, real ones or their stand-ins."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from backend.dev_server.demo import services
from backend.dev_server.demo.invented_sources import InventedSource, RealSource
from backend.dev_server.demo.marker import Demo, read_demo
from backend.dev_server.demo.people import invented_user_names
from backend.dev_server.demo.running import run_service
from backend.http_api.source_options import (
    SourceOption,
    lastfm_option,
    listenbrainz_option,
    spotify_option,
)
from backend.sources.user_agent import NAME
from backend.use_cases.listening.music_source import (
    MusicSource,
    ProofT,
)


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
        user_agent: What we call ourselves there.
    """

    spotify_client_id: str = ""
    accepts_access_tokens: bool = False
    listenbrainz_url: str = ""
    lastfm_api_key: str = field(default="", repr=False)
    lastfm_secret: str = field(default="", repr=False)
    lastfm_url: str = ""
    user_agent: str = NAME


class LocalSourceOptions:
    """Gives the sources to come from; starts the stand-ins when it is first asked for.

    Args:
        data_folder: Tells whether there is a demo world to come from.
        settings: Our own at real services.
        now: The time, timezone-aware.
        stand_ins: Where another process serves them, by source; ``None`` to serve them
            in this one.
        sharers: How many processes reach the services side by side.
    """

    def __init__(
        self,
        data_folder: Path,
        settings: SourceSettings,
        *,
        now: Callable[[], datetime],
        stand_ins: Mapping[str, str] | None = None,
        sharers: int = 1,
    ) -> None:
        self._data_folder = data_folder
        self._stand_ins = stand_ins
        self._sharers = sharers
        self._settings = settings
        self._now = now
        self._lock = threading.Lock()
        self._options: dict[str, SourceOption] = {}
        self._running = ExitStack()
        # While threads still run: at the very end, stopping would wait for ever.
        atexit.register(self._running.close)

    def __call__(self) -> Mapping[str, SourceOption]:
        """Return the sources, by the name of the source."""
        makers = {
            "spotify": self._spotify,
            "listenbrainz": self._listenbrainz,
            "lastfm": self._lastfm,
        }
        with self._lock:
            demo = read_demo(self._data_folder)
            for source, make in makers.items():
                if source not in self._options and (option := make(demo)) is not None:
                    self._options[source] = option
            return {key: self._options[key] for key in makers if key in self._options}

    def _spotify(self, demo: Demo | None) -> SourceOption | None:
        from backend.sources.spotify import SpotifySource
        from backend.sources.spotify.sign_in import SCOPE, SPOTIFY_ACCOUNTS_URL

        client_id = self._settings.spotify_client_id
        if client_id:
            source = SpotifySource(
                client_id, accepts_access_tokens=self._settings.accepts_access_tokens
            )
            return spotify_option(
                source,
                accounts_url=SPOTIFY_ACCOUNTS_URL,
                client_id=client_id,
                scope=SCOPE,
            )
        if demo is None:
            return None
        client_id = services.SPOTIFY_CLIENT_ID
        url = self._stand_in("spotify", demo)
        source = SpotifySource(
            client_id,
            accounts_url=url,
            api_url=f"{url}/v1",
            accepts_access_tokens=True,
        )
        return spotify_option(
            InventedSource(source),
            accounts_url=url,
            client_id=client_id,
            scope=SCOPE,
            is_invented=True,
        )

    def _listenbrainz(self, demo: Demo | None) -> SourceOption:
        from backend.sources.listenbrainz import (
            LISTENBRAINZ_API_URL,
            ListenBrainzSource,
        )

        url = self._settings.listenbrainz_url
        is_invented = not url and demo is not None
        if not url and demo is not None:
            url = self._stand_in("listenbrainz", demo)
        source = ListenBrainzSource(
            api_url=url or LISTENBRAINZ_API_URL, user_agent=self._settings.user_agent
        )
        return listenbrainz_option(
            _marked("listenbrainz", source, demo, is_invented=is_invented),
            is_invented=is_invented,
        )

    def _lastfm(self, demo: Demo | None) -> SourceOption | None:
        from backend.sources.lastfm import LastfmSource, addresses

        key, secret = self._settings.lastfm_api_key, self._settings.lastfm_secret
        url, is_invented = self._settings.lastfm_url, not key
        if not key:
            if demo is None:
                return None
            key, secret = services.LASTFM_API_KEY, services.LASTFM_SECRET
            url = self._stand_in("lastfm", demo)
        source = LastfmSource.at(
            url,
            key,
            secret=secret,
            user_agent=self._settings.user_agent,
            sharers=self._sharers,
        )
        return lastfm_option(
            _marked("lastfm", source, demo, is_invented=is_invented),
            api_key=key,
            sign_in_url=addresses(url)[1] if secret else None,
            is_invented=is_invented,
        )

    def _stand_in(self, source: str, demo: Demo) -> str:
        """Return a stand-in's address; served as long as this process, if by it."""
        if self._stand_ins is not None:
            return self._stand_ins[source]
        service = services.STAND_INS[source](demo, self._now)
        return self._running.enter_context(run_service(service))


def _marked(
    key: str, source: MusicSource[ProofT], demo: Demo | None, *, is_invented: bool
) -> MusicSource[ProofT]:
    """Return a source that keeps invented people and real ones apart."""
    if is_invented:
        return InventedSource(source)
    if demo is None:
        return source
    return RealSource(key, source, invented_user_names(demo.people))
