"""ListenBrainz: plays and agreed genres, by a public name or the user's token."""

from __future__ import annotations

from backend.sources.listenbrainz.source import (
    LISTENBRAINZ_API_URL,
    ListenBrainzSource,
    Patience,
)

__all__ = ["LISTENBRAINZ_API_URL", "ListenBrainzSource", "Patience"]
