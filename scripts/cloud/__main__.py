"""The command `./scripts/measure-cloud`."""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from backend.dev_server.hetrec import HetrecError
from scripts.cloud.measuring import Tables, ask, save
from scripts.cloud.people import People, invented, listeners
from scripts.quality.progress import Progress

USUAL = (1_000, 10_000)


def main(arguments: list[str] | None = None) -> int:
    """Measure each population in turn, and print a row for each."""
    chosen = _parsed(arguments)
    progress = Progress()
    rows = []
    try:
        for make in _populations(chosen):
            people = make()
            row = _measured(people, chosen.queries, progress)
            rows.append(row)
            if chosen.json:
                print(json.dumps(row), flush=True)
    except HetrecError as error:
        print(f"measure-cloud: {error}", file=sys.stderr)
        return 2
    if not chosen.json:
        _print(rows)
    return 0


def _populations(chosen: argparse.Namespace) -> Iterator[Callable[[], People]]:
    if chosen.folder is not None:
        folder: Path = chosen.folder
        yield partial(listeners, folder)
    for n in chosen.users or USUAL:
        yield partial(invented, n)


def _measured(
    people: People, queries: int, progress: Progress
) -> dict[str, float | str]:
    progress.say(f"{people.name}: filling the tables")
    with tempfile.TemporaryDirectory() as folder:
        tables = Tables(
            people, Path(folder), lambda done: progress.say(f"{done:,} are in")
        )
        some = random.Random(5).sample(people.user_ids, min(queries, people.n))
        progress.say(f"{people.name}: asking")
        return {"name": people.name, **ask(tables, some), **save(tables, some[:50])}


def _print(rows: list[dict[str, float | str]]) -> None:
    """Print a column for each population."""
    for name in rows[0]:
        cells = [row[name] for row in rows]
        shown = [c if isinstance(c, str) else f"{c:,.3f}" for c in cells]
        print(f"{name:30}" + "".join(f"{cell:>20}" for cell in shown))


def _parsed(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./scripts/measure-cloud",
        description="Measures matching from tables in DynamoDB: recall, units, time.",
    )
    parser.add_argument(
        "folder", type=Path, nargs="?", help="a HetRec 2011 Last.fm 2K folder"
    )
    parser.add_argument(
        "--users",
        type=int,
        action="append",
        help="how many people to invent; may be given again (1,000 and 10,000)",
    )
    parser.add_argument("--queries", type=int, default=200, help="who ask (200)")
    parser.add_argument("--json", action="store_true", help="one JSON object per line")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
