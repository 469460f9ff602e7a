"""Last.fm: plays and tags, by a public name or a sign-in."""

from __future__ import annotations

from backend.sources.lastfm.source import (
    LASTFM_API_URL,
    LASTFM_SIGN_IN_URL,
    LastfmSource,
    Patience,
    sign_in_url,
)

__all__ = [
    "LASTFM_API_URL",
    "LASTFM_SIGN_IN_URL",
    "LastfmSource",
    "Patience",
    "sign_in_url",
]
