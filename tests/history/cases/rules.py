"""Cases for single rules: CSV, names, ranges, the length of a list."""

from __future__ import annotations

from tests.history import rows
from tests.history.cases.case import (
    FERRY,
    GH,
    KESTREL,
    MK,
    PL,
    TIDE,
    Case,
    Lists,
    audit,
)
from tests.history.rows import extended_row

_COMMA = """\
\ufeffArtist,Title,Played_At,ms_played
Paper Lanterns,Low Tide,2025-06-01T12:00:00+02:00,200000
Paper Lanterns,Low Tide,2025-06-01T10:00:00Z,200000
Paper Lanterns,Low Tide,2025-06-01 10:00,1000
"Comma, the Band","Line
Break",2025-06-01T05:40:00.75-0430,
Paper Lanterns,Low Tide,2025-06-01T10:00:60Z,200000
"""
_SEMICOLON = """\
timestamp;artist;track;album\r
1748772601;Glass Harbour;Ferry Lights;\r
1748772661000;Glass Harbour;Ferry Lights;One, two\r
1748772661;Glass Harbour\r
"""
_TAB = """\
track_name\tartist_name\tdate\tlistened_at
Kestrel\tMiro Keel\t2001-01-01\t2025-05-31 23:59
Kestrel\tMiro Keel\t2001-01-01\t1 Jun 2025, 00:00
"""
_CSV_LISTS = (
    [(GH, 2), (MK, 2), ("Comma, the Band", 1), (PL, 1)],
    [
        (FERRY, GH, 2),
        (KESTREL, MK, 2),
        ("Line Break", "Comma, the Band", 1),
        (TIDE, PL, 1),
    ],
)

CSV = Case(
    name="csv",
    files={
        "comma.csv": _COMMA.encode(),
        "semicolon.csv": _SEMICOLON.encode(),
        "tab.csv": _TAB.encode(),
    },
    lists=(_CSV_LISTS,) * 3,
    audit=audit(
        [
            ("comma.csv", "csv", 2, None),
            ("semicolon.csv", "csv", 2, None),
            ("tab.csv", "csv", 2, None),
        ],
        plays=6,
        no_track=1,
        short=1,
        no_time=1,
        repeated=1,
        first="2025-05-31",
        last="2025-06-01",
        artists=4,
        tracks=4,
    ),
)

_HEBREW, _FAMILY = "שם בדוי", "\U0001f469\u200d\U0001f467"
_NAMED = [
    # Thrice: decomposed, composed, with signs that nobody sees.
    ("Sa\u0308ngerin", "U\u0308ber", "2025-01-31T10:00:00Z"),
    ("S\u00e4ngerin", "\u00dcber", "2025-01-31T10:01:00Z"),
    ("\u200bS\u00e4n\u00adgerin\u202e", " \u00dcber\x00\n", "2025-01-31T10:02:00Z"),
    # Twice: controls and odd spaces are spaces, which collapse.
    ("Two\u00a0\u3000Words", "A\x07B\u2028C", "2025-01-31T09:00:00Z"),
    (" Two  Words ", "A B C", "2025-01-31T09:01:00Z"),
    # Once each, at one time: in code point order, not in that of UTF-16.
    ("\U0001f3b7", "Same", "2025-01-31T08:00:00Z"),
    ("\ufb00", "Same", "2025-01-31T08:00:00Z"),
    (_HEBREW, "Same", "2025-01-31T08:00:00Z"),
    ("Zoe", "Same", "2025-01-31T08:00:00Z"),
    ("Zoe", "Another", "2025-01-31T08:00:00Z"),
    ("zoe", "Same", "2025-01-31T08:00:00Z"),
    (_FAMILY, 'Quote " and \\ and </b>', "2025-01-31T07:30:00Z"),
    # 500 code points are a name, 501 are none.
    ("\U0001d11e" * 500, "Long", "2025-01-31T07:00:00Z"),
    ("x" * 501, "Long", "2025-01-31T07:00:01Z"),
    (" " + "y" * 499 + "  ", "Long", "2025-01-31T07:00:02Z"),
    # Names of nothing.
    (" \u200b\t", "Nothing", "2025-01-31T06:00:00Z"),
    ("\u200d\ufe0f", "Nothing", "2025-01-31T06:00:01Z"),
    ("Nobody", "\u3164\x7f", "2025-01-31T06:00:02Z"),
    ("\ud800", "Nothing", "2025-01-31T06:00:03Z"),
    ("UNKNOWN  artist", "Nothing", "2025-01-31T06:00:04Z"),
    # Many artists are no artist.
    ("Various Artists", "Sampler", "2025-01-31T05:00:00Z"),
    ("VARIOUS", "Sampler", "2025-01-31T05:00:01Z"),
    ("Various Cruelties", "Sampler", "2025-01-31T05:00:02Z"),
]
_NAMES_LISTS = (
    [
        ("S\u00e4ngerin", 3),
        ("Two Words", 2),
        ("Zoe", 2),
        ("zoe", 1),
        (_HEBREW, 1),
        ("\ufb00", 1),
        ("\U0001f3b7", 1),
        (_FAMILY, 1),
        ("y" * 499, 1),
        ("\U0001d11e" * 500, 1),
        ("Various Cruelties", 1),
    ],
    [
        ("\u00dcber", "S\u00e4ngerin", 3),
        ("A B C", "Two Words", 2),
        ("Another", "Zoe", 1),
        ("Same", "Zoe", 1),
        ("Same", "zoe", 1),
        ("Same", _HEBREW, 1),
        ("Same", "\ufb00", 1),
        ("Same", "\U0001f3b7", 1),
        ('Quote " and \\ and </b>', _FAMILY, 1),
        ("Long", "y" * 499, 1),
        ("Long", "\U0001d11e" * 500, 1),
        ("Sampler", "Various Cruelties", 1),
        ("Sampler", "VARIOUS", 1),
        ("Sampler", "Various Artists", 1),
    ],
)

