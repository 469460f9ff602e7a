"""Cases for what each service exports."""

from __future__ import annotations

from tests.history import rows
from tests.history.archives import zipped
from tests.history.cases.case import (
    FERRY,
    GH,
    KESTREL,
    MK,
    PL,
    TIDE,
    Case,
    audit,
)
from tests.history.rows import account_row, extended_row, listen, scrobble

_ACCOUNT_OLD = [
    account_row("2026-01-10 08:00", PL, TIDE, 200_000),
    account_row("2026-01-10 08:05", PL, TIDE, 29_999),
    account_row("2026-01-10 08:06", "Unknown Artist", "Unknown Track", 180_000),
    account_row("2026-01-10 08:10", GH, FERRY, 30_000),
    account_row("2026-01-10 08:12", None, "A Track", 180_000),
]
_ACCOUNT_NEW = [
    account_row("2026-01-10 08:10", GH, FERRY, 30_000),
    account_row("2026-02-01 21:15", PL, TIDE, 201_000),
    account_row("2026-02-01 25:00", PL, TIDE, 201_000),
    account_row("2026-02-01 21:15", PL, TIDE, 202_000),
    {"endTime": "2026-02-01 21:20", "artistName": MK, "trackName": KESTREL},
]
_PODCAST = [
    {
        "endTime": "2026-01-11 07:00",
        "podcastName": "An Invented Podcast",
        "episodeName": "The First",
        "msPlayed": 1_800_000,
    }
]
_ACCOUNT_LISTS = (
    [(PL, 3), (MK, 1), (GH, 1)],
    [(TIDE, PL, 3), (KESTREL, MK, 1), (FERRY, GH, 1)],
)

SPOTIFY_ACCOUNT = Case(
    name="spotify_account",
    files={
        "StreamingHistory0.json": rows.json_file(_ACCOUNT_OLD),
        "StreamingHistory_music_1.json": rows.json_file(_ACCOUNT_NEW),
        "StreamingHistory_podcast_0.json": rows.json_file(_PODCAST),
    },
    lists=(_ACCOUNT_LISTS,) * 3,
    audit=audit(
        [
            ("StreamingHistory0.json", "spotify_account", 2, None),
            ("StreamingHistory_music_1.json", "spotify_account", 3, None),
            ("StreamingHistory_podcast_0.json", "ignored", 0, "podcast"),
        ],
        plays=5,
        no_track=2,
        short=1,
        no_time=1,
        repeated=1,
        first="2026-01-10",
        last="2026-02-01",
        artists=3,
        tracks=3,
    ),
)

_AUDIO = [
    extended_row("2024-03-01T10:00:00Z", PL, TIDE, 200_000),
    extended_row("2024-03-01T10:03:20Z", GH, FERRY, 181_000),
    None,
    rows.without_track(
        "2024-03-01T11:00:00Z",
        episode_name="The First",
        episode_show_name="An Invented Podcast",
        spotify_episode_uri="spotify:episode:0000000000000000000000",
    ),
    rows.without_track(
        "2024-03-01T12:00:00Z",
        audiobook_title="An Invented Book",
        audiobook_uri="spotify:show:0000000000000000000000",
        audiobook_chapter_title="Chapter 1",
    ),
    extended_row("2024-03-01T13:00:00Z", PL, TIDE, 200_000, spotify_track_uri=None),
    extended_row("2024-03-01T14:00:00Z", PL, TIDE, 200_000, incognito_mode=True),
    extended_row("2024-03-01T14:01:00Z", PL, TIDE, 1_000, incognito_mode=True),
    extended_row("2024-03-01T15:00:00Z", PL, TIDE, 12_000),
    extended_row(None, PL, TIDE, 200_000),
    extended_row("1970-01-01T00:00:00Z", PL, TIDE, 200_000),
    extended_row("2024-02-15T23:59:59Z", MK, KESTREL, None, incognito_mode=None),
]
_ENDSONG = [
    rows.older_extended_row("2024-03-01T10:00:00Z", PL, TIDE, 200_000),
    rows.older_extended_row("2022-07-07T07:07:07Z", MK, KESTREL, 240_000),
]
_FOLDER = "Spotify Extended Streaming History"
_OPENED = f"my_spotify_data.zip/{_FOLDER}"
_RECENT_LISTS = (
    [(GH, 1), (PL, 1), (MK, 1)],
    [(FERRY, GH, 1), (TIDE, PL, 1), (KESTREL, MK, 1)],
)

