"""One row of an export, reduced to what can make it a play."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from backend.sources.history.audit import Kind


class Row(NamedTuple):
    """What a row says, unchecked; ``None`` is what it does not say.

    ``ms`` is how long it was played; for most of ListenBrainz, how long the track is.
    """

    artist: object
    track: object
    time: object
    ms: object = None
    is_incognito: bool = False


NO_ROW = Row(None, None, None)
"""Stands where a row should be and something else is."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file, read as they are needed."""

    kind: Kind
    rows: Iterable[Row]
