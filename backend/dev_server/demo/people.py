"""Names and ids of people who do not exist, marked as invented."""

from __future__ import annotations

import json
import random
import uuid
from functools import cache
from pathlib import Path

MARK = "(invented)"
FILE = Path(__file__).resolve().parents[3] / "data" / "invented_names.json"

_NAMESPACE = uuid.UUID("5b0c6d0e-6a3c-4f4b-8c2a-7d1f0a9e4b67")


def invented_name(number: int, seed: int) -> str:
    """Return a display name, another one for every number.

    Neighbouring numbers come from different parts of the world. When all names are
    taken, they come again with a numeral.

    Examples:
        >>> invented_name(0, 1).endswith(" (invented)")
        True
    """
    names = _names(seed)
    turn, place = divmod(number, len(names))
    numeral = f" {turn + 1}" if turn else ""
    return f"{names[place]}{numeral} {MARK}"


def invented_user_id(number: int, seed: int) -> str:
    """Return a UUID that the same person has whenever the world is made again."""
    return str(uuid.uuid5(_NAMESPACE, f"invented-person/{seed}/{number}"))


def invented_user_name(number: int) -> str:
    """Return a person's name at services that show listening to everybody."""
    return f"invented-{number}"


def invented_user_names(n: int) -> frozenset[str]:
    """Return the first ``n`` user names, in lower case."""
    return frozenset(map(invented_user_name, range(n)))


@cache
def _names(seed: int) -> tuple[str, ...]:
    rng = random.Random(f"names/{seed}")
    cultures = []
    for culture in json.loads(FILE.read_text(encoding="utf-8")):
        names = [
            f"{family} {given}" if culture["family_first"] else f"{given} {family}"
            for given in culture["given"]
            for family in culture["family"]
        ]
        rng.shuffle(names)
        cultures.append(names)
    rng.shuffle(cultures)
    return tuple(name for row in zip(*cultures, strict=True) for name in row)
