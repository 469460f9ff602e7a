"""What names of files tell: which members of a zip are opened, which never."""

from __future__ import annotations

import re
from typing import Literal

IgnoredBecause = Literal["not_history", "podcast", "video"]

_PODCAST = re.compile(r"StreamingHistory_podcast_.*", re.IGNORECASE)
_VIDEO = re.compile(r"Streaming_History_Video_.*", re.IGNORECASE)
_WANTED = re.compile(
    r"""
    StreamingHistory(_music)?_?[0-9]+\.json
    | Streaming_History_Audio_.*\.json
    | endsong(_[0-9]+)?\.json
    | lastfmstats.*\.json
    | listens.*\.json
    | .*_lb-.*\.json
    | (lastfm|recenttracks|scrobbles|listens|plays|history).*\.csv
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LISTENS = re.compile(r"(.*/)?listens/.*\.jsonl", re.IGNORECASE)


def ignored_by_name(path: str) -> IgnoredBecause | None:
    """Return why a file that was given is not opened; ``None`` if it is."""
    name = path.rpartition("/")[2]
    if _PODCAST.fullmatch(name):
        return "podcast"
    return "video" if _VIDEO.fullmatch(name) else None


def ignored_in_zip(path: str) -> IgnoredBecause | None:
    """Return why a member of a zip is not opened; ``None`` if it is.

    Exports hold e-mail addresses, payments and more beside the history, so only names
    that are known to be history are opened.
    """
    name = path.rpartition("/")[2]
    is_wanted = _WANTED.fullmatch(name) or _LISTENS.fullmatch(path)
    return ignored_by_name(path) or (None if is_wanted else "not_history")


def is_zip(path: str) -> bool:
    """Return whether a member is a zip itself."""
    return path.lower().endswith(".zip")


def is_technical_log(path: str) -> bool:
    """Return whether a member marks Spotify's technical log."""
    name = path.rpartition("/")[2].lower()
    return name.startswith("readmefirst_technicallog")
