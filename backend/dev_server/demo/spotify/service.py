"""The stand-in of Spotify over a demo world."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime

from flask import Flask

from backend.dev_server.demo.catalogue import demo_catalogue
from backend.dev_server.demo.marker import Demo
from backend.dev_server.demo.spotify import RegisteredApp, create_stand_in
from backend.dev_server.demo.world import invented_people

CLIENT_ID = "music-soulmate-finder-demo"
"""Good at the stand-in only, so everybody may know it."""


def make_service(demo: Demo, now: Callable[[], datetime]) -> Flask:
    """Make Spotify's accounts service and Web API over the world's people."""
    return create_stand_in(
        RegisteredApp(CLIENT_ID, ("http://127.0.0.1/",)),
        invented_people(demo.people, demo.seed),
        recordings=(
            track for artist in demo_catalogue().artists for track in artist.tracks
        ),
        now=now,
        new_secret=lambda: secrets.token_urlsafe(32),
    )


def settings_at(url: str) -> Mapping[str, str]:
    """Return what sets the source up to be the stand-in at an address."""
    return {
        "SPOTIFY_CLIENT_ID": CLIENT_ID,
        "SPOTIFY_URL": url,
        "SPOTIFY_ACCEPT_ACCESS_TOKENS": "1",
    }