SPOTIFY_EXTENDED = Case(
    name="spotify_extended",
    files={
        "my_spotify_data.zip": zipped(
            [
                (f"{_FOLDER}/", b""),
                (f"{_FOLDER}/ReadMeFirst_ExtendedStreamingHistory.pdf", b"%PDF-1.4"),
                (
                    f"{_FOLDER}/Streaming_History_Audio_2024.json",
                    rows.json_file(_AUDIO),
                ),
                (f"{_FOLDER}/endsong_1.json", rows.json_file(_ENDSONG)),
                (
                    f"{_FOLDER}/Streaming_History_Video_2024.json",
                    rows.json_file(_AUDIO[:1]),
                ),
                (f"{_FOLDER}/Userdata.json", b"nobody opens this"),
            ]
        )
    },
    lists=(
        _RECENT_LISTS,
        _RECENT_LISTS,
        (
            [(MK, 2), (GH, 1), (PL, 1)],
            [(KESTREL, MK, 2), (FERRY, GH, 1), (TIDE, PL, 1)],
        ),
    ),
    audit=audit(
        [
            (
                f"{_OPENED}/ReadMeFirst_ExtendedStreamingHistory.pdf",
                "ignored",
                0,
                "not_history",
            ),
            (
                f"{_OPENED}/Streaming_History_Audio_2024.json",
                "spotify_extended",
                3,
                None,
            ),
            (f"{_OPENED}/endsong_1.json", "spotify_extended", 1, None),
            (f"{_OPENED}/Streaming_History_Video_2024.json", "ignored", 0, "video"),
            (f"{_OPENED}/Userdata.json", "ignored", 0, "not_history"),
        ],
        plays=4,
        no_track=4,
        incognito=2,
        short=1,
        no_time=2,
        repeated=1,
        first="2022-07-07",
        last="2024-03-01",
        artists=3,
        tracks=3,
    ),
)

_AUDIOBOOK = [
    {
        "endTime": "2026-01-12 07:00",
        "authorName": "An Invented Author",
        "audiobookName": "An Invented Book",
        "chapterName": "Chapter 1",
        "msPlayed": 1_800_000,
    }
]
_ACCOUNT_FOLDER = "my_spotify_data.zip/Spotify Account Data"

SPOTIFY_ACCOUNT_ZIP = Case(
    name="spotify_account_zip",
    files={
        "my_spotify_data.zip": zipped(
            [
                ("Spotify Account Data/Userdata.json", b"nobody opens this"),
                ("Spotify Account Data/YourLibrary.json", b"nor this"),
                (
                    "Spotify Account Data/StreamingHistory_music_0.json",
                    rows.json_file(_ACCOUNT_NEW),
                ),
                (
                    "Spotify Account Data/StreamingHistory_podcast_0.json",
                    rows.json_file(_PODCAST),
                ),
                (
                    "Spotify Account Data/StreamingHistory_audiobook_0.json",
                    rows.json_file(_AUDIOBOOK),
                ),
            ]
        ),
        "older.zip": zipped(
            [("MyData/StreamingHistory0.json", rows.json_file(_ACCOUNT_OLD))]
        ),
    },
    lists=(_ACCOUNT_LISTS,) * 3,
    audit=audit(
        [
            (f"{_ACCOUNT_FOLDER}/Userdata.json", "ignored", 0, "not_history"),
            (f"{_ACCOUNT_FOLDER}/YourLibrary.json", "ignored", 0, "not_history"),
            (
                f"{_ACCOUNT_FOLDER}/StreamingHistory_music_0.json",
                "spotify_account",
                4,
                None,
            ),
            (
                f"{_ACCOUNT_FOLDER}/StreamingHistory_podcast_0.json",
                "ignored",
                0,
                "podcast",
            ),
            (
                f"{_ACCOUNT_FOLDER}/StreamingHistory_audiobook_0.json",
                "ignored",
                0,
                "not_history",
            ),
            ("older.zip/MyData/StreamingHistory0.json", "spotify_account", 1, None),
        ],
        plays=5,
        no_track=2,
        short=1,
        no_time=1,
        repeated=1,
        first="2026-01-10",
        last="2026-02-01",
        artists=3,
        tracks=3,
    ),
)

