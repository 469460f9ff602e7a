"""Cases for files that are not read."""

from __future__ import annotations

import json
from zipfile import ZIP_STORED

from tests.history import archives, rows
from tests.history.archives import zipped
from tests.history.cases.case import PL, TIDE, Case, audit
from tests.history.rows import account_row

_GOOD = rows.json_file([account_row("2026-01-10 08:00", PL, TIDE, 200_000)])
_WANTED = ("MyData/StreamingHistory0.json", _GOOD)
_SWOLLEN = (_WANTED[0], b" " * 1_000_000)
_DEEP = b'[{"endTime":"2026-01-10 08:00","msPlayed":1,"x":' + b"[" * 300 + b"]" * 300
_LATIN1 = "artist,track,played_at\nMåne,Sår,2026-01-10T08:00:00Z\n".encode("latin-1")
_ENCRYPTED = archives.encrypted(zipped([_WANTED]))

_REFUSED: dict[str, tuple[bytes, str]] = {
    "absolute.zip": (
        zipped([_WANTED, ("/endsong_0.json", b"")]),
        "unsafe_path",
    ),
    "backslashes.zip": (zipped([("..\\StreamingHistory1.json", b"")]), "unsafe_path"),
    "bomb.zip": (archives.declaring(zipped([_WANTED]), 100_000_000), "too_large"),
    "broken.json": (_GOOD[:-5], "unknown_format"),
    "cut.zip": (zipped([_WANTED])[:-30], "truncated"),
    "deep.json": (_DEEP + b"}]", "unknown_format"),
    "drive.zip": (zipped([_WANTED, ("C:\\endsong_0.json", b"")]), "unsafe_path"),
    "empty.zip": (zipped([]), "unknown_format"),
    "encrypted.zip": (_ENCRYPTED, "encrypted"),
    "latin1.csv": (_LATIN1, "not_text"),
    "many.zip": (
        zipped([_WANTED, *((str(n), b"") for n in range(2_000))]),
        "too_large",
    ),
    "letter.txt": (b"Dear reader, this is no history.\n", "unknown_format"),
    "nested.zip": (zipped([("inner.zip", zipped([_WANTED]))]), "nested"),
    "nothing.json": (b"", "unknown_format"),
    "other.zip": (zipped([("MyData/Userdata.json", b"{}")]), "unknown_format"),
    "parents.zip": (zipped([_WANTED, ("a/../../b.json", b"")]), "unsafe_path"),
    "technical.zip": (
        zipped(
            [
                ("ReadMeFirst_TechnicalLogInformation.pdf", b"%PDF-1.4"),
                ("Technical Log Information/Connection.json", b"[]"),
            ]
        ),
        "technical_log",
    ),
    "twice.zip": (zipped([_WANTED, _WANTED]), "unsafe_path"),
    "unclosed.csv": (b'artist,track,played_at\n"Low,Tide,2026-01-01', "unknown_format"),
    "unknown.json": (json.dumps([{"a": 1}]).encode(), "unknown_format"),
    "zip64_directory.zip": (
        archives.in_zip64(zipped([_WANTED]), shift=1 << 40),
        "truncated",
    ),
    "zip64_near.zip": (archives.in_zip64(zipped([_WANTED]), shift=1), "truncated"),
    "zip64_size.zip": (archives.declaring_in_zip64(_WANTED, 1 << 50), "too_large"),
}
_MEMBERS = zipped([_WANTED, ("inner.zip", b""), ("MyData/endsong_0.json", b"[{}]")])

_ENTRIES = [
    *((name, "refused", 0, code) for name, (_, code) in _REFUSED.items()),
    ("checksum.zip/MyData/StreamingHistory0.json", "refused", 0, "truncated"),
    ("damaged.zip/MyData/StreamingHistory0.json", "refused", 0, "truncated"),
    ("empty.json", "ignored", 0, "empty"),
    ("members.zip/MyData/StreamingHistory0.json", "spotify_account", 1, None),
    ("members.zip/inner.zip", "refused", 0, "nested"),
    ("members.zip/MyData/endsong_0.json", "refused", 0, "unknown_format"),
    ("swollen.zip/MyData/StreamingHistory0.json", "refused", 0, "too_large"),
]
_ONE_PLAY = ([(PL, 1)], [(TIDE, PL, 1)])

MIXED_REFUSALS = Case(
    name="mixed_refusals",
    files={
        **{name: content for name, (content, _) in _REFUSED.items()},
        "checksum.zip": archives.with_wrong_checksum(zipped([_WANTED], ZIP_STORED)),
        "damaged.zip": archives.with_broken_data(zipped([_WANTED])),
        "empty.json": b" [ ]\n",
        "members.zip": _MEMBERS,
        "swollen.zip": archives.declaring(zipped([_SWOLLEN]), 100),
    },
    lists=(_ONE_PLAY,) * 3,
    audit=audit(
        # In the order of the given files; the sort keeps the members' own order.
        sorted(_ENTRIES, key=lambda entry: entry[0].partition("/")[0]),
        plays=1,
        first="2026-01-10",
        last="2026-01-10",
        artists=1,
        tracks=1,
    ),
)

ONLY_ENCRYPTED = Case(
    name="only_encrypted",
    files={"my_spotify_data.zip": _ENCRYPTED},
    lists=None,
    code="encrypted",
    audit=audit(
        [("my_spotify_data.zip", "refused", 0, "encrypted")],
        plays=0,
        first=None,
        last=None,
        artists=0,
        tracks=0,
    ),
)

NO_PLAYS = Case(
    name="no_plays",
    files={
        "StreamingHistory0.json": rows.json_file(
            [account_row("2026-01-10 08:00", PL, TIDE, 1_000)]
        )
    },
    lists=None,
    code="no_plays",
    audit=audit(
        [("StreamingHistory0.json", "spotify_account", 0, None)],
        plays=0,
        short=1,
        first=None,
        last=None,
        artists=0,
        tracks=0,
    ),
)

ZIP64 = Case(
    name="zip64",
    files={
        "long.zip": archives.in_zip64(zipped([_WANTED])),
        "stored.zip": zipped([_WANTED], ZIP_STORED),
    },
    lists=(_ONE_PLAY,) * 3,
    audit=audit(
        [
            ("long.zip/MyData/StreamingHistory0.json", "spotify_account", 1, None),
            ("stored.zip/MyData/StreamingHistory0.json", "spotify_account", 0, None),
        ],
        plays=1,
        repeated=1,
        first="2026-01-10",
        last="2026-01-10",
        artists=1,
        tracks=1,
    ),
)

REFUSALS = (ZIP64, MIXED_REFUSALS, ONLY_ENCRYPTED, NO_PLAYS)