NAMES = Case(
    name="names",
    files={
        # With escapes, so that a lone surrogate can be written at all.
        "Streaming_History_Audio_2025.json": rows.escaped_json_file(
            [
                extended_row(time, artist, track, 60_000)
                for artist, track, time in _NAMED
            ]
        )
    },
    lists=(_NAMES_LISTS,) * 3,
    audit=audit(
        [("Streaming_History_Audio_2025.json", "spotify_extended", 17, None)],
        plays=17,
        no_track=6,
        first="2025-01-31",
        last="2025-01-31",
        artists=11,
        tracks=14,
    ),
)

_RANGES = """\
artist,track,played_at
Anchor,A,2026-11-20T12:00:00Z
Inside 28,A,2026-10-23T12:00:01Z
Edge 28,A,2026-10-23T12:00:00Z
Inside 182,A,2026-05-22T12:00:01Z
Edge 182,A,2026-05-22T12:00:00Z
Twice,A,2026-10-25T02:30:00+02:00
Twice,A,2026-10-25T02:30:00+01:00
Never,A,2026-03-29 02:30
Oldest,A,2002-01-01T00:00:00Z
Too old,A,2001-12-31T23:59:59Z
Too new,A,2100-01-01T00:00:00Z
No such day,A,2026-02-29T00:00:00Z
"""


def _after_twice(names: list[str]) -> Lists:
    artists = [("Twice", 2), *((name, 1) for name in names)]
    return artists, [("A", name, plays) for name, plays in artists]


_SHORT = ["Anchor", "Inside 28"]
_MEDIUM = [*_SHORT, "Edge 28", "Inside 182"]
_LONG = [*_MEDIUM, "Edge 182", "Never", "Oldest"]

RANGES = Case(
    name="ranges",
    files={"plays.csv": _RANGES.encode()},
    lists=(_after_twice(_SHORT), _after_twice(_MEDIUM), _after_twice(_LONG)),
    audit=audit(
        [("plays.csv", "csv", 9, None)],
        plays=9,
        no_time=3,
        first="2002-01-01",
        last="2026-11-20",
        artists=8,
        tracks=8,
    ),
)

_HUNDRED = [f"Artist {number:03}" for number in range(101)]
_HUNDRED_CSV = "artist,title,time\n" + "".join(
    f"{name},Song,{1_760_000_000 + number}\n" for number, name in enumerate(_HUNDRED)
)
_LATEST = _HUNDRED[:0:-1]
_HUNDRED_LISTS = (
    [(name, 1) for name in _LATEST],
    [("Song", name, 1) for name in _LATEST],
)

HUNDRED = Case(
    name="hundred",
    files={"plays.csv": _HUNDRED_CSV.encode()},
    lists=(_HUNDRED_LISTS,) * 3,
    audit=audit(
        [("plays.csv", "csv", 101, None)],
        plays=101,
        first="2025-10-09",
        last="2025-10-09",
        artists=101,
        tracks=101,
    ),
)

RULES = (CSV, NAMES, RANGES, HUNDRED)
