"""What was counted, what was skipped, and why; it stays where the files are."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

Kind = Literal[
    "spotify_extended",
    "spotify_account",
    "listenbrainz",
    "lastfm_json",
    "lastfm_csv",
    "csv",
]
"""From the one that tells most about a play to the one that tells least."""
SkipReason = Literal["no_track", "incognito", "short", "no_time", "repeated"]
SKIP_REASONS: tuple[SkipReason, ...] = get_args(SkipReason)


class FileAudit(Struct, frozen=True):
    """One file, or one member of a zip as ``zip/path``.

    ``plays`` are those that no other file brought before; ``reason`` tells why it was
    ignored (``not_history``, ``podcast``, ``video``, ``empty``) or refused (a code).
    """

    name: str
    kind: Kind | Literal["ignored", "refused"]
    plays: int
    reason: str | None


class Audit(Struct, frozen=True):
    """The whole reading; ``rows`` is ``plays`` and everything skipped.

    ``first`` and ``last`` are days in UTC, ``None`` without a play.
    """

    files: list[FileAudit]
    rows: int
    plays: int
    skipped: dict[SkipReason, int]
    first: str | None
    last: str | None
    artists: int
    tracks: int
