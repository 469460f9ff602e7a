"""Whole invented histories, seeded: small ones for tests, big ones to measure with.

``python -m tests.history.invented_history FOLDER MEGABYTES`` writes a zip of an
extended streaming history of that size, unpacked.
"""

from __future__ import annotations

import json
import random
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.history.rows import Row, extended_row

ROWS_A_FILE = 16_000
"""As many as Spotify puts into one file, about 12 MB."""
_SYLLABLES = ("ka", "lo", "mi", "ren", "sol", "tu", "vé", "yor", "ぬ", "да")


def invented_rows(n: int, seed: int) -> Iterator[Row]:
    """Yield rows of an extended streaming history, oldest first.

    A few artists are played very often and many once, as people listen; here and
    there is a podcast, a short play, a private session, or a row without a time.
    """
    rng = random.Random(seed)
    time = datetime(2012, 1, 1, tzinfo=UTC)
    for _ in range(n):
        time += timedelta(seconds=rng.randint(20, 1_800))
        artist = int(rng.paretovariate(0.6)) % 5_000
        track = int(rng.paretovariate(0.8)) % 60
        row = extended_row(
            time.strftime("%Y-%m-%dT%H:%M:%SZ"),
            invented_name(artist),
            invented_name(artist * 61 + track),
            rng.choice((1_500, 29_999, 30_000, 181_234, 240_000, 240_000)),
            incognito_mode=rng.random() < 0.01,
        )
        if rng.random() < 0.02:
            row["spotify_track_uri"] = row["master_metadata_track_name"] = None
        if rng.random() < 0.001:
            row["ts"] = None
        yield row


def invented_name(number: int) -> str:
    """Return the name that belongs to a number; near numbers have other names."""
    letters = []
    number += len(_SYLLABLES)
    while number:
        number, place = divmod(number, len(_SYLLABLES))
        letters.append(_SYLLABLES[place])
    return "".join(letters).title()


def write_zip(file: Path, megabytes: int, seed: int = 1) -> None:
    """Write a zip of files as Spotify sends them, until it is as big unpacked."""
    left, number = megabytes * 1_000_000, 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        while left > 0:
            rows = [*invented_rows(ROWS_A_FILE, seed + number)]
            content = json.dumps(rows, indent=2, ensure_ascii=False).encode()
            archive.writestr(f"Data/Streaming_History_Audio_{number}.json", content)
            left, number = left - len(content), number + 1


if __name__ == "__main__":
    write_zip(Path(sys.argv[1]) / "my_spotify_data.zip", int(sys.argv[2]))
