"""The browser reads a listening history as the command line does, to the byte."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Page, expect

from backend.sources.history.errors import NothingLeftError
from backend.sources.history.reader import read_history
from tests.browser.demo_server import DemoServer
from tests.browser.history_files import found, give, open_history, payloads, read
from tests.browser.random_histories import random_files
from tests.history import archives, rows
from tests.history.given import given
from tests.history.invented_history import invented_rows
from tests.history.write_golden import GOLDEN

pytestmark = pytest.mark.browser

FOLDERS = sorted(folder for folder in GOLDEN.iterdir() if folder.is_dir())
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

_READ_ALL = """async (histories) => {
    const { readHistory } = await import("/history/history.js");
    const bytes = (text) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
    const outcomes = [];
    for (const files of histories) {
        const given = files.map(([name, text]) => new File([bytes(text)], name));
        outcomes.push(await readHistory(given, () => {}));
    }
    return outcomes;
}"""


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_golden_case_is_read_to_the_byte(
    page: Page, server: DemoServer, folder: Path
) -> None:
    """Both the aggregate and the audit, whose keys come in the same order."""
    files = sorted((folder / "files").iterdir(), key=lambda path: path.name)
    page.goto(f"{server.url}/")
    outcome = read(page, files)
    told = json.loads((folder / "audit.json").read_bytes())
    assert json.dumps(outcome.audit) == json.dumps(told)
    if outcome.aggregate is None:
        assert {"code": outcome.code} == json.loads(
            (folder / "error.json").read_bytes()
        )
    else:
        assert outcome.aggregate == (folder / "aggregate.json").read_bytes()


@pytest.mark.parametrize("what", HOSTILE)
def test_what_cannot_be_read_is_refused_as_everywhere(
    page: Page, server: DemoServer, what: str
) -> None:
    """With the code that the command line has for it."""
    content, code = HOSTILE[what]
    page.goto(f"{server.url}/")
    outcome = read(page, payloads({"given": content}))
    assert outcome.code == code
    with pytest.raises(NothingLeftError) as caught:
        read_history(given({"given": content}))
    assert outcome.code == caught.value.code
    assert outcome.audit == msgspec.to_builtins(caught.value.audit)


def test_a_member_that_grows_beyond_its_word_is_cut_off(
    page: Page, server: DemoServer
) -> None:
    """50 MB that say they are 100 bytes: stopped at the first piece."""
    bomb = archives.declaring(
        archives.zipped([("endsong.json", b" " * 50_000_000)]), 100
    )
    page.goto(f"{server.url}/")
    outcome = read(page, payloads({"bomb.zip": bomb}))
    assert outcome.code == "too_large"
    assert outcome.progress == []


def test_an_invented_history_is_read_as_by_the_command_line(
    page: Page, server: DemoServer
) -> None:
    """Thousands of rows, in one array that is read piece by piece, twice told."""
    listened = [*invented_rows(9_000, 5)]
    files = {
        "loose.json": rows.json_file(listened),
        "again.zip": archives.zipped([("endsong_1.json", rows.json_file(listened))]),
    }
    page.goto(f"{server.url}/")
    outcome = read(page, payloads(files))
    expected = read_history(given(files))
    assert outcome.aggregate == expected.aggregate.to_json()
    assert outcome.audit == msgspec.to_builtins(expected.audit)
    assert outcome.audit["skipped"]["repeated"] == outcome.audit["plays"]


def test_random_files_are_read_as_by_the_command_line(
    page: Page, server: DemoServer
) -> None:
    """Hundreds of histories, most of them broken somewhere: no difference at all."""
    rng = random.Random(20_261_121)
    histories = [random_files(rng) for _ in range(500)]
    page.goto(f"{server.url}/")
    outcomes = page.evaluate(_READ_ALL, [_coded(files) for files in histories])
    kinds = set()
    for files, outcome in zip(histories, outcomes, strict=True):
        try:
            expected = read_history(given(files))
        except NothingLeftError as refusal:
            told: dict[str, Any] = {"refused": refusal.code, "audit": refusal.audit}
        else:
            told = {
                "aggregate": expected.aggregate.to_json().decode(),
                "audit": expected.audit,
            }
        audit = msgspec.to_builtins(told["audit"])
        assert {**outcome, "file": None} == {**told, "audit": audit, "file": None}
        kinds |= {file["kind"] for file in audit["files"] if file["plays"]}
    assert len(kinds) == 6


def _coded(files: dict[str, bytes]) -> list[tuple[str, str]]:
    return [(name, content.decode("latin-1")) for name, content in files.items()]


def test_a_refused_file_says_what_to_do(page: Page, server: DemoServer) -> None:
    """And the next choice can be a better one."""
    open_history(page, server)
    give(page, payloads({"locked.zip": archives.encrypted(GOOD)}))
    found(page, "This zip is locked")
    expect(page.get_by_text("locked.zip: It asks for a password")).to_be_visible()
    give(page, payloads({"my_spotify_data.zip": GOOD}))
    found(page)


def test_a_refused_file_does_not_sink_the_others(
    page: Page, server: DemoServer
) -> None:
    """It is named beside what was counted."""
    open_history(page, server)
    give(page, payloads({"cut.zip": GOOD[:-30], "good.zip": GOOD}))
    found(page)
    expect(page.get_by_text("1 play of 1 track by 1 artist")).to_be_visible()
    expect(page.locator(".history-audit")).to_contain_text("cut.zip: A part is missing")
