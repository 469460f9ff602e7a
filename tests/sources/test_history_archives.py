"""Zips that do not keep their word, beside those of the golden cases."""

from __future__ import annotations

import io
import zipfile

import pytest

from backend.sources.history.errors import NothingLeftError
from backend.sources.history.reader import HistoryFile, read_history
from tests.history import archives, rows
from tests.history.archives import zipped
from tests.history.given import given
from tests.history.invented_history import invented_rows

ROWS = [rows.account_row("2026-01-10 08:00", "Low", "Words", 200_000)]
GOOD = ("StreamingHistory0.json", rows.json_file(ROWS))
MANY = [(f"{number}.txt", b"") for number in range(1_999)]


def code_of(archive: bytes) -> str:
    """Why nothing of a zip is left."""
    with pytest.raises(NothingLeftError) as caught:
        read_history(given({"given.zip": archive}))
    return str(caught.value.code)


def test_a_member_that_is_smaller_than_declared_is_broken() -> None:
    """Its own checksum fits, what the zip says of its size does not."""
    assert code_of(archives.declaring(zipped([GOOD]), 1_000)) == "truncated"


def test_a_member_never_unpacks_to_more_than_it_declares() -> None:
    """Fifty million bytes behind a word of one hundred are not let in."""
    bomb = zipped([("StreamingHistory0.json", b" " * 50_000_000)])
    assert code_of(archives.declaring(bomb, 100)) == "too_large"
    for size in range(90, 100):
        stored = zipped([("endsong_0.json", b" " * 100)], zipfile.ZIP_STORED)
        assert code_of(archives.declaring(stored, size)) == "too_large"


def test_a_steep_member_is_refused_unread() -> None:
    """No history shrinks to less than a 200th."""
    assert code_of(zipped([("endsong_0.json", b" " * 70_000_000)])) == "too_large"


def test_members_are_counted() -> None:
    """2,000 are read, one more is refused."""
    assert read_history(given({"a.zip": zipped([GOOD, *MANY])})).audit.plays == 1
    assert code_of(zipped([GOOD, *MANY, ("one more", b"")])) == "too_large"


def test_what_is_not_opened_may_be_large() -> None:
    """A video beside the history is nobody's harm."""
    video = ("Downloads/film.mp4", b" " * 70_000_000)
    assert read_history(given({"a.zip": zipped([GOOD, video])})).audit.plays == 1


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_rare_ways_to_pack_are_not_read(method: int) -> None:
    """No service uses them, and the browser cannot unpack them."""
    assert code_of(zipped([GOOD], method)) == "unknown_format"


def test_a_stored_member_is_read() -> None:
    """Not everything is deflated."""
    archive = zipped([GOOD], zipfile.ZIP_STORED)
    assert read_history(given({"a.zip": archive})).audit.plays == 1


@pytest.mark.parametrize("cut", range(1, 40, 3))
def test_a_zip_cut_anywhere_is_refused_with_a_code(cut: int) -> None:
    """Downloads end early."""
    archive = zipped([GOOD])
    assert code_of(archive[: len(archive) * cut // 40 + 1]) in {
        "truncated",
        "not_text",
        "unknown_format",
    }


def test_a_zip_in_a_member_with_a_good_name_is_nested() -> None:
    """A name is only a name."""
    inner = ("StreamingHistory0.json", zipped([GOOD]))
    assert code_of(zipped([inner])) == "nested"


def test_progress_is_told_in_bytes_up_to_the_end() -> None:
    """It never runs backwards, and ends with all."""
    told: list[tuple[int, int]] = []
    files = {"a.zip": zipped([GOOD, ("b.txt", b"x")]), "b.json": GOOD[1]}
    read_history(given(files), lambda done, of: told.append((done, of)))
    total = sum(map(len, files.values()))
    assert {of for _, of in told} == {total}
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (total, total)


def test_one_file_is_open_at_a_time() -> None:
    """Whoever gives a thousand files does not run out of handles."""
    is_open: list[io.BytesIO] = []

    class Counted(io.BytesIO):
        def __init__(self) -> None:
            super().__init__(GOOD[1])
            is_open.append(self)
            assert sum(not stream.closed for stream in is_open) == 1

    read_history([HistoryFile(f"{number}.json", Counted) for number in range(9)])
    assert all(stream.closed for stream in is_open)


def test_a_long_history_counts_what_was_played_most() -> None:
    """16,000 invented rows, counted again in the plainest way."""
    listened = [*invented_rows(16_000, seed=3)]
    history = read_history(given({"a.json": rows.json_file(listened)}))
    counts: dict[str, int] = {}
    seen = set()
    for row in listened:
        key = (row["ts"], row["master_metadata_track_name"], row["ms_played"])
        counts_at_all = (
            row["spotify_track_uri"]
            and not row["incognito_mode"]
            and row["ms_played"] >= 30_000
            and row["ts"]
            and key not in seen
        )
        if counts_at_all:
            seen.add(key)
            artist = row["master_metadata_album_artist_name"]
            counts[artist] = counts.get(artist, 0) + 1
    listed = {
        artist.name: artist.plays
        for artist in history.aggregate.artists
        if artist.time_range == "long_term"
    }
    assert history.audit.plays == sum(counts.values())
    assert len(listed) == 100
    assert listed.items() <= counts.items()
    assert min(listed.values()) >= max(
        plays for artist, plays in counts.items() if artist not in listed
    )
