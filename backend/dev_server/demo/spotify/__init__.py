"""A stand-in for Spotify: its accounts service and Web API over invented people.

It speaks as Spotify does to an app in Development Mode, refusals included, so that
the same code talks to either. Nobody in it is real, and nothing leaves this machine.
"""

from __future__ import annotations

from backend.dev_server.demo.spotify.apps import RegisteredApp
from backend.dev_server.demo.spotify.people import InventedPerson, Recording
from backend.dev_server.demo.spotify.server import create_stand_in

__all__ = [
    "InventedPerson",
    "Recording",
    "RegisteredApp",
    "create_stand_in",
]
