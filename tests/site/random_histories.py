"""Random files, seeded: broken in all ways that come to mind, now and then whole."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

Rows = list[Callable[[random.Random], Any]]

_PIECES = (*'",;\t', "\n", "\r\n", "\r", "Low", " ", "1748772601", "\x0b", "\x85", "é")
_ARTISTS = ("Low", '"Lo,w"', 'A ""b', '"q""x"', "", '"x"y')
_TIMES = ("2025-06-01T10:00:00Z", "1748772601", "23 Nov 2023 10:30", "no time")
_HEADERS = (
    ("artist", "track", "played_at", "ms_played"),
    ("Artist", "Title", "date"),
    ("artist", "title", "album", "time"),
)
_BREAKS = ("\n", "\r\n", "\r")


def random_files(rng: random.Random) -> dict[str, bytes]:
    """Return one to three files of one person."""
    return {f"file {n}": _file(rng) for n in range(rng.randint(1, 3))}


def _file(rng: random.Random) -> bytes:
    content = (_csv if rng.random() < 0.5 else _json)(rng).encode()
    if rng.random() < 0.05:
        content = b"\xef\xbb\xbf" + content
    return content + b"\xff" if rng.random() < 0.03 else content


def _csv(rng: random.Random) -> str:
    delimiter = rng.choice(",;\t")
    lines = [_csv_line(rng, delimiter) for _ in range(rng.randint(0, 8))]
    if rng.random() < 0.8:
        lines.insert(0, delimiter.join(rng.choice(_HEADERS)))
    return rng.choice(_BREAKS).join(lines) + rng.choice(("", "\n"))


def _csv_line(rng: random.Random, delimiter: str) -> str:
    if rng.random() < 0.4:
        return "".join(rng.choice(_PIECES) for _ in range(rng.randint(0, 12)))
    if rng.random() < 0.2:
        return f"Low,Album,T,{rng.choice(_TIMES)}"
    track = rng.choice(("T", '"V\nW"', ""))
    ms = rng.choice(("", "200000", "1000"))
    return delimiter.join((rng.choice(_ARTISTS), track, rng.choice(_TIMES), ms))


def _json(rng: random.Random) -> str:
    rows = [rng.choice(_ROWS)(rng) for _ in range(rng.randint(0, 6))]
    if rng.random() < 0.3:
        text = "\n".join(map(json.dumps, rows))
    else:
        whole = {"scrobbles": rows} if rng.random() < 0.2 else rows
        text = json.dumps(whole, indent=rng.choice((None, 1)))
    if rng.random() < 0.2:
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice(',]}"[x ') + text[at:]
    return text


def _account(rng: random.Random) -> Any:
    return {
        "endTime": rng.choice(("2026-01-10 08:00", "2026-01-10 08:01", None)),
        "artistName": rng.choice(("Low", "Various", None, 5)),
        "trackName": rng.choice(("T", "")),
        "msPlayed": rng.choice((200_000, 1_000, None, 200_000.0, 1.5, True)),
    }


def _extended(rng: random.Random) -> Any:
    return {
        "ts": rng.choice(("2026-01-10T08:00:30Z", "2026-01-10T08:01:59Z")),
        "ms_played": rng.choice((200_000, 29_999, None, 1e20)),
        "master_metadata_track_name": "T",
        "master_metadata_album_artist_name": rng.choice(("Low", "Duo")),
        "spotify_track_uri": rng.choice(("spotify:track:1", None)),
        "incognito_mode": rng.choice((True, False, None)),
    }


def _listen(rng: random.Random) -> Any:
    more = rng.choice((None, {"duration": 200}, {"ms_played": 180_000}, {}))
    named = {"artist_name": "Low, Duo", "track_name": "T", "additional_info": more}
    return {
        "listened_at": rng.choice((1_768_032_000, 1_768_032_000.5, "1768032060")),
        "track_metadata": rng.choice((None, [], named, named)),
    }


def _scrobble(rng: random.Random) -> Any:
    date = rng.choice((1_768_032_000_000, 1_768_032_001, None))
    return {"track": "T", "artist": rng.choice(("Low", "B")), "date": date}


def _nothing(rng: random.Random) -> Any:
    return rng.choice((1, None, [], "x", {}))


_ROWS: Rows = [_account, _extended, _listen, _scrobble, _nothing]
