"""The exact index as one of the methods, and the floor below it."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Sequence

import numpy as np

from backend.taste_profile.exact_index import ExactIndex, Kernels
from scripts.speed.community import Community
from scripts.speed.methods import N, select
from scripts.speed.population import Array, invent_population, user_id

_PUTS = 2000


class OurIndex:
    """The full score: blocks, both readings, local scaling, ties. Exact."""

    def __init__(
        self, name: str, community: Community, kernels: Kernels | None = None
    ) -> None:
        self.name = name
        self._community = community
        started = time.process_time()
        self.index = ExactIndex(community.statistics, kernels)
        self.index.put_all(community.users())
        self.build_seconds = time.process_time() - started
        self.bytes = deep_bytes(self.index, community.statistics, community.population)

    @classmethod
    def with_other_kernels(
        cls, name: str, other: OurIndex, kernels: Kernels
    ) -> OurIndex:
        """Return the same index with other innermost loops; nothing is copied."""
        made = cls.__new__(cls)
        made.name, made._community = name, other._community
        statistics = other._community.statistics
        made.index = ExactIndex.from_arrays(
            statistics, other.index.to_arrays(), kernels
        )
        made.build_seconds, made.bytes = other.build_seconds, other.bytes
        return made

    def nearest(self, asker: int) -> list[int]:
        """Ask the index."""
        found = self.index.nominate(user_id(asker), N)
        return [int(user[-12:], 16) for user in found]

    def milliseconds_to_add(self, rng: np.random.Generator) -> dict[str, float]:
        """Add new people one by one; return the mean and the longest time."""
        newcomers = invent_population(_PUTS, rng)
        took = []
        for user, weights in newcomers.everybody():
            started = time.process_time()
            self.index.put(f"new-{user}", weights, 1.0)
            took.append(time.process_time() - started)
        mean = 1000 * sum(took) / len(took)
        return {
            "add_one_ms": round(mean, 3),
            "longest_add_ms": round(1000 * max(took), 1),
        }


class Floor:
    """Touch once each posting that the index touches, then select: the least there is.

    The postings lie in a row, already weighted, and bounds, scoring and looking
    anything up cost nothing here.
    """

    name = "floor"
    build_seconds = 0.0
    bytes = 0

    def __init__(self, ours: OurIndex, n: int, askers: Sequence[int]) -> None:
        self.work = {asker: ours.index.work(user_id(asker), N) for asker in askers}
        most = max(postings for postings, _ in self.work.values())
        # Spread over everybody, as postings are.
        self._places: Array = np.arange(most, dtype=np.int64) * 7919 % n
        self._products: Array = np.full(most, 0.001)
        self._n = n

    def nearest(self, asker: int) -> list[int]:
        """Add as many products as the index did."""
        read = slice(self.work[asker][0])
        sums = np.bincount(self._places[read], self._products[read], self._n)
        return select(np.arange(self._n), sums, asker)


def deep_bytes(kept: object, *shared: object) -> int:
    """Return what an object takes with all that only it holds."""
    seen = {id(thing) for thing in shared}
    total, waiting = 0, [kept]
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or isinstance(thing, type) or callable(thing):
            continue
        seen.add(id(thing))
        total += sys.getsizeof(thing)
        if isinstance(thing, np.ndarray):
            waiting += [] if thing.base is None else [thing.base]
        else:
            waiting += gc.get_referents(thing)
    return total
