"""Spotify's Web API, as an app in Development Mode sees it."""

from __future__ import annotations

from backend.sources.spotify.source import SPOTIFY_API_URL, Patience, SpotifySource

__all__ = ["SPOTIFY_API_URL", "Patience", "SpotifySource"]
