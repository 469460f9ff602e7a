"""Spotify through its sign-in page."""

from __future__ import annotations

from backend.sources.spotify.sign_in import SCOPE, SPOTIFY_ACCOUNTS_URL
from backend.sources.spotify.source import SPOTIFY_API_URL, SpotifySource
from backend.use_cases.listening.source_option import (
    Settings,
    SourceOffer,
    SourceOption,
    Surroundings,
)
from backend.use_cases.music_sources import source_name

ACCEPTS_TOKENS = "SPOTIFY_ACCEPT_ACCESS_TOKENS"


def _make(settings: Settings, surroundings: Surroundings) -> SourceOption:
    client_id, url = settings["SPOTIFY_CLIENT_ID"], settings.get("SPOTIFY_URL")
    accounts_url = url or SPOTIFY_ACCOUNTS_URL
    source = SpotifySource(
        client_id,
        accounts_url=accounts_url,
        api_url=f"{url}/v1" if url else SPOTIFY_API_URL,
        accepts_access_tokens=bool(settings.get(ACCEPTS_TOKENS)),
    )
    return SourceOption(
        name=source_name("spotify"),
        source=source,
        takes=("code",),
        authorize_url=f"{accounts_url}/authorize",
        client_id=client_id,
        scope=SCOPE,
    )


OFFER = SourceOffer(
    settings=("SPOTIFY_CLIENT_ID", "SPOTIFY_URL", ACCEPTS_TOKENS), make=_make
)
