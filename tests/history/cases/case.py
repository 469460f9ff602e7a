"""How a golden case is written down."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

PL, GH, MK = "Paper Lanterns", "Glass Harbour", "Miro Keel"
TIDE, FERRY, KESTREL = "Low Tide", "Ferry Lights", "Kestrel"

Artists = Sequence[tuple[str, int]]
Tracks = Sequence[tuple[str, str, int]]
Lists = tuple[Artists, Tracks]
FileEntry = tuple[str, str, int, str | None]


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case.

    Args:
        name: Its folder.
        files: What is given.
        lists: The lists of short, medium and long term; ``None`` where nothing is left.
        code: Why nothing is left.
        audit: What the audit must say.
    """

    name: str
    files: Mapping[str, bytes]
    lists: tuple[Lists, Lists, Lists] | None
    code: str | None = None
    audit: Mapping[str, Any]

    def aggregate(self) -> bytes | None:
        """Return the aggregate, byte for byte."""
        if self.lists is None:
            return None
        ranges = ("short_term", "medium_term", "long_term")
        artists = [
            {"name": name, "time_range": time_range, "rank": rank, "plays": plays}
            for time_range, (listed, _) in zip(ranges, self.lists, strict=True)
            for rank, (name, plays) in enumerate(listed, 1)
        ]
        tracks = [
            {
                "name": name,
                "artist": artist,
                "time_range": time_range,
                "rank": rank,
                "plays": plays,
            }
            for time_range, (_, listed) in zip(ranges, self.lists, strict=True)
            for rank, (name, artist, plays) in enumerate(listed, 1)
        ]
        aggregate = {"source": "history", "artists": artists, "tracks": tracks}
        return json.dumps(aggregate, ensure_ascii=False, separators=(",", ":")).encode()


def audit(
    files: Sequence[FileEntry],
    *,
    plays: int,
    first: str | None,
    last: str | None,
    artists: int,
    tracks: int,
    **skipped: int,
) -> Mapping[str, Any]:
    """Return the audit; rows are what was played and what was skipped."""
    reasons = ("no_track", "incognito", "short", "no_time", "repeated")
    counts = {reason: skipped.pop(reason, 0) for reason in reasons}
    assert not skipped
    keys = ("name", "kind", "plays", "reason")
    return {
        "files": [dict(zip(keys, entry, strict=True)) for entry in files],
        "rows": plays + sum(counts.values()),
        "plays": plays,
        "skipped": counts,
        "first": first,
        "last": last,
        "artists": artists,
        "tracks": tracks,
    }