SPOTIFY_EXTENDED_LOOSE = Case(
    name="spotify_extended_loose",
    files={
        "StreamingHistory_audiobook_0.json": rows.json_file(_AUDIOBOOK),
        "Streaming_History_Audio_2019-2021_3.json": rows.json_file(_AUDIO),
        "Streaming_History_Video_2018-2024.json": rows.json_file(_AUDIO),
        "endsong_0.json": rows.json_file(_ENDSONG),
    },
    lists=(
        _RECENT_LISTS,
        _RECENT_LISTS,
        (
            [(MK, 2), (GH, 1), (PL, 1)],
            [(KESTREL, MK, 2), (FERRY, GH, 1), (TIDE, PL, 1)],
        ),
    ),
    audit=audit(
        [
            ("StreamingHistory_audiobook_0.json", "spotify_account", 0, None),
            (
                "Streaming_History_Audio_2019-2021_3.json",
                "spotify_extended",
                3,
                None,
            ),
            ("Streaming_History_Video_2018-2024.json", "ignored", 0, "video"),
            ("endsong_0.json", "spotify_extended", 1, None),
        ],
        plays=4,
        no_track=5,
        incognito=2,
        short=1,
        no_time=2,
        repeated=1,
        first="2022-07-07",
        last="2024-03-01",
        artists=3,
        tracks=3,
    ),
)

_BOTH_EXTENDED = [
    extended_row("2025-05-05T12:30:42Z", PL, TIDE, 200_000),
    extended_row("2025-05-05T12:34:00Z", GH, FERRY, 181_000),
    extended_row("2025-05-05T12:41:30Z", MK, KESTREL, 99_000),
    extended_row("2025-05-05T12:51:31Z", MK, KESTREL, 98_000),
]
_BOTH_ACCOUNT = [
    account_row("2025-05-05 12:30", PL, TIDE, 200_000),  # 42 s before: the same
    account_row("2025-05-05 12:34", GH, FERRY, 181_001),  # another ms
    account_row("2025-05-05 12:32", GH, FERRY, 181_000),  # 120 s
    account_row("2025-05-05 12:40", MK, KESTREL, 99_000),  # 90 s: the same
    account_row("2025-05-05 12:50", MK, KESTREL, 98_000),  # 91 s
    account_row("2025-05-05 12:34", "glass harbour", "ferry lights", 181_000),
]
_BOTH_LISTS = (
    [(MK, 3), (GH, 3), ("glass harbour", 1), (PL, 1)],
    [
        (KESTREL, MK, 3),
        (FERRY, GH, 3),
        ("ferry lights", "glass harbour", 1),
        (TIDE, PL, 1),
    ],
)

SPOTIFY_BOTH = Case(
    name="spotify_both",
    files={
        "StreamingHistory0.json": rows.json_file(_BOTH_ACCOUNT),
        "Streaming_History_Audio_2025.json": rows.json_file(_BOTH_EXTENDED),
    },
    lists=(_BOTH_LISTS,) * 3,
    audit=audit(
        [
            ("StreamingHistory0.json", "spotify_account", 4, None),
            ("Streaming_History_Audio_2025.json", "spotify_extended", 4, None),
        ],
        plays=8,
        repeated=2,
        first="2025-05-05",
        last="2025-05-05",
        artists=4,
        tracks=4,
    ),
)

