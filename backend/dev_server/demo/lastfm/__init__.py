"""A stand-in for Last.fm: its web service and sign-in page over invented people.

It speaks as Last.fm does, oddities and refusals included, so that the same code talks
to either. Nobody in it is real, and nothing leaves this machine.
"""

from __future__ import annotations

from backend.dev_server.demo.lastfm.people import ApiAccount, InventedPerson
from backend.dev_server.demo.lastfm.server import create_lastfm

__all__ = ["ApiAccount", "InventedPerson", "create_lastfm"]
