"""Names of artists and tracks as small numbers, the same name always the same one."""

from __future__ import annotations

import numpy as np

from backend.sources.history._columns import Numbers
from backend.taste_profile.feature_keys import clean_name
from backend.taste_profile.top_items import MAX_NAME_LENGTH

_UNKNOWN = "unknown artist"
_MANY = frozenset({"various artists", "various"})


class NameBook:
    """Every artist and track by number, counted from 0.

    Names are cleaned as everywhere; ``None`` is answered for what names nobody.
    """

    def __init__(self) -> None:
        self.artists: list[str] = []
        self.tracks: list[tuple[int, str]] = []
        self._artist_numbers: dict[str, int] = {}
        self._track_numbers: dict[tuple[int, str], int] = {}

    def artist(self, given: object) -> int | None:
        """Return the artist's number."""
        if not isinstance(given, str):
            return None
        number = self._artist_numbers.get(given)
        if number is not None:
            return number
        name = _cleaned(given)
        if name is None or name.lower() == _UNKNOWN:
            return None
        if name not in self._artist_numbers:
            self._artist_numbers[name] = len(self.artists)
            self.artists.append(name)
        number = self._artist_numbers[given] = self._artist_numbers[name]
        return number

    def track(self, artist: int, given: object) -> int | None:
        """Return the number of an artist's track."""
        if not isinstance(given, str):
            return None
        number = self._track_numbers.get((artist, given))
        if number is not None:
            return number
        name = _cleaned(given)
        if name is None:
            return None
        if (artist, name) not in self._track_numbers:
            self._track_numbers[artist, name] = len(self.tracks)
            self.tracks.append((artist, name))
        number = self._track_numbers[artist, given] = self._track_numbers[artist, name]
        return number

    def titles(self) -> Numbers:
        """Return a number for each track, the same for all of one name."""
        numbers: dict[str, int] = {}
        return np.array(
            [numbers.setdefault(name, len(numbers)) for _, name in self.tracks],
            dtype=np.int64,
        )

    def is_one(self, artist: int) -> bool:
        """Tell an artist from what compilations write in place of many."""
        return self.artists[artist].lower() not in _MANY


def _cleaned(given: str) -> str | None:
    name = clean_name(given)
    return name if 1 <= len(name) <= MAX_NAME_LENGTH else None
