"""Everything one stand-in knows, handed to each of its parts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from backend.dev_server.demo.spotify.apps import RegisteredApp
from backend.dev_server.demo.spotify.catalogue import Catalogue
from backend.dev_server.demo.spotify.grants import Grants
from backend.dev_server.demo.spotify.people import InventedPerson, Recording
from backend.dev_server.demo.spotify.playlists import LOCAL_FILE, Playlists
from backend.dev_server.demo.switches import Switches


class StandIn:
    """The people, the catalogue of what they listen to, the grants, the switches."""

    def __init__(
        self,
        app: RegisteredApp,
        people: Iterable[InventedPerson],
        recordings: Iterable[Recording],
        *,
        now: Callable[[], datetime],
        new_secret: Callable[[], str],
    ) -> None:
        self.app = app
        self.people: Mapping[str, InventedPerson] = MappingProxyType(
            {person.person_id: person for person in people}
        )
        self.catalogue = Catalogue(recordings)
        self.playlists = Playlists()
        self.now = now
        self.new_secret = new_secret
        self.grants = Grants(now, new_secret)
        self.switches = Switches()
        self._lock = threading.Lock()
        self._welcomed: set[str] = set()

    def welcome(self, person: InventedPerson) -> None:
        """Make ready what a person needs for their first sign-in.

        Not for everybody at the start: the tastes of thousands take half a minute.
        """
        with self._lock:
            if person.person_id in self._welcomed:
                return
            self.catalogue.add(person.top_items)
            tracks = [
                self.catalogue.track(item).uri
                for item in person.top_items
                if item.kind == "track"
            ]
            favourites = self.playlists.create(person, "Old favourites")
            # It ends with what readers stumble over: a local file, and nothing.
            favourites.replace([*tracks[:5], LOCAL_FILE, None])
            self._welcomed.add(person.person_id)
