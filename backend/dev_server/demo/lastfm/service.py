"""The stand-in of Last.fm over a demo world."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime

from flask import Flask

from backend.dev_server.demo.catalogue import demo_catalogue
from backend.dev_server.demo.lastfm import ApiAccount, create_lastfm
from backend.dev_server.demo.marker import Demo
from backend.dev_server.demo.world import invented_people

API_KEY = "0123456789abcdef0123456789abcdef"
SECRET = "fedcba9876543210fedcba9876543210"
"""Good at the stand-in only, so everybody may know them."""


def make_service(demo: Demo, now: Callable[[], datetime]) -> Flask:
    """Make Last.fm's web service and sign-in page over the world's people."""
    return create_lastfm(
        invented_people(demo.people, demo.seed),
        account=ApiAccount(API_KEY, SECRET),
        genres={artist.name: artist.genres for artist in demo_catalogue().artists},
        now=now,
        new_secret=lambda: secrets.token_urlsafe(32),
    )


def settings_at(url: str) -> Mapping[str, str]:
    """Return what sets the source up to be the stand-in at an address."""
    return {"LASTFM_API_KEY": API_KEY, "LASTFM_SECRET": SECRET, "LASTFM_URL": url}
