"""From rows to plays: what counts, and why the rest does not."""

from __future__ import annotations

from array import array
from collections import Counter

from backend.sources.history._names import NameBook
from backend.sources.history._rows import Row, Table
from backend.sources.history._times import time_of
from backend.sources.history.audit import Kind, SkipReason

SHORTEST_MS = 30_000
UNKNOWN_MS = -1
_LARGEST_MS = 2**53


class FilePlays:
    """The plays of one file, a column each: ``tracks``, ``times`` and ``ms``.

    Private ones are among them, marked: they never count, but the same play in another
    file, which may not know that it was private, must not count either.

    Args:
        kind: What kind of file it is.
    """

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.rows = 0
        self.skipped: Counter[SkipReason] = Counter()
        self.tracks = array("i")
        self.times = array("q")
        self.ms = array("q")
        self.is_private = array("b")

    def __len__(self) -> int:
        return len(self.tracks)

    def add(self, row: Row, names: NameBook) -> None:
        """Count one row, as a play or as skipped."""
        self.rows += 1
        artist = names.artist(row.artist)
        track = None if artist is None else names.track(artist, row.track)
        ms = _known_ms(row.ms)
        time = time_of(row.time)
        if track is None:
            self.skipped["no_track"] += 1
        elif row.is_incognito:
            self.skipped["incognito"] += 1
            if time is not None:
                self._keep(track, time, ms, is_private=True)
        elif UNKNOWN_MS < ms < SHORTEST_MS:
            self.skipped["short"] += 1
        elif time is None:
            self.skipped["no_time"] += 1
        else:
            self._keep(track, time, ms, is_private=False)

    def _keep(self, track: int, time: int, ms: int, *, is_private: bool) -> None:
        self.tracks.append(track)
        self.times.append(time)
        self.ms.append(ms)
        self.is_private.append(is_private)


def plays_of(table: Table, names: NameBook) -> FilePlays:
    """Return the plays of a table.

    Raises:
        RefusedFileError: The file proves broken further down.
    """
    plays = FilePlays(table.kind)
    for row in table.rows:
        plays.add(row, names)
    return plays


def _known_ms(given: object) -> int:
    if type(given) is int:
        ms = given
    elif isinstance(given, float) and given.is_integer():
        ms = int(given)
    else:
        return UNKNOWN_MS
    return ms if 0 <= ms <= _LARGEST_MS else UNKNOWN_MS
