"""The command behind ``scripts/count-trip``."""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import sys
import tempfile
from pathlib import Path

import backend
from scripts.trips.counting import Counter, Trip
from scripts.trips.json_door import json_door_trips
from scripts.trips.lambda_door import lambda_trips

_ROOT = Path(backend.__file__).resolve().parents[1]


def count() -> dict[str, Trip]:
    """Count every trip."""
    logging.disable(logging.CRITICAL)
    # What plays the services is no part of the product.
    left_out = ("backend/dev_server/demo/",)
    counter = Counter(_ROOT, ("backend/", "lambda/"), left_out)
    trips: dict[str, Trip] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        # Standard output is for the figures: functions print theirs there.
        contextlib.redirect_stdout(sys.stderr),
    ):
        trips |= json_door_trips(counter, Path(folder))
        trips |= lambda_trips(counter, _ROOT)
    return trips


def _print(trips: dict[str, Trip], *, is_listed: bool) -> None:
    row = "{:32} {:>6} {:>10} {:>9}"
    print(row.format("step", "files", "functions", "nameless"))
    for step, trip in trips.items():
        n_functions, n_nameless = len(trip.functions), len(trip.nameless)
        print(row.format(step, len(trip.files), n_functions, n_nameless))
        if is_listed:
            for file, name in sorted(trip.functions | trip.nameless):
                print(f"    {file}: {name}")


def main() -> None:
    """Count as the command line says."""
    parser = argparse.ArgumentParser(prog="./scripts/count-trip")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    trips = count()
    if given.json:
        figures = {
            step: {
                "files": len(trip.files),
                "functions": len(trip.functions),
                "nameless": len(trip.nameless),
            }
            for step, trip in trips.items()
        }
        print(json.dumps(figures))
    else:
        _print(trips, is_listed=given.list)


if __name__ == "__main__":
    main()
