"""The stand-in of ListenBrainz over a demo world."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from flask import Flask

from backend.dev_server.demo.catalogue import demo_catalogue
from backend.dev_server.demo.listenbrainz import create_listenbrainz
from backend.dev_server.demo.marker import Demo
from backend.dev_server.demo.world import invented_people


def make_service(demo: Demo, now: Callable[[], datetime]) -> Flask:
    """Make ListenBrainz's API over the world's people."""
    return create_listenbrainz(
        invented_people(demo.people, demo.seed),
        artists=demo_catalogue().artists,
        now=now,
    )


def settings_at(url: str) -> Mapping[str, str]:
    """Return what sets the source up to be the stand-in at an address."""
    return {"LISTENBRAINZ_URL": url}
