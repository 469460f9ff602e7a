"""Cases of one play that several services, or several exports of one, tell."""

from __future__ import annotations

from tests.history import rows
from tests.history.archives import zipped
from tests.history.cases.case import FERRY, GH, KESTREL, MK, PL, TIDE, Case, audit
from tests.history.rows import account_row, extended_row, listen, scrobble

# 2025-03-01T20:00:00Z; the Spotify plays end 200, 500, 1,000 … seconds after it.
_EIGHT = 1_740_859_200
_EXTENDED = [
    extended_row("2025-03-01T20:03:20Z", PL, TIDE, 200_000),
    extended_row("2025-03-01T20:08:20Z", GH, FERRY, 181_999),
    extended_row("2025-03-01T20:16:40Z", "Various Artists", KESTREL, 240_000),
    # A scrobbler fed from elsewhere has it as well; how long it was is not known.
    extended_row("2025-03-01T20:30:00Z", MK, KESTREL, None),
    extended_row("2025-03-02T08:00:00Z", PL, "A Long Night", 30_000_000),
]
_LISTENS = [
    # Fed from the player: the time is the begin.
    listen(_EIGHT + 3, PL, TIDE, duration_ms=201_000),
    # Imported from the same history: the time is the end.
    listen(_EIGHT + 500, f"{GH}, {MK}", FERRY, duration_ms=190_000, ms_played=181_999),
    # A compilation there, its artist here.
    listen(_EIGHT + 760, MK, KESTREL),
    # 181 s (fractions cut off) and 90 s more before the end: the same; 91 s: another.
    listen(_EIGHT + 500 - 181 - 90, GH, FERRY),
    listen(_EIGHT + 500 - 181 - 91, GH, FERRY),
    # 90 s after the end: the same; 91 s: another.
    listen(_EIGHT + 200 + 90, PL, TIDE),
    listen(_EIGHT + 200 + 91, PL, TIDE),
    # Without a length only the end is known.
    listen(_EIGHT + 1_800 - 90, MK, KESTREL),
    listen(_EIGHT + 1_800 - 91, MK, KESTREL),
    # No track is longer than four hours.
    listen(_EIGHT + 43_200 - 14_400 - 90, PL, "A Long Night"),
    listen(_EIGHT + 43_200 - 14_400 - 91, PL, "A Long Night"),
    # Another title at the same time.
    listen(_EIGHT + 100, PL, TIDE.lower()),
    # Played for a moment, of a track that is long enough.
    listen(_EIGHT + 5_000, GH, FERRY, ms_played=12_000, duration_ms=181_000),
]
_SCROBBLED = {
    "username": "invented_person",
    "scrobbles": [
        scrobble((_EIGHT + 1) * 1_000, PL, TIDE),
        scrobble((_EIGHT + 86_400) * 1_000, GH, FERRY),
    ],
}
# Minutes only: 20:00 is also what began at 20:00:03.
_SCROBBLED_CSV = f"""\
{PL},Harbour Songs,{TIDE},"01 Mar 2025 20:00"
{GH},,{FERRY},"02 Mar 2025 20:00"
{GH},,{FERRY},"03 Mar 2025 20:00"
"""
_TABLE = f"""\
artist,track,played_at
{PL},{TIDE},2025-03-01T20:01:40Z
{GH},{FERRY},2025-03-03T20:01:30Z
{GH},{FERRY},2025-03-03T20:01:31Z
"""
_SERVICES_LISTS = (
    [(GH, 5), (PL, 5), (MK, 2)],
    [
        (FERRY, GH, 5),
        ("A Long Night", PL, 2),
        (KESTREL, MK, 2),
        (TIDE, PL, 2),
        (KESTREL, "Various Artists", 1),
        (TIDE.lower(), PL, 1),
    ],
)

TWO_SERVICES = Case(
    name="two_services",
    files={
        "a.csv": _TABLE.encode(),
        "lastfm.csv": _SCROBBLED_CSV.encode(),
        "lastfmstats.json": rows.json_file(_SCROBBLED),
        "listenbrainz.zip": zipped(
            [("listens/2025/3.jsonl", rows.json_lines(_LISTENS))]
        ),
        "my_spotify_data.zip": zipped(
            [("x/Streaming_History_Audio_2025.json", rows.json_file(_EXTENDED))]
        ),
    },
    lists=(_SERVICES_LISTS,) * 3,
    audit=audit(
        [
            ("a.csv", "csv", 1, None),
            ("lastfm.csv", "lastfm_csv", 1, None),
            ("lastfmstats.json", "lastfm_json", 1, None),
            ("listenbrainz.zip/listens/2025/3.jsonl", "listenbrainz", 5, None),
            (
                "my_spotify_data.zip/x/Streaming_History_Audio_2025.json",
                "spotify_extended",
                5,
                None,
            ),
        ],
        plays=13,
        short=1,
        repeated=12,
        first="2025-03-01",
        last="2025-03-03",
        artists=3,
        tracks=6,
    ),
)

_PRIVATE = [
    extended_row("2025-05-05T12:30:42Z", PL, TIDE, 200_000, incognito_mode=True),
    extended_row("2025-05-05T12:34:00Z", GH, FERRY, 181_000),
    extended_row(None, MK, KESTREL, 99_000, incognito_mode=True),
]
_NOT_KNOWN_TO_BE = [
    account_row("2025-05-05 12:30", PL, TIDE, 200_000),
    account_row("2025-05-05 12:50", PL, TIDE, 200_000),
    account_row("2025-05-05 12:55", MK, KESTREL, 99_000),
]
_PRIVATE_LISTS = (
    [(MK, 1), (PL, 1), (GH, 1)],
    [(KESTREL, MK, 1), (TIDE, PL, 1), (FERRY, GH, 1)],
)

PRIVATE_SESSION = Case(
    name="private_session",
    files={
        "StreamingHistory_music_0.json": rows.json_file(_NOT_KNOWN_TO_BE),
        "Streaming_History_Audio_2025.json": rows.json_file(_PRIVATE),
        "invented_lb-2025-06-01.json": rows.json_file(
            [listen(1_746_448_042, PL, TIDE)]
        ),
    },
    lists=(_PRIVATE_LISTS,) * 3,
    audit=audit(
        [
            ("StreamingHistory_music_0.json", "spotify_account", 2, None),
            ("Streaming_History_Audio_2025.json", "spotify_extended", 1, None),
            ("invented_lb-2025-06-01.json", "listenbrainz", 0, None),
        ],
        plays=3,
        incognito=2,
        repeated=2,
        first="2025-05-05",
        last="2025-05-05",
        artists=3,
        tracks=3,
    ),
)

SERVICES = (TWO_SERVICES, PRIVATE_SESSION)