_LISTENS_2023 = [
    listen(1_700_000_000, PL, TIDE, duration_ms=200_000),
    listen(1_700_000_000, PL, TIDE),
    listen(1_700_000_300, GH, FERRY, duration=20),
    listen(1_700_000_600, GH, FERRY, duration=181),
    listen("at some time", GH, FERRY),
]
_LISTENS_2024 = [
    listen(1_704_067_200, MK, KESTREL),
    listen(1_704_067_200, MK, KESTREL, duration_ms=240_000),
]
_LISTENS_OLDER = [
    listen(1_700_000_600, GH, FERRY, duration_ms=181_000),
    {"listened_at": 1_700_001_000, "track_metadata": None},
]
_LISTENS_RECENT = (
    [(MK, 1), (GH, 1), (PL, 1)],
    [(KESTREL, MK, 1), (FERRY, GH, 1), (TIDE, PL, 1)],
)

LISTENBRAINZ = Case(
    name="listenbrainz",
    files={
        "listenbrainz_export.zip": zipped(
            [
                ("user.json", b'{"username": "invented_person"}'),
                ("listens/2023/11.jsonl", rows.json_lines(_LISTENS_2023) + b"\n\n"),
                ("listens/2024/1.jsonl", rows.json_lines(_LISTENS_2024).strip()),
                ("feedback.jsonl", b""),
            ],
        ),
        "older.json": rows.json_file(_LISTENS_OLDER),
    },
    lists=(([(MK, 1)], [(KESTREL, MK, 1)]), _LISTENS_RECENT, _LISTENS_RECENT),
    audit=audit(
        [
            ("listenbrainz_export.zip/user.json", "ignored", 0, "not_history"),
            ("listenbrainz_export.zip/listens/2023/11.jsonl", "listenbrainz", 2, None),
            ("listenbrainz_export.zip/listens/2024/1.jsonl", "listenbrainz", 1, None),
            ("listenbrainz_export.zip/feedback.jsonl", "ignored", 0, "not_history"),
            ("older.json", "listenbrainz", 0, None),
        ],
        plays=3,
        no_track=1,
        short=1,
        no_time=1,
        repeated=3,
        first="2023-11-14",
        last="2024-01-01",
        artists=3,
        tracks=3,
    ),
)

_SCROBBLES = {
    "username": "invented_person",
    "scrobbles": [
        scrobble(1_700_735_442_000, PL, TIDE),  # 10:30:42, told twice by the CSV
        scrobble(1_706_918_700_500, MK, KESTREL),
        scrobble(1_706_918_800_000, MK, None),
    ],
}
_LASTFM_CSV = """\
Paper Lanterns,Harbour Songs,Low Tide,"23 Nov 2023 10:30"
Paper Lanterns,"Harbour Songs, ""Two"" Again",Low Tide,"23 Nov 2023 10:30"
Glass Harbour,,Ferry Lights,"3 Feb 2024 00:05"
Glass Harbour,,Ferry Lights,"31 Feb 2024 00:05"

Glass Harbour,,Ferry Lights,
,,Ferry Lights,"3 Feb 2024 00:06"
Glass Harbour,,Ferry Lights,"01 Jan 1970 00:00"
"""
_LASTFM_RECENT = ([(GH, 1), (MK, 1)], [(FERRY, GH, 1), (KESTREL, MK, 1)])
_LASTFM_ALL = (
    [(GH, 1), (MK, 1), (PL, 1)],
    [(FERRY, GH, 1), (KESTREL, MK, 1), (TIDE, PL, 1)],
)

LASTFM = Case(
    name="lastfm",
    files={
        "lastfm.csv": _LASTFM_CSV.encode(),
        "lastfmstats-invented.json": rows.json_file(_SCROBBLES),
    },
    lists=(_LASTFM_RECENT, _LASTFM_ALL, _LASTFM_ALL),
    audit=audit(
        [
            ("lastfm.csv", "lastfm_csv", 1, None),
            ("lastfmstats-invented.json", "lastfm_json", 2, None),
        ],
        plays=3,
        no_track=2,
        no_time=3,
        repeated=2,
        first="2023-11-23",
        last="2024-02-03",
        artists=3,
        tracks=3,
    ),
)

EXPORTS = (
    SPOTIFY_ACCOUNT,
    SPOTIFY_ACCOUNT_ZIP,
    SPOTIFY_EXTENDED,
    SPOTIFY_EXTENDED_LOOSE,
    SPOTIFY_BOTH,
    LISTENBRAINZ,
    LASTFM,
)
