"""The stand-in services of a demo world, each as one app."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime

from flask import Flask

from backend.dev_server.demo.catalogue import demo_catalogue
from backend.dev_server.demo.marker import Demo
from backend.dev_server.demo.world import invented_people

SPOTIFY_CLIENT_ID = "music-soulmate-finder-demo"
LASTFM_API_KEY = "0123456789abcdef0123456789abcdef"
LASTFM_SECRET = "fedcba9876543210fedcba9876543210"
"""Good at the stand-ins only, so everybody may know them."""

Now = Callable[[], datetime]


def spotify_service(demo: Demo, now: Now) -> Flask:
    """Make Spotify's accounts service and Web API over the world's people."""
    from backend.dev_server.demo.spotify import RegisteredApp, create_stand_in

    return create_stand_in(
        RegisteredApp(SPOTIFY_CLIENT_ID, ("http://127.0.0.1/",)),
        invented_people(demo.people, demo.seed),
        recordings=(
            track for artist in demo_catalogue().artists for track in artist.tracks
        ),
        now=now,
        new_secret=_new_secret,
    )


def listenbrainz_service(demo: Demo, now: Now) -> Flask:
    """Make ListenBrainz's API over the world's people."""
    from backend.dev_server.demo.listenbrainz import create_listenbrainz

    return create_listenbrainz(
        invented_people(demo.people, demo.seed),
        artists=demo_catalogue().artists,
        now=now,
    )


def lastfm_service(demo: Demo, now: Now) -> Flask:
    """Make Last.fm's web service and sign-in page over the world's people."""
    from backend.dev_server.demo.lastfm import ApiAccount, create_lastfm

    return create_lastfm(
        invented_people(demo.people, demo.seed),
        account=ApiAccount(LASTFM_API_KEY, LASTFM_SECRET),
        genres={artist.name: artist.genres for artist in demo_catalogue().artists},
        now=now,
        new_secret=_new_secret,
    )


STAND_INS: Mapping[str, Callable[[Demo, Now], Flask]] = {
    "spotify": spotify_service,
    "listenbrainz": listenbrainz_service,
    "lastfm": lastfm_service,
}
"""What makes the stand-in of a source."""


def _new_secret() -> str:
    return secrets.token_urlsafe(32)
