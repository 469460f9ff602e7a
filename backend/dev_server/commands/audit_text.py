"""What reading a listening history found, in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backend.sources.history.audit import Audit, FileAudit, SkipReason
from backend.sources.history.errors import REFUSALS
from backend.taste_profile import clean_name

_KINDS: Mapping[str, str] = {
    "spotify_extended": "Spotify, extended streaming history",
    "spotify_account": "Spotify, account data",
    "listenbrainz": "ListenBrainz",
    "lastfm_csv": "Last.fm",
    "lastfm_json": "Last.fm",
    "csv": "CSV",
}
_IGNORED: Mapping[str, str] = {
    "podcast": "podcasts, which are not music",
    "video": "videos, which are not counted",
    "empty": "holds nothing",
}
_REFUSED = {str(code): words for code, words in REFUSALS.items()}
_SKIPPED: Mapping[SkipReason, str] = {
    "no_track": "without artist or track (podcasts, audiobooks, unknown)",
    "incognito": "in a private session",
    "short": "shorter than 30 seconds",
    "no_time": "without a time that can be true",
    "repeated": "told twice",
}


def audit_text(audit: Audit) -> str:
    """Return what was counted, what was skipped, and why, one line each."""
    return "\n".join(_lines(audit))


def _lines(audit: Audit) -> Iterator[str]:
    unopened = 0
    for file in audit.files:
        if file.reason == "not_history":
            unopened += 1
        else:
            # Names in a zip are anybody's: no escape sequence reaches the terminal.
            yield f"{clean_name(file.name)}: {_file_words(file)}"
    if unopened:
        yield f"{_counted(unopened, 'other file')} in the zip not opened"
    yield f"{_counted(audit.plays, 'play')} of {_counted(audit.rows, 'row')} count"
    for reason, rows in audit.skipped.items():
        if rows:
            yield f"  {_counted(rows, 'row')} skipped: {_SKIPPED[reason]}"
    if audit.plays:
        artists, tracks = audit.artists, audit.tracks
        yield f"{_counted(artists, 'artist')}, {_counted(tracks, 'track')}"
        yield f"first play {audit.first}, last play {audit.last}"


def _file_words(file: FileAudit) -> str:
    if file.kind == "refused":
        return f"refused, {_REFUSED[file.reason or '']}"
    if file.kind == "ignored":
        return f"left out, {_IGNORED[file.reason or '']}"
    return f"{_counted(file.plays, 'play')} ({_KINDS[file.kind]})"


def _counted(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
