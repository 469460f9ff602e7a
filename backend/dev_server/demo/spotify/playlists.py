"""Playlists of invented people, kept in memory as long as the stand-in runs."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from backend.dev_server.demo.spotify.ids import is_base62, spotify_id
from backend.dev_server.demo.spotify.people import InventedPerson
from backend.dev_server.demo.spotify.refusals import (
    RefusalError,
    bad_request,
    not_found,
)

MAX_ITEMS_A_CALL = 100
LOCAL_FILE = "spotify:local:A+friend's+band::Rehearsal+tape:200"


@dataclass(slots=True)
class Playlist:
    """A playlist and the URIs in it; ``None`` stands for what has been taken down."""

    playlist_id: str
    owner: InventedPerson
    name: str
    description: str = ""
    is_collaborative: bool = False
    uris: list[str | None] = field(default_factory=list)
    n_changes: int = 0

    @property
    def snapshot_id(self) -> str:
        """A stamp that differs after each change."""
        return spotify_id("snapshot", self.playlist_id, str(self.n_changes))

    def replace(self, uris: Sequence[str | None]) -> None:
        """Put other items in, in this order."""
        self.uris = list(uris)
        self.n_changes += 1

    def insert(self, uris: Sequence[str], position: int | None) -> None:
        """Add items before a position, or at the end."""
        at = len(self.uris) if position is None else position
        if not 0 <= at <= len(self.uris):
            raise bad_request("Index out of bounds.")
        self.replace([*self.uris[:at], *uris, *self.uris[at:]])

    def remove(self, uris: Sequence[str]) -> None:
        """Take every occurrence of the items out."""
        self.replace([uri for uri in self.uris if uri not in uris])

    def move(self, start: int, length: int, before: int) -> None:
        """Move ``length`` items from ``start`` so that they stand before another."""
        if not (0 <= start < len(self.uris) and 0 <= before <= len(self.uris)):
            raise bad_request("Index out of bounds.")
        moved = self.uris[start : start + length]
        rest = self.uris[:start] + self.uris[start + len(moved) :]
        at = before if before <= start else max(start, before - len(moved))
        self.replace([*rest[:at], *moved, *rest[at:]])


class Playlists:
    """Every playlist; safe to use from several threads."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._kept: dict[str, Playlist] = {}

    def create(self, owner: InventedPerson, name: str) -> Playlist:
        """Make an empty playlist; two may have one name."""
        with self.lock:
            playlist_id = spotify_id("playlist", owner.person_id, str(len(self._kept)))
            playlist = Playlist(playlist_id, owner, name)
            self._kept[playlist_id] = playlist
            return playlist

    def of(self, owner: InventedPerson) -> list[Playlist]:
        """Return a person's playlists, newest first."""
        with self.lock:
            kept = [p for p in self._kept.values() if p.owner is owner]
        return kept[::-1]

    def get(self, playlist_id: str) -> Playlist:
        """Return a playlist of anybody's.

        Raises:
            RefusalError: The id is none, or unknown.
        """
        if not is_base62(playlist_id):
            raise bad_request("Invalid base62 id")
        with self.lock:
            if playlist_id not in self._kept:
                raise not_found()
            return self._kept[playlist_id]

    def own(self, playlist_id: str, owner: InventedPerson) -> Playlist:
        """Return a playlist of the person's own.

        Raises:
            RefusalError: It is another person's, or there is none.
        """
        playlist = self.get(playlist_id)
        if playlist.owner is not owner:
            raise RefusalError(
                403, "You cannot see or change items of a playlist you don't own."
            )
        return playlist
