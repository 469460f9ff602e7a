"""How much everybody listens to every artist, as the formulas of others take it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backend.taste_profile.feature_keys import artist_key
from scripts.quality.listeners import TopItems

Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class Amounts:
    """How much everybody listens to every artist, people by artists.

    Args:
        raw: Plays. Where only ranks are known, ``1 / log2(1 + rank)``: of the usual
            ways to weigh ranks, the one that serves most of these formulas best.
        logged: The logarithm of plays; ranks are damped already.
        rooted: The square root of plays; ranks are damped already.
    """

    raw: Matrix
    logged: Matrix
    rooted: Matrix


def amounts(groups: Sequence[Sequence[TopItems]]) -> list[Amounts]:
    """Return the amounts of groups of people over the artists of all of them."""
    places: dict[str, int] = {}
    for items in (items for group in groups for items in group):
        for item in items:
            places.setdefault(artist_key(item.name), len(places))
    return [_amounts(group, places) for group in groups]


def _amounts(group: Sequence[TopItems], places: Mapping[str, int]) -> Amounts:
    raw: Matrix = np.zeros((len(group), len(places)), dtype=np.float32)
    has_plays = all(item.plays is not None for items in group for item in items)
    for row, items in enumerate(group):
        for item in items:
            column = places[artist_key(item.name)]
            if has_plays:
                raw[row, column] += item.plays or 0
            else:
                weight = 1 / math.log2(1 + (item.rank or 1))
                raw[row, column] = max(weight, raw[row, column])
    if has_plays:
        return Amounts(raw, np.log1p(raw), np.sqrt(raw))
    return Amounts(raw, raw, raw)
