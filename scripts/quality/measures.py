"""What is counted: friends in the first places, and a listener's own other half."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from scripts.quality.listeners import SEED, BoolMatrix, generator

Figures = Mapping[str, NDArray[np.float64]]
"""Name of a measure to one value per person."""

Scores = NDArray[np.float64] | NDArray[np.float32] | NDArray[np.int32]


def places(scores: Scores) -> NDArray[np.int64]:
    """Return everybody's place in everybody's list; equals in random order.

    Args:
        scores: Viewers by candidates, the higher the better; the viewer's own entry
            may be ``-inf`` or below all others to come last.

    Returns:
        The same shape; 1 is first. The random order is the same every time.
    """
    noise = generator(SEED).random(scores.shape, dtype=np.float32)
    order = np.lexsort((noise, -scores), axis=-1)
    found = np.empty(scores.shape, dtype=np.int64)
    np.put_along_axis(found, order, np.arange(1, scores.shape[1] + 1)[None, :], axis=1)
    return found


def friend_finding(scores: Scores, are_friends: BoolMatrix) -> Figures:
    """Tell how well a ranking of everybody puts friends first.

    Args:
        scores: People by people; the diagonal is not looked at.
        are_friends: The same shape.

    Returns:
        Per person: ``auc`` (the chance that a friend comes before another person),
        ``recall_at_10`` and ``recall_at_50`` (the part of the friends in the first
        places), ``mrr`` (1 / place of the first friend); not a number for people
        without friends.
    """
    place = places(_own_last(scores))
    friends = are_friends.sum(axis=1).astype(np.float64)
    others = len(scores) - 1 - friends
    sums = np.where(are_friends, place, 0).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = {
            "auc": 1 - (sums - friends * (friends + 1) / 2) / (friends * others),
            "recall_at_10": (are_friends & (place <= 10)).sum(axis=1) / friends,
            "recall_at_50": (are_friends & (place <= 50)).sum(axis=1) / friends,
        }
    first = np.where(are_friends, place, np.inf).min(axis=1)
    found["mrr"] = np.where(friends > 0, 1 / first, np.nan)
    return found


def own_half(scores: Scores) -> Figures:
    """Tell how well people find their own other half.

    Args:
        scores: First halves by second halves, the same people in the same order.

    Returns:
        Per person: ``mrr`` (1 / place of the own half) and ``top1`` (1 when it is
        first, else 0).
    """
    place = np.diagonal(places(scores)).astype(np.float64)
    return {"mrr": 1 / place, "top1": (place == 1).astype(np.float64)}


def first_places(scores: Scores, n: int = 10) -> NDArray[np.int64]:
    """Return whom each person finds in the first n places, people by n."""
    place = places(_own_last(scores))
    return np.argsort(place, axis=1)[:, :n]


def mean(values: NDArray[np.float64]) -> float:
    """Return the mean over the people who have the figure."""
    return float(np.nanmean(values))


def standard_error(values: NDArray[np.float64]) -> float:
    """Return the standard error of the mean over the people who have the figure."""
    known = values[~np.isnan(values)]
    return float(known.std(ddof=1) / math.sqrt(len(known)))


def _own_last(scores: Scores) -> NDArray[np.float64]:
    others = scores.astype(np.float64)
    np.fill_diagonal(others, -np.inf)
    return others
