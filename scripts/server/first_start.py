"""How long a server takes until it knows everybody, and with how much memory."""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from backend.dev_server.wiring import wire
from backend.stores.files.crowd_reader import JsonCrowdReader
from backend.stores.files.profiles import JsonProfileStore
from backend.stores.files.statistics import JsonStatisticsStore
from backend.taste_profile import Statistics, TasteVectorizer
from backend.taste_profile.exact_index import ArrayPanel, ExactIndex
from scripts.server.crowd import write_crowd
from scripts.server.serving import Server, serving

_COMPARED = 2_000
_LOOKED_SECONDS = 0.25


def measure_first_start(people: int) -> dict[str, Any]:
    """Start a server over a crowd that it has never seen."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _say(f"writing {people:,} profiles …")
        write_crowd(folder, people)
        _say("starting without an index …")
        started = _started(folder)
        sys.stderr.write((folder / "server.log").read_text())
        _say("comparing the index with that of one process …")
        return {"people": people, **started, "same_index": _is_same_index(folder)}


def _started(folder: Path) -> dict[str, Any]:
    wired = wire(folder)
    users = sorted(wired.store.revisions())
    someone = next(u for u in users if wired.store.get(u).visibility == "open")
    session = wired.api.signer.issue(someone, wired.api.services.now())
    with serving(folder) as server, _watched(server) as peak:
        before, begun = server.cpu_seconds_of_all, time.perf_counter()
        status, _ = server.call("GET", f"/matches/{someone}", session)
        seconds = time.perf_counter() - begun
        if status != 200:
            raise SystemExit(f"the first ranking was refused: {status}")
        cpu_seconds = server.cpu_seconds_of_all - before
    return {
        "first_ranking_seconds": round(seconds, 1),
        "cpu_seconds": round(cpu_seconds, 1),
        "peak_megabytes_of_all": round(max(peak)),
    }


@contextmanager
def _watched(server: Server) -> Iterator[list[float]]:
    """Look again and again how much memory all processes hold together."""
    held, is_over = [sum(server.shares_megabytes)], threading.Event()

    def look() -> None:
        while not is_over.wait(_LOOKED_SECONDS):
            try:
                held.append(sum(server.shares_megabytes))
            except OSError:
                # One of them ended between being listed and being looked at.
                continue

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield held
    finally:
        is_over.set()
        looking.join()


def _is_same_index(folder: Path) -> bool:
    """Tell whether two processes make the very index that one makes."""
    statistics = JsonStatisticsStore(folder).current() or Statistics()
    user_ids = list(JsonProfileStore(folder).revisions())[:_COMPARED]
    new_vectorizer = partial(TasteVectorizer, new_panel=ArrayPanel)
    made = []
    for processes in (1, 2):
        index = ExactIndex(statistics)
        reader = JsonCrowdReader(folder, new_vectorizer, processes, worth_it=0)
        reader.read_into(index, user_ids)
        made.append({k: a.tobytes() for k, a in index.to_arrays().items()})
    return made[0] == made[1]


def _say(what: str) -> None:
    print(what, file=sys.stderr)
