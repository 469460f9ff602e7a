"""The command `./scripts/measure-quality`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from backend.dev_server.hetrec import HetrecError
from scripts.quality.cross_sources import CrossSources
from scripts.quality.fairness import Fairness
from scripts.quality.friends import Friends
from scripts.quality.listeners import INPUTS, Listeners, read
from scripts.quality.other_half import SEEDS, OtherHalf
from scripts.quality.progress import Progress
from scripts.quality.rows import Row
from scripts.quality.soulmate import Scorer
from scripts.quality.tables import leads, table
from scripts.quality.variations import Variations

Task = Callable[[], Iterator[Row]]

TITLES = {
    "friends": "Friend finding, by method (± standard error)",
    "S20": "One's other half from 20 plays, by method",
    "D": "One's other half, each artist hidden with probability 1/2, by method",
    "missing-blocks": "Half of the people by ranks alone, without genres",
    "mixed-sources": "Half of the people by another source, nobody with genres",
    "cross-sources": "The same people through Spotify, ListenBrainz and Last.fm",
    "lists": "Short lists and likes",
    "panel": "Other panels",
    "anonymous": "Everybody anonymous, found by the artists they name",
    "clones": "Clones",
}
FAST = ("friends",)
USUAL = ("friends", "S20", "D", "missing-blocks", "cross-sources", "clones")


def main(arguments: list[str] | None = None) -> int:
    """Run the chosen tasks, and print their rows."""
    chosen = _parsed(arguments)
    progress = Progress()
    try:
        listeners = read(chosen.folder)
    except HetrecError as error:
        print(f"measure-quality: {error}", file=sys.stderr)
        return 2
    progress.say(f"{len(listeners)} listeners")
    scorer = Scorer(chosen.processes, progress)
    for name, task in _tasks(listeners, scorer, progress, chosen.splits).items():
        if name in chosen.only:
            _print(name, task(), chosen.json)
    progress.say("done")
    return 0


def _tasks(
    listeners: Listeners, scorer: Scorer, progress: Progress, splits: int
) -> Mapping[str, Task]:
    friends = Friends(listeners, scorer, progress)
    halves = OtherHalf(listeners, scorer, progress, SEEDS[:splits])
    fairness = Fairness(listeners, scorer, friends)
    cross_sources = CrossSources(listeners, scorer)
    variations = Variations(listeners, scorer, friends)
    return {
        "friends": lambda: chain.from_iterable(map(friends.rows, INPUTS)),
        "S20": lambda: chain.from_iterable(halves.rows("S20", i) for i in INPUTS),
        "D": lambda: chain.from_iterable(halves.rows("D", i) for i in INPUTS),
        "missing-blocks": fairness.missing_blocks,
        "mixed-sources": fairness.mixed_sources,
        "cross-sources": cross_sources.rows,
        "lists": variations.lists,
        "panel": variations.panels,
        "anonymous": variations.anonymous,
        "clones": variations.clones,
    }


def _print(name: str, rows: Iterator[Row], as_json: bool) -> None:
    if as_json:
        for row in rows:
            print(json.dumps(row), flush=True)
        return
    by_task: dict[object, list[Row]] = {}
    for row in rows:
        by_task.setdefault(row.get("task", name), []).append(row)
    for task, found in by_task.items():
        title = TITLES.get(str(task).replace(" ", "-"), str(task))
        print(f"\n{title}\n\n{table(found)}", flush=True)
        if ahead := leads(found):
            print(f"\nAhead of every peer, in paired standard errors\n\n{ahead}")


def _parsed(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./scripts/measure-quality",
        description="Measures the score on real listeners, beside others' formulas.",
    )
    parser.add_argument("folder", type=Path, help="a HetRec 2011 Last.fm 2K folder")
    parser.add_argument("--json", action="store_true", help="one JSON object per line")
    parser.add_argument(
        "--only", nargs="+", choices=TITLES, metavar="TASK", help=", ".join(TITLES)
    )
    extent = parser.add_mutually_exclusive_group()
    extent.add_argument("--fast", action="store_true", help="friend finding only")
    extent.add_argument("--all", action="store_true", help="every task there is")
    parser.add_argument(
        "--splits",
        type=int,
        choices=range(1, len(SEEDS) + 1),
        default=1,
        help="splits of every history to average over (1)",
    )
    parser.add_argument(
        "--processes", type=int, default=os.cpu_count() or 1, help="at the same time"
    )
    chosen = parser.parse_args(arguments)
    usual = FAST if chosen.fast else tuple(TITLES) if chosen.all else USUAL
    chosen.only = chosen.only or usual
    return chosen


if __name__ == "__main__":
    sys.exit(main())
