"""Last.fm by name, and through its sign-in page where there is a secret."""

from __future__ import annotations

from backend.sources.lastfm._addresses import addresses
from backend.sources.lastfm.source import LastfmSource
from backend.use_cases.listening.source_option import (
    Settings,
    SourceOffer,
    SourceOption,
    Surroundings,
)
from backend.use_cases.music_sources import source_name


def _make(settings: Settings, surroundings: Surroundings) -> SourceOption:
    key, url = settings["LASTFM_API_KEY"], settings.get("LASTFM_URL", "")
    secret, name = settings.get("LASTFM_SECRET", ""), source_name("lastfm")
    source = LastfmSource.at(
        url,
        key,
        secret=secret,
        user_agent=surroundings.user_agent,
        sharers=surroundings.sharers,
    )
    if not secret:
        return SourceOption(name, source, ("user_name",))
    return SourceOption(
        name=name,
        source=source,
        takes=("returned_token", "user_name"),
        authorize_url=addresses(url)[1],
        client_id=key,
    )


OFFER = SourceOffer(
    settings=("LASTFM_API_KEY", "LASTFM_SECRET", "LASTFM_URL"),
    make=_make,
    secret="LASTFM_SECRET_ID",
    in_secret={"LASTFM_API_KEY": "api_key", "LASTFM_SECRET": "secret"},
)
