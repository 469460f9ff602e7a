"""The command behind ``scripts/measure-server``."""

from __future__ import annotations

import argparse
import csv
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from backend.dev_server.commands.serve import MOST_WORKERS
from backend.dev_server.demo.marker import MAX_DEMO_PEOPLE
from backend.dev_server.wiring import wire
from scripts.server.first_start import measure_first_start
from scripts.server.rankings import compared, first_ranking
from scripts.server.serving import Server, seed, serving

_ASKERS = 500
_SAVES = 200


@dataclass(frozen=True, slots=True)
class Load:
    """So many callers at once, for so many seconds."""

    callers: int
    seconds: int


def measure(
    folder: Path,
    people: int,
    load: Load,
    workers: Sequence[int],
    baseline: Path | None,
) -> dict[str, Any]:
    """Measure a dev server with that many people in the folder.

    Args:
        folder: Where they are, or will be.
        people: How many there are to be.
        load: Who asks.
        workers: The numbers of processes to compare with ``flask run``.
        baseline: Another checkout, whose rankings are measured in turn with these.
    """
    started = time.perf_counter()
    seed(folder, people)
    seeded = time.perf_counter() - started
    sessions = _sessions(folder)
    result: dict[str, Any] = {"people": people, "seeding_seconds": round(seeded, 1)}
    shutil.rmtree(folder / "index", ignore_errors=True)
    result["first_start"] = _start(folder, sessions)
    with serving(folder) as server:
        result["next_start"] = first_ranking(server, sessions)
        _say("rankings, one after the other …")
        result |= compared(server, folder, sessions, baseline)
        result["matches"] = _load(server, folder, sessions, load)
        _say(f"saving {_SAVES} times …")
        result["save"] = _saves(server, sessions)
    for n in workers:
        with serving(folder, n) as server:
            first_ranking(server, sessions)
            _say(f"{n} workers …")
            matches = _load(server, folder, sessions, load)
            shares = [round(share) for share in server.shares_megabytes]
            result[f"{n}_workers"] = {**matches, "megabytes_each": shares}
    return result


def _sessions(folder: Path) -> dict[str, str]:
    """Return sessions of some who can be ranked."""
    wired = wire(folder)
    users = sorted(wired.store.revisions())
    random.Random(1).shuffle(users)
    seen = (u for u in users if wired.store.get(u).visibility != "hidden")
    now = wired.api.services.now()
    issue = wired.api.signer.issue
    return {user: issue(user, now) for user in islice(seen, _ASKERS)}


def _start(folder: Path, sessions: dict[str, str]) -> dict[str, Any]:
    _say("starting without an index …")
    with serving(folder) as server:
        return first_ranking(server, sessions)


def _load(
    server: Server, folder: Path, sessions: dict[str, str], load: Load
) -> dict[str, Any]:
    """Let all ask at once for as long as the load says."""
    _say(f"{load.callers} callers for {load.seconds} seconds …")
    known = folder / "sessions.json"
    known.write_text(json.dumps(sessions))
    known.chmod(0o600)
    used = server.cpu_seconds
    try:
        row = _asked(server.url, known, folder / "locust", load)
    finally:
        known.unlink()
    used, requests = server.cpu_seconds - used, int(row["Request Count"])
    return {
        "callers": load.callers,
        "requests": requests,
        "failures": int(row["Failure Count"]),
        "requests_per_second": round(float(row["Requests/s"]), 1),
        "cpu_ms": round(1000 * used / requests, 2),
        "p50_ms": float(row["50%"]),
        "p95_ms": float(row["95%"]),
        "p99_ms": float(row["99%"]),
        "longest_ms": round(float(row["Max Response Time"]), 1),
    }


def _asked(url: str, known: Path, report: Path, load: Load) -> dict[str, str]:
    """Run Locust; return its row on GET /matches."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "locust", "--headless", "--only-summary"),
            *("--locustfile", str(Path(__file__).with_name("callers.py"))),
            *("--host", url, "--csv", str(report), "--loglevel", "WARNING"),
            *("--users", str(load.callers), "--spawn-rate", str(load.callers)),
            *("--run-time", f"{load.seconds}s", "--sessions", str(known)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr or done.stdout)
    with report.with_name("locust_stats.csv").open(newline="") as file:
        [row] = [row for row in csv.DictReader(file) if row["Name"] == "/matches"]
    return row


def _saves(server: Server, sessions: dict[str, str]) -> dict[str, Any]:
    """Save what people have once more, as each of them."""
    bodies = []
    for session in list(sessions.values())[:_SAVES]:
        _, kept = server.call("GET", "/taste-profile", session)
        bodies.append((session, _body(kept["top_items"])))
    started, used = time.perf_counter(), server.cpu_seconds
    for session, body in bodies:
        status, reply = server.call("POST", "/taste-profile", session, body)
        if status != 200:
            raise SystemExit(f"a save was refused: {reply}")
    used, took = server.cpu_seconds - used, time.perf_counter() - started
    return {
        "saves": len(bodies),
        "cpu_ms": round(1000 * used / len(bodies), 2),
        "mean_ms": round(1000 * took / len(bodies), 2),
    }


def _body(top_items: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return kept top items as a caller would send them."""
    body: dict[str, Any] = {"source": "top_items", "artists": [], "tracks": []}
    for item in top_items:
        told = ("name", "time_range", "rank", "plays", "genres", "links")
        sent = {name: item[name] for name in told if item[name]}
        if item["kind"] == "track":
            sent["artists"] = item["artists"]
        body[f"{item['kind']}s"].append(sent)
    return body


def _say(what: str) -> None:
    print(what, file=sys.stderr)


def _measured(given: argparse.Namespace) -> dict[str, Any]:
    if given.first_start is not None:
        return measure_first_start(given.first_start)
    with tempfile.TemporaryDirectory() as temporary:
        folder = (given.data or Path(temporary)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        load = Load(given.callers, given.seconds)
        return measure(folder, given.people, load, given.workers, given.baseline)


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(prog="./scripts/measure-server")
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--callers", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--workers", type=int, action="append", default=[])
    parser.add_argument("--first-start", type=int, metavar="N")
    parser.add_argument("--baseline", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if not 1 < given.people <= MAX_DEMO_PEOPLE:
        parser.error(f"--people: 2 to {MAX_DEMO_PEOPLE}")
    if given.callers < 1 or given.seconds < 1:
        parser.error("--callers and --seconds: at least 1")
    if not all(1 <= n <= MOST_WORKERS for n in given.workers):
        parser.error(f"--workers: 1 to {MOST_WORKERS}")
    if given.baseline and not (given.baseline / "backend" / "dev_server").is_dir():
        parser.error("--baseline: not a checkout")
    if given.first_start is not None and given.first_start < 2:
        parser.error("--first-start: at least 2")
    result = _measured(given)
    if given.json:
        print(json.dumps(result))
        return
    for name, figures in result.items():
        if isinstance(figures, dict):
            print(name, *(f"{key} {value}" for key, value in figures.items()), sep="  ")
        else:
            print(name, figures, sep="  ")


if __name__ == "__main__":
    main()
