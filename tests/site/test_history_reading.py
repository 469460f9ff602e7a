"""The site reads a listening history as the command line does, to the byte."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import pytest

from backend.sources.history.errors import NothingLeftError
from backend.sources.history.reader import read_history
from tests.history import archives, rows
from tests.history.given import given
from tests.history.invented_history import invented_rows
from tests.site.node import HERE, node
from tests.site.random_histories import random_files

ROW = rows.account_row("2026-01-10 08:00", "Paper Lanterns", "Low Tide", 200_000)
WANTED = ("MyData/StreamingHistory0.json", rows.json_file([ROW]))
GOOD = archives.zipped([WANTED])
MANY = [(f"{number}.txt", b"") for number in range(2_000)]
ZEROS = ("endsong.json", bytes(65_000_000))

HOSTILE = {
    "a password": (archives.encrypted(GOOD), "encrypted"),
    "a download that stopped": (GOOD[:-30], "truncated"),
    "nothing but the first bytes of a zip": (GOOD[:4], "truncated"),
    "broken data": (archives.with_broken_data(GOOD), "truncated"),
    "less than it declares": (archives.declaring(GOOD, 10_000), "truncated"),
    "a bomb that says so": (archives.declaring(GOOD, 100_000_000), "too_large"),
    "a bomb that is one": (archives.zipped([ZEROS]), "too_large"),
    "too many members": (archives.zipped([WANTED, *MANY]), "too_large"),
    "a path that leads out": (archives.zipped([WANTED, ("../a", b"")]), "unsafe_path"),
    "an absolute path": (archives.zipped([WANTED, ("/a", b"")]), "unsafe_path"),
    "one member twice": (archives.zipped([WANTED, WANTED]), "unsafe_path"),
    "a zip in a zip": (archives.zipped([("inner.zip", GOOD)]), "nested"),
    "the technical log": (
        archives.zipped([("ReadMeFirst_TechnicalLogInformation.pdf", b"%PDF")]),
        "technical_log",
    ),
    "no history": (archives.zipped([("Payments.json", b"[]")]), "unknown_format"),
    "an abyss of brackets": (b"[" * 100_000, "unknown_format"),
    "another character set": ("artist;Måne".encode("latin-1"), "not_text"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe", "not_text"),
    "a letter": (b"Dear reader", "unknown_format"),
    "short plays only": (rows.json_file([ROW | {"msPlayed": 1}]), "no_plays"),
}


def _read(*histories: Mapping[str, bytes]) -> Sequence[dict[str, Any]]:
    """Return what the site's reader makes of each; ``told`` is how often it told."""
    coded = [
        [(name, base64.b64encode(file).decode()) for name, file in files.items()]
        for files in histories
    ]
    ran = node(HERE / "read-histories.js", given=json.dumps(coded))
    assert ran.returncode == 0, ran.stderr
    outcomes: list[dict[str, Any]] = json.loads(ran.stdout)
    return outcomes


def _expected(files: Mapping[str, bytes]) -> dict[str, Any]:
    """What the command line makes of the same files."""
    try:
        read = read_history(given(files))
    except NothingLeftError as refusal:
        audit = msgspec.to_builtins(refusal.audit)
        return {"refused": refusal.code, "audit": audit}
    audit = msgspec.to_builtins(read.audit)
    return {"aggregate": read.aggregate.to_json().decode(), "audit": audit}


def _outcome(read: Mapping[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in read.items() if name not in ("file", "told")}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_cannot_be_read_is_refused_as_everywhere(what: str) -> None:
    """With the code that the command line has for it."""
    content, code = HOSTILE[what]
    [read] = _read({"given": content})
    assert read["refused"] == code
    assert _outcome(read) == _expected({"given": content})


def test_a_member_that_grows_beyond_its_word_is_cut_off() -> None:
    """50 MB that say they are 100 bytes: stopped at the first piece."""
    bomb = archives.declaring(
        archives.zipped([("endsong.json", b" " * 50_000_000)]), 100
    )
    [read] = _read({"bomb.zip": bomb})
    assert read["refused"] == "too_large"
    assert read["told"] == 0


def test_an_invented_history_is_read_as_by_the_command_line() -> None:
    """Thousands of rows, in one array that is read piece by piece, twice told."""
    listened = [*invented_rows(9_000, 5)]
    files = {
        "loose.json": rows.json_file(listened),
        "again.zip": archives.zipped([("endsong_1.json", rows.json_file(listened))]),
    }
    [read] = _read(files)
    assert _outcome(read) == _expected(files)
    assert read["audit"]["skipped"]["repeated"] == read["audit"]["plays"]


def test_random_files_are_read_as_by_the_command_line() -> None:
    """Hundreds of histories, most of them broken somewhere: no difference at all."""
    rng = random.Random(20_261_121)
    histories = [random_files(rng) for _ in range(500)]
    kinds = set()
    for files, read in zip(histories, _read(*histories), strict=True):
        assert _outcome(read) == _expected(files)
        kinds |= {file["kind"] for file in read["audit"]["files"] if file["plays"]}
    assert len(kinds) == 6
