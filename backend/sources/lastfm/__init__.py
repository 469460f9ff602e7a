"""Last.fm: plays and tags, by a public name or a sign-in."""

from __future__ import annotations

from backend.sources.lastfm._addresses import (
    LASTFM_API_URL,
    LASTFM_SIGN_IN_URL,
    addresses,
    sign_in_url,
)
from backend.sources.lastfm.source import LastfmSource, Patience

__all__ = [
    "LASTFM_API_URL",
    "LASTFM_SIGN_IN_URL",
    "LastfmSource",
    "Patience",
    "addresses",
    "sign_in_url",
]
