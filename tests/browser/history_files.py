"""Reads listening histories in a browser, as the site does."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.demo_server import DemoServer
from tests.browser.steps import heading
from tests.history import archives, rows
from tests.history.invented_history import invented_rows

HISTORY = "Bring your listening history"
READING_MS = 60_000
FILE = "my_very_own_data.zip"
MEMBER = "Streaming_History_Audio_2019.json"
_LISTENED = [
    *invented_rows(3_000, 11),
    rows.older_extended_row("2019-05-06T07:08:09Z", "Miro Keel", "Kestrel", 181_234),
    rows.without_track("2019-05-06T08:08:09Z", episode_name="A Secret Episode"),
]
FILES = {
    FILE: archives.zipped(
        [(f"Data/{MEMBER}", rows.json_file(_LISTENED)), ("Data/Userdata.json", b"{}")]
    )
}
"""A small history, with all that is personal in a real one."""
PRIVATE = (
    "spotify:",
    "192.0.2.7",
    "invented_person",
    "an invented player",
    "An Invented Album",
    "A Secret Episode",
    "2019-05-06",
    "181234",
    FILE,
    MEMBER,
    "Userdata",
)
"""What stands in those files and must never leave the browser."""

_READ = """async (input) => {
    const { startReading } = await import("/history/reader.js");
    const progress = [];
    const told = (one) => progress.push(one);
    const outcome = await startReading([...input.files], told).outcome;
    return { progress, ...outcome };
}"""
_DROP = """([files, place]) => {
    const dropped = new DataTransfer();
    for (const [name, base64] of files) {
        const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
        dropped.items.add(new File([bytes], name));
    }
    const options = { dataTransfer: dropped, bubbles: true, cancelable: true };
    const events = ["dragover", "drop"].map((type) => new DragEvent(type, options));
    for (const event of events) document.querySelector(place).dispatchEvent(event);
    return events.every((event) => event.defaultPrevented);
}"""


@cache
def big_zip() -> bytes:
    """Return a zip that takes seconds to read: 120 MB of one play told again."""
    row = json.dumps(rows.extended_row("2020-01-01T00:00:00Z", "A", "B", 60_000))
    member = f"[{row}{f',{row}' * (60_000_000 // len(row))}]".encode()
    return archives.zipped([(f"endsong_{n}.json", member) for n in range(2)])


@dataclass(frozen=True)
class Read:
    """What the browser's reader made of files; ``aggregate`` or ``code`` is there."""

    audit: dict[str, Any]
    aggregate: bytes | None
    code: str | None
    progress: list[dict[str, Any]]


def payloads(files: Mapping[str, bytes]) -> list[FilePayload]:
    """Return files that only exist in memory, in this order."""
    kind = "application/octet-stream"
    return [
        FilePayload(name=name, mimeType=kind, buffer=content)
        for name, content in files.items()
    ]


def open_history(page: Page, server: DemoServer) -> None:
    """Go to the page that takes files."""
    page.goto(f"{server.url}/#/history")
    heading(page, HISTORY)


def give(page: Page, files: Sequence[Path] | Sequence[FilePayload]) -> None:
    """Choose files on that page."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose").click()
    chooser.value.set_files(files)


def drop(page: Page, files: Mapping[str, bytes], place: str = "h1") -> bool:
    """Drop files somewhere; return whether that keeps the browser from opening them."""
    coded = [(name, base64.b64encode(file).decode()) for name, file in files.items()]
    is_kept: bool = page.evaluate(_DROP, [coded, place])
    return is_kept


def found(page: Page, title: str = "What was found") -> None:
    """Wait until the files are read."""
    told = page.get_by_role("heading", level=2, name=title)
    expect(told).to_be_visible(timeout=READING_MS)


def read(page: Page, files: Sequence[Path] | Sequence[FilePayload]) -> Read:
    """Read files in the worker, on a page of the site that is open."""
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('input'),"
        " { type: 'file', multiple: true, id: 'given' }))"
    )
    given = page.locator("#given")
    given.set_input_files(files)
    outcome = given.evaluate(_READ)
    aggregate = outcome.get("aggregate")
    return Read(
        outcome["audit"],
        None if aggregate is None else aggregate.encode(),
        outcome.get("refused"),
        outcome["progress"],
    )
