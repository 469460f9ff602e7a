"""Everybody who can be ranked, as vectors under the current statistics."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass

from backend.taste_profile import (
    InvalidTasteError,
    Statistics,
    TasteVector,
    TasteVectorizer,
    Visibility,
    build_taste_profile,
)
from backend.use_cases.errors import ProfileNotFoundError
from backend.use_cases.ports import ProfileItem, ProfileStore, StatisticsStore


@dataclass(frozen=True, slots=True)
class Listener:
    """One user as a candidate: the vector, and who may see it."""

    vector: TasteVector
    visibility: Visibility
    is_verified: bool


class Population:
    """Vectors of everybody, fresh whenever it is asked.

    It compares the store's stamps with those it knows and reads only what changed, by
    whichever process. New statistics replace all vectors at once.
    """

    def __init__(self, store: ProfileStore, statistics_store: StatisticsStore) -> None:
        self._store = store
        self._statistics_store = statistics_store
        self._lock = threading.Lock()
        self._vectorizer = TasteVectorizer(Statistics())
        self._listeners: dict[str, Listener] = {}
        self._stamps: dict[str, object] = {}

    @property
    def statistics(self) -> Statistics:
        """The statistics that all vectors belong to."""
        return self._vectorizer.statistics

    def listener(self, item: ProfileItem) -> Listener:
        """Return one item as a candidate under the current statistics.

        Raises:
            EmptyProfileError: The item keeps nothing to compare.
        """
        profile = build_taste_profile(item.user_id, item.top_items)
        vector = self._vectorizer.vector(item.user_id, profile.weights)
        return Listener(vector, item.visibility, item.is_verified)

    def visibility(self, user_id: str) -> Visibility | None:
        """Return a candidate's visibility as of the last refresh."""
        listener = self._listeners.get(user_id)
        return listener.visibility if listener else None

    def visible_vectors(self) -> Iterator[TasteVector]:
        """Yield the vectors of everybody who is not hidden, as of the last refresh."""
        for listener in list(self._listeners.values()):
            if listener.visibility != "hidden":
                yield listener.vector

    def refresh(self) -> None:
        """Take in what changed since the last time, and only that."""
        with self._lock:
            self._switch_statistics()
            stamps = dict(self._store.revisions())
            for user_id in self._stamps.keys() - stamps.keys():
                self._listeners.pop(user_id, None)
            for user_id, stamp in stamps.items():
                if self._stamps.get(user_id) != stamp:
                    self._read(user_id)
            self._stamps = stamps

    def _switch_statistics(self) -> None:
        current = self._statistics_store.current() or Statistics()
        if current.version != self.statistics.version:
            self._vectorizer = TasteVectorizer(current)
            self._stamps, self._listeners = {}, {}

    def _read(self, user_id: str) -> None:
        try:
            self._listeners[user_id] = self.listener(self._store.get(user_id))
        except (ProfileNotFoundError, InvalidTasteError):
            # Gone since it was listed, or nothing to compare: nobody to rank.
            self._listeners.pop(user_id, None)
