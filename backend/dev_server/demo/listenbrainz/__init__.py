"""A stand-in for ListenBrainz: public statistics and metadata over invented people.

It speaks as ListenBrainz does, refusals and rate-limit headers included, so that the
same code talks to either. Nobody in it is real, and nothing leaves this machine.
"""

from __future__ import annotations

from backend.dev_server.demo.listenbrainz.ids import user_token
from backend.dev_server.demo.listenbrainz.people import InventedPerson
from backend.dev_server.demo.listenbrainz.server import create_listenbrainz

__all__ = ["InventedPerson", "create_listenbrainz", "user_token"]
