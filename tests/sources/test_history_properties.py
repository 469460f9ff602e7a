"""What holds for every listening history."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from backend.sources.history.errors import REFUSALS, NothingLeftError
from backend.sources.history.reader import History, read_history
from backend.taste_profile import build_taste_profile, clean_name
from tests.examples import examples
from tests.history import rows
from tests.history.given import given as given_files
from tests.history.rows import Row

RANGES = ("short_term", "medium_term", "long_term")
PERSONAL = ("192.0.2.7", "invented_person", "an invented player", "ZZ", "spotify:")

names = st.sampled_from(("Low", "Ride", "Can", "Various Artists", "Sigur Rós"))
minutes = st.integers(0, 3).map(lambda minute: f"2026-01-10 10:{minute:02}")
seconds = st.integers(0, 200).map(
    lambda second: f"2026-01-10T10:{second // 60:02}:{second % 60:02}Z"
)
lengths = st.sampled_from((None, 29_999, 30_000, 200_000))


@st.composite
def account_files(draw: st.DrawFn) -> bytes:
    """Account data, of a few minutes so that much of it meets."""
    row = st.builds(rows.account_row, minutes, names, names, lengths)
    return rows.json_file(draw(st.lists(row, max_size=8)))


@st.composite
def extended_files(draw: st.DrawFn) -> bytes:
    """Extended history of the same minutes."""
    row = st.builds(rows.extended_row, seconds, names, names, lengths)
    return rows.json_file(draw(st.lists(row, max_size=8)))


@st.composite
def listen_files(draw: st.DrawFn) -> bytes:
    """Listens of the same minutes, durations known and unknown."""

    def listen(time: str, artist: str, track: str, ms: int | None) -> Row:
        return rows.listen(time, artist, track, duration_ms=ms)

    row = st.builds(listen, seconds | minutes, names, names, lengths)
    return rows.json_lines(draw(st.lists(row, max_size=8)))


files = st.lists(
    st.one_of(account_files(), extended_files(), listen_files()), max_size=5
)


def told(contents: list[bytes]) -> tuple[str | bytes, dict[str, Any]]:
    """What is said of files: the aggregate or a code, and the sums of the audit."""
    named = {f"{place}.json": content for place, content in enumerate(contents)}
    try:
        history = read_history(given_files(named))
    except NothingLeftError as error:
        return error.code, sums(error.audit)
    return history.aggregate.to_json(), sums(history.audit)


def sums(audit: Any) -> dict[str, Any]:
    """The audit without its files, which are in the order given."""
    return {name: getattr(audit, name) for name in audit.__struct_fields__[1:]}


@given(files, st.randoms())
def test_the_order_of_files_does_not_matter(contents: list[bytes], random: Any) -> None:
    """Nobody knows in which order a browser or a shell gives them."""
    shuffled = list(contents)
    random.shuffle(shuffled)
    assert told(shuffled)[1] == told(contents)[1]
    # Which refusal is told, when nothing is left, is that of the first file.
    aggregates = [said for said, _ in (told(shuffled), told(contents))]
    assert aggregates[0] == aggregates[1] or {*aggregates} <= {*REFUSALS}


@given(files.filter(bool), st.data())
def test_exports_that_overlap_change_nothing(contents: list[bytes], data: Any) -> None:
    """Whoever gives a file twice listened once."""
    again = data.draw(st.lists(st.sampled_from(contents), max_size=3))
    assert told(contents + again)[0] == told(contents)[0]


@given(files)
def test_every_row_is_a_play_or_skipped(contents: list[bytes]) -> None:
    """Nothing vanishes from the audit."""
    _, audit = told(contents)
    assert audit["plays"] + sum(audit["skipped"].values()) == audit["rows"]
    assert audit["rows"] <= 8 * len(contents)


def read(history_rows: list[Row]) -> History:
    return read_history(given_files({"a.json": rows.json_file(history_rows)}))


texts = st.text(min_size=1, max_size=12)
timed = st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31)).map(
    lambda time: time.strftime("%Y-%m-%dT%H:%M:%SZ")
)


@given(st.lists(st.tuples(timed, texts, texts), max_size=30))
@examples(200)
def test_the_aggregate_is_names_ranges_ranks_and_plays(
    heard: list[tuple[str, str, str]],
) -> None:
    """Whatever people call themselves; and it can always be saved as a taste."""
    own = rows.extended_row("2026-06-01T10:00:00Z", "Low", "Words", 60_000)
    listened = [rows.extended_row(*said, 60_000) for said in heard]
    history = read([own, *listened])
    sent = json.loads(history.aggregate.to_json())
    assert list(sent) == ["source", "artists", "tracks"]
    assert sent["source"] == "history"
    given_names = {clean_name(n) for row in heard for n in row[1:]} | {"Low", "Words"}
    for kind, keys in (
        ("artists", ["name", "time_range", "rank", "plays"]),
        ("tracks", ["name", "artist", "time_range", "rank", "plays"]),
    ):
        for time_range in RANGES:
            listed = [item for item in sent[kind] if item["time_range"] == time_range]
            assert [item["rank"] for item in listed] == [*range(1, len(listed) + 1)]
            plays = [item["plays"] for item in listed]
            assert plays == sorted(plays, reverse=True)
        assert all(list(item) == keys for item in sent[kind])
        assert {item["name"] for item in sent[kind]} <= given_names
        assert {item["time_range"] for item in sent[kind]} <= {*RANGES}
    leaked = {word for word in PERSONAL if word in str(sent)}
    assert leaked <= {word for word in PERSONAL if word in str(heard)}
    assert build_taste_profile("x", history.aggregate.top_items()).weights
