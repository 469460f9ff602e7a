"""Single rows: times, lengths, names, and columns as people write them."""

from __future__ import annotations

import calendar
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.sources.history._names import NameBook
from backend.sources.history._times import time_of
from backend.sources.history.errors import NothingLeftError
from backend.sources.history.reader import History, read_history
from backend.taste_profile import clean_name
from tests.history import rows
from tests.history.given import given as given_files

NOON = calendar.timegm((2025, 6, 1, 12, 0, 0))


@pytest.mark.parametrize(
    "said",
    [
        "2025-06-01T12:00:00Z",
        "2025-06-01T12:00:00.999999Z",
        "2025-06-01 12:00",
        " 2025-06-01T12:00:00 ",
        "2025-06-01T14:00:00+02:00",
        "2025-06-01T06:30:00-0530",
        "2025-06-01T12:00Z",
        "1 Jun 2025 12:00",
        "01 jun 2025, 12:00:00",
        str(NOON),
        f"{NOON}999",
        NOON,
        NOON + 0.999,
        NOON * 1_000 + 999,
    ],
    ids=repr,
)
def test_one_time_is_written_in_many_ways(said: object) -> None:
    """All mean the same second."""
    assert time_of(said) == NOON


@pytest.mark.parametrize(
    "said",
    [
        None,
        True,
        [],
        "",
        "yesterday",
        "2025-06-01",
        "2025-6-1 12:00",
        "2025-13-01 12:00",
        "2025-02-29 12:00",
        "2025-06-01 24:00",
        "2025-06-01 12:60",
        "2025-06-01T12:00:00+24:00",
        "2025-06-01T12:00:00+00:60",
        "2025-06-01T12:00:00 Z",
        "1 Juno 2025 12:00",
        "٢٠٢٥-06-01 12:00",
        "12345678",
        "12345678901234",
        float("nan"),
        float("inf"),
        -NOON,
        1_009_843_199,
        4_102_444_800,
    ],
    ids=repr,
)
def test_what_is_no_time_or_cannot_be_true_is_none(said: object) -> None:
    """Clocks that were never set, and cells that hold something else."""
    assert time_of(said) is None


@given(st.text())
def test_no_text_breaks_the_reading_of_times(text: str) -> None:
    """It is a plausible time, or none."""
    time = time_of(text)
    assert time is None or 1_009_843_200 <= time < 4_102_444_800


@given(st.text(max_size=600))
def test_names_are_those_of_the_whole_product(text: str) -> None:
    """What is counted is what is shown later."""
    book = NameBook()
    number = book.artist(text)
    name = clean_name(text)
    if number is None:
        assert not name or len(name) > 500 or name.lower() == "unknown artist"
    else:
        assert book.artists == [name]
        assert book.artist(name) == number
        assert book.track(number, text) == book.track(number, name)


def read(rows_of_file: Any) -> History:
    is_file = isinstance(rows_of_file, bytes)
    content = rows_of_file if is_file else rows.json_file(rows_of_file)
    return read_history(given_files({"a": content}))


@pytest.mark.parametrize(
    ("ms", "plays"),
    [
        (30_000, 1),
        (30_000.0, 1),
        (29_999, 0),
        (0, 0),
        (None, 1),
        ("1", 1),
        (1.5, 1),
        (-1, 1),
        (True, 1),
        (10**30, 1),
        ([], 1),
    ],
    ids=repr,
)
def test_only_a_known_length_can_be_too_short(ms: object, plays: int) -> None:
    """What is no length in milliseconds is not known."""
    row = rows.extended_row("2025-06-01T12:00:00Z", "Low", "Words", ms)
    other = rows.extended_row("2025-06-01T11:00:00Z", "Ride", "Vapour", 60_000)
    audit = read([row, other]).audit
    assert audit.plays == 1 + plays
    assert audit.skipped["short"] == 1 - plays


