"""No play counts twice, however many files and services tell of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.sources.history._columns import KINDS, PlayColumns
from backend.sources.history._repetitions import first_of_each
from backend.sources.history.reader import History, read_history
from tests.history import rows
from tests.history.given import given as given_files
from tests.history.invented_history import invented_rows
from tests.history.rows import Row

Play = tuple[int, int, int, int, bool]
"""Track, time, ms (-1 if unknown), kind, private or not; a title is ``track % 2``."""
EXTENDED, ACCOUNT, LISTENBRAINZ = range(3)

plays = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.integers(1_700_000_000, 1_700_000_500),
        st.sampled_from((-1, 30_000, 61_999, 200_000, 2**53)),
        st.integers(0, len(KINDS) - 1),
        st.booleans(),
    ).map(lambda play: (*play[:4], play[4] and play[3] == EXTENDED)),
    max_size=14,
)


def counted(told: list[Play]) -> list[int]:
    """The places of the plays that count."""
    columns = [np.array(c, dtype=np.int64) for c in zip(*told, strict=True)]
    tracks, times, ms, kinds, private = columns or [np.zeros(0, dtype=np.int64)] * 5
    is_private = private.astype(np.bool_)
    found = first_of_each(PlayColumns(tracks, tracks % 2, times, ms, kinds, is_private))
    return np.flatnonzero(found).tolist()


def is_told_by(other: Play, play: Play) -> bool:
    """Whether a play of another kind is the same one, and told better."""
    track, time, ms, kind, _ = play
    other_track, other_time, other_ms, other_kind, _ = other
    if (other_kind, kind) == (EXTENDED, ACCOUNT):
        is_alike = (other_track, other_ms) == (track, ms) and ms >= 0
        return is_alike and abs(other_time - time) <= 90
    if kind < LISTENBRAINZ or other_kind >= kind or other_track % 2 != track % 2:
        return False
    seconds = min(max(other_ms, 0) // 1_000, 4 * 3_600)
    return other_time - seconds - 90 <= time <= other_time + 90


@given(plays)
def test_what_counts_is_what_the_rules_say(told: list[Play]) -> None:
    """Counted again in the plainest way, each play against each."""
    left = [
        play
        for play in told
        if not play[4] and not any(is_told_by(other, play) for other in told)
    ]
    lengths: dict[tuple[int, int], set[int]] = {}
    for track, time, ms, _, _ in left:
        lengths.setdefault((track, time), set()).add(ms)
    expected = sum(len(known - {-1}) or 1 for known in lengths.values())
    found = [told[place] for place in counted(told)]
    assert len(found) == expected
    assert {play[:2] for play in found} == lengths.keys()
    assert all(play in left for play in found)


def read(**files: Any) -> History:
    contents = {
        name: content if isinstance(content, bytes) else rows.json_file(content)
        for name, content in files.items()
    }
    return read_history(given_files(contents))


LISTENED = [row for row in invented_rows(3_000, seed=8) if row["ts"]]
PUBLIC = [row for row in LISTENED if not row["incognito_mode"]]


def ended(row: Row) -> datetime:
    """When a play ended."""
    return datetime.strptime(row["ts"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def began(row: Row) -> datetime:
    """When a play began, by a clock that is some seconds slow."""
    return ended(row) - timedelta(milliseconds=row["ms_played"], seconds=7)


def names(row: Row) -> tuple[str, str]:
    """Artist, as scrobblers name everybody on a track, and title."""
    artist = row["master_metadata_album_artist_name"]
    return f"{artist}, Somebody Else", row["master_metadata_track_name"] or ""


def as_account_data() -> bytes:
    """The same plays, to the minute, private ones among them."""
    return rows.json_file(
        [
            rows.account_row(
                ended(row).strftime("%Y-%m-%d %H:%M"),
                row["master_metadata_album_artist_name"],
                row["master_metadata_track_name"] or "",
                row["ms_played"],
            )
            for row in LISTENED
            if row["spotify_track_uri"]
        ]
    )


def heard() -> list[Row]:
    """What a scrobbler keeps of it."""
    return [row for row in PUBLIC if row["ms_played"] >= 30_000]


def as_listens_from_the_begin() -> bytes:
    """As ListenBrainz has them from a player."""
    return rows.json_lines(
        [
            rows.listen(int(began(row).timestamp()), *names(row), duration_ms=300_000)
            for row in heard()
        ]
    )


def as_imported_listens() -> bytes:
    """As ListenBrainz has them from Spotify's own files."""
    return rows.json_lines(
        [
            rows.listen(
                int(ended(row).timestamp()), *names(row), ms_played=row["ms_played"]
            )
            for row in heard()
        ]
    )


def as_lastfm_csv() -> bytes:
    """As Last.fm has them, to the minute."""
    lines = (
        f"{names(row)[0].replace(',', ' &')},An Album,{names(row)[1]},"
        f'"{began(row):%d %b %Y %H:%M}"\n'
        for row in heard()
    )
    return "".join(lines).encode()


@pytest.mark.parametrize(
    "through",
    [
        as_account_data,
        as_listens_from_the_begin,
        as_imported_listens,
        as_lastfm_csv,
    ],
)
def test_the_same_listening_through_another_service_adds_nothing(through: Any) -> None:
    """Given together, in any order, it is the extended history to the byte."""
    alone = read(history=LISTENED).aggregate.to_json()
    assert len(alone) > 20_000
    assert read(history=LISTENED, other=through()).aggregate.to_json() == alone
    assert read(other=through(), history=LISTENED).aggregate.to_json() == alone


def test_two_scrobblers_of_one_player_are_one() -> None:
    """Without what they were fed from, one to the second, one to the minute."""
    listens = as_listens_from_the_begin()
    alone = read(listens=listens).aggregate.to_json()
    both = read(lastfm=as_lastfm_csv(), listens=listens)
    assert both.aggregate.to_json() == alone
    assert both.audit.skipped["repeated"] >= len(heard()) - 100


def test_what_only_one_service_heard_counts() -> None:
    """The years before the other one, and another player."""
    listens = [
        rows.listen(1_200_000_000 + 1_000 * n, "Low", "Words", duration=200)
        for n in range(40)
    ]
    history = read(history=LISTENED, listens=rows.json_lines(listens))
    assert history.audit.plays == read(history=LISTENED).audit.plays + 40
    assert history.audit.files[1].plays == 40
