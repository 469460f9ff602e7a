"""Unit vectors and what two of them share, in exact arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from backend.taste_profile.algorithm import BREADTH_PART, BREADTH_SHARE
from tests.taste_profile.oracle_weights import chosen, depth, in_digits

Readings = Sequence[tuple[Decimal, Mapping[str, Decimal]]]
"""Parts of a block's similarity, each with a vector of length 1."""


def readings_of(
    kind: str, block: Mapping[str, Fraction], idf: Mapping[str, Decimal]
) -> Readings:
    """Read a block by breadth and by depth, or genres and eras as they are."""
    if kind not in ("artist", "track"):
        plain = {key: in_digits(weight) for key, weight in block.items()}
        return [(Decimal(1), _unit(plain, idf))]
    half, part = chosen(BREADTH_SHARE), in_digits(chosen(BREADTH_PART))
    broad = {key: in_digits(share / (share + half)) for key, share in block.items()}
    deep = {key: depth(share) for key, share in block.items()}
    return [(part, _unit(broad, idf)), (1 - part, _unit(deep, idf))]


def shared(a: Readings, b: Readings) -> Mapping[str, Decimal]:
    shared: dict[str, Decimal] = {}
    for (part, left), (_, right) in zip(a, b, strict=True):
        for key in left.keys() & right:
            shared[key] = shared.get(key, Decimal(0)) + part * left[key] * right[key]
    return shared


def cosine(a: Readings, b: Readings) -> Decimal:
    return sum(shared(a, b).values(), Decimal(0)) if a and b else Decimal(0)


def _unit(
    reading: Mapping[str, Decimal], idf: Mapping[str, Decimal]
) -> Mapping[str, Decimal]:
    telling = {key: weight * idf[key] for key, weight in reading.items()}
    length = sum((w * w for w in telling.values()), Decimal(0)).sqrt()
    return {key: weight / length for key, weight in telling.items()}
