"""Invented people: scenes with their own stars, and stars that everybody knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.weights import WEIGHT_STEPS, BlockWeights

Array = NDArray[Any]

SCENES = 200
SCENES_PER_USER = 3
_USERS_AT_ONCE = 50_000


@dataclass(frozen=True)
class Axis:
    """One kind of feature.

    Args:
        kind: The kind.
        prefix: Of its keys.
        features: How many exist.
        drawn: How many a user draws; what is drawn twice counts twice.
        known_to_all: Share of draws outside of the user's scenes.
        exponent: A draw's weight is ``1 / rank ** exponent``.
    """

    kind: FeatureKind
    prefix: str
    features: int
    drawn: int
    known_to_all: float
    exponent: float


AXES = (
    Axis("artist", "a1|artist", 60_000, 90, 0.35, 1.0),
    Axis("track", "t1|artist|track", 400_000, 100, 0.25, 1.0),
    Axis("genre", "g1|genre", 2_000, 25, 0.5, 0.5),
    Axis("era", "e1|", 12, 5, 0.5, 0.5),
)
"""About 205 different features per user."""


@dataclass(frozen=True)
class Population:
    """Everybody's features, one user after the other.

    Args:
        starts: Where each user's features start, and where the last user's end.
        features: Numbers of features, ascending within a user; kind by kind.
        weights: In millionths.
        keys: Keys of features.
        first_features: Where the numbers of each axis start, and where they end.
    """

    starts: Array
    features: Array
    weights: Array
    keys: list[str]
    first_features: list[int]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def weights_of(self, user: int) -> BlockWeights:
        """Return one user's weights, before idf."""
        row = slice(int(self.starts[user]), int(self.starts[user + 1]))
        features = self.features[row]
        shares = (self.weights[row] / WEIGHT_STEPS).tolist()
        keys = [self.keys[number] for number in features.tolist()]
        cuts = np.searchsorted(features, self.first_features).tolist()
        return {
            axis.kind: dict(zip(keys[start:end], shares[start:end], strict=True))
            for axis, start, end in zip(AXES, cuts[:-1], cuts[1:], strict=True)
        }

    def everybody(self) -> Iterator[tuple[str, BlockWeights]]:
        """Yield the id and the weights of each user."""
        for user in range(len(self)):
            yield user_id(user), self.weights_of(user)


def user_id(user: int) -> str:
    """Return an id as long as a real one."""
    return f"00000000-0000-4000-8000-{user:012x}"


def invent_population(n: int, rng: np.random.Generator) -> Population:
    """Invent n users.

    Popularity falls with rank by Zipf's law, in each scene from another start. A user
    draws from three scenes and from the chart of all.
    """
    starts_of_scenes = [rng.integers(0, axis.features, SCENES) for axis in AXES]
    first_features = np.cumsum([0, *(axis.features for axis in AXES)]).tolist()
    counts, features, weights = [], [], []
    for first in range(0, n, _USERS_AT_ONCE):
        users = min(_USERS_AT_ONCE, n - first)
        scenes = rng.integers(0, SCENES, (users, SCENES_PER_USER))
        drawn = [
            _draw(axis, starts, scenes, rng) + first_feature
            for axis, starts, first_feature in zip(
                AXES, starts_of_scenes, first_features[:-1], strict=True
            )
        ]
        kept = _add_up(np.concatenate(drawn, axis=1))
        counts.append(kept[0])
        features.append(kept[1])
        weights.append(kept[2])
    keys = [f"{axis.prefix}{i}" for axis in AXES for i in range(axis.features)]
    return Population(
        np.concatenate([[0], np.cumsum(np.concatenate(counts))]),
        np.concatenate(features),
        np.concatenate(weights),
        keys,
        first_features,
    )


def _draw(axis: Axis, starts: Array, scenes: Array, rng: np.random.Generator) -> Array:
    shape = (len(scenes), axis.drawn)
    # For ranks by 1 / rank, the logarithm of a rank is spread evenly.
    ranks = np.exp(rng.random(shape) * np.log(axis.features)).astype(np.int64) - 1
    which = rng.integers(0, SCENES_PER_USER, shape)
    start = starts[np.take_along_axis(scenes, which, axis=1)]
    start[rng.random(shape) < axis.known_to_all] = 0
    drawn: Array = (ranks + start) % axis.features
    return drawn


def _add_up(drawn: Array) -> tuple[Array, Array, Array]:
    """Add up what was drawn twice, and sort each user's features."""
    shares = np.concatenate([_shares(axis) for axis in AXES])
    order = np.argsort(drawn, axis=1, kind="stable")
    drawn = np.take_along_axis(drawn, order, axis=1)
    is_first = np.ones(drawn.shape, bool)
    is_first[:, 1:] = drawn[:, 1:] != drawn[:, :-1]
    firsts = np.flatnonzero(is_first)
    weights = np.add.reduceat(shares[order].ravel(), firsts)
    steps = np.maximum(1, np.rint(weights * WEIGHT_STEPS)).astype(np.uint32)
    return is_first.sum(axis=1), drawn.ravel()[firsts].astype(np.uint32), steps


def _shares(axis: Axis) -> Array:
    weights: Array = 1 / np.arange(1, axis.drawn + 1) ** axis.exponent
    weights /= weights.sum()
    return weights
