"""ListenBrainz by name, or by the token from the user's settings there."""

from __future__ import annotations

from backend.sources.listenbrainz.source import (
    LISTENBRAINZ_API_URL,
    ListenBrainzSource,
)
from backend.use_cases.listening.source_option import (
    Settings,
    SourceOffer,
    SourceOption,
    Surroundings,
)
from backend.use_cases.music_sources import source_name


def _make(settings: Settings, surroundings: Surroundings) -> SourceOption:
    source = ListenBrainzSource(
        api_url=settings.get("LISTENBRAINZ_URL") or LISTENBRAINZ_API_URL,
        user_agent=surroundings.user_agent,
    )
    return SourceOption(
        name=source_name("listenbrainz"),
        source=source,
        takes=("user_name", "pasted_token"),
    )


OFFER = SourceOffer(settings=("LISTENBRAINZ_URL",), make=_make, is_open=True)