def test_a_row_is_skipped_for_the_first_reason_only() -> None:
    """No track, incognito, short, no time: in this order."""
    said: dict[str, Any] = {"time": "never", "artist": "", "track": "Words", "ms": 1}
    reasons = []
    for change in ({}, {"artist": "Low"}, {"incognito_mode": False}, {"ms": 60_000}):
        said = {"incognito_mode": True, **said, **change}
        with pytest.raises(NothingLeftError) as caught:
            read([rows.extended_row(**said)])
        skipped = caught.value.audit.skipped
        reasons += [reason for reason, n in skipped.items() if n]
    assert reasons == ["no_track", "incognito", "short", "no_time"]


def test_rows_that_are_no_rows_do_not_sink_the_file() -> None:
    """Numbers, lists and nulls among the rows, and in place of what they hold."""
    good = rows.listen(NOON, "Low", "Words")
    odd: list[Any] = [None, 5, "x", [1], True, 1.5, {}, {"track_metadata": [1]}]
    odd += [{**good, "track_metadata": {"artist_name": {"a": 1}, "track_name": 5}}]
    odd += [rows.listen({"a": 1}, "Low", "Words")]
    odd_info: Any = {**good, "listened_at": NOON + 1}
    odd_info["track_metadata"] = {**good["track_metadata"], "additional_info": [5]}
    audit = read([*odd, good, odd_info]).audit
    assert (audit.plays, audit.rows) == (2, 12)
    assert (audit.skipped["no_track"], audit.skipped["no_time"]) == (9, 1)


def test_json_that_only_some_decoders_take_is_read() -> None:
    """Half a surrogate pair, a number beyond all bounds: a browser takes both."""
    row = json.dumps(rows.extended_row("2025-06-01T12:00:00Z", "Low\ud83d", "W", 77))
    audit = read(f"[{row.replace('77', '1e999')}]".encode()).audit
    assert audit.plays == 1


@pytest.mark.parametrize(
    "content",
    [
        b'[{"ts":NaN,"ms_played":1}]',
        b'[{"ts":1,"ms_played":1},]',
        b'[{"ts":1,"ms_played":1}',
        b'{"scrobbles":{}}',
        b'{"username":"x"}',
        b'{"track_metadata":{}}\n{"track_met',
        b"[" * 101 + b"]" * 101,
        b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
        b"[" * 1_000_000,
        b"artist,track,played_at\n" + b"x" * 200_000 + b",a,b",
    ],
)
def test_broken_files_are_refused(content: bytes) -> None:
    """With the code for it, never with a traceback."""
    with pytest.raises(NothingLeftError) as caught:
        read(content)
    assert caught.value.code == "unknown_format"


def test_brackets_in_names_are_no_nesting() -> None:
    """However many open and never close."""
    name = '[[[{{{ \\" \\\\ ' * 30
    row = rows.extended_row("2025-06-01T12:00:00Z", name, name, 60_000)
    assert read([row] * 5).audit.plays == 1


@pytest.mark.parametrize(
    "text",
    [
        "played_at,track,artist\r\n2025-06-01 12:00,Words,Low\r\n",
        "Artist_Name\tTITLE\tuts\n Low \tWords\t1748779200",
        'ARTIST ; Track_Name;utc_time\n"Low";"Words";"1 Jun 2025, 12:00"\n',
        "\ufeffmbid,artist,album,track,timestamp\r,Low,,Words,1748779200\r",
        'Low,,Words,\nLow,"a ""b"" c",Words,1 Jun 2025 12:00\n',
    ],
)
def test_a_csv_is_read_as_people_write_it(text: str) -> None:
    """Columns in any order, three delimiters, all line ends, a header or none."""
    history = read(text.encode())
    track = history.aggregate.tracks[0]
    assert (track.name, track.artist, track.plays) == ("Words", "Low", 1)
    assert history.audit.first == "2025-06-01"
