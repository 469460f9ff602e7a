"""Remembers in the data folder that, and how many, invented people are there."""

from __future__ import annotations

from pathlib import Path

import msgspec

SEED = 1
DEMO_PEOPLE = 320
"""Of 200 some are hidden and one is empty: too few left for rarity and scaling."""
MAX_DEMO_PEOPLE = 200_000


class Demo(msgspec.Struct):
    """The demo world of a data folder."""

    people: int
    seed: int = SEED


def read_demo(folder: Path) -> Demo | None:
    """Return the demo world that the folder holds, if it holds one."""
    try:
        return msgspec.json.decode(_file(folder).read_bytes(), type=Demo)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def write_demo(folder: Path, demo: Demo | None) -> None:
    """Remember a demo world, or forget it."""
    if demo is None:
        _file(folder).unlink(missing_ok=True)
    else:
        _file(folder).write_bytes(msgspec.json.encode(demo))


def _file(folder: Path) -> Path:
    return folder / "demo.json"
