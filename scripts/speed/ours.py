"""The exact index as one of the methods, and the floor below it."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Sequence

import numpy as np

from backend.taste_profile import TasteVector
from backend.taste_profile.exact_index import ExactIndex, Kernels
from backend.taste_profile.vectors import unit_blocks
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
        self._vectors: dict[int, TasteVector] = {}
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
        made.name, made._community, made._vectors = (
            name,
            other._community,
            other._vectors,
        )
        statistics = other._community.statistics
        made.index = ExactIndex.from_arrays(
            statistics, other.index.to_arrays(), kernels
        )
        made.build_seconds, made.bytes = other.build_seconds, other.bytes
        return made

    def vector(self, asker: int) -> TasteVector:
        """Return somebody's vector, as the product has it at hand when they ask."""
        if asker not in self._vectors:
            weights = self._community.population.weights_of(asker)
            self._vectors[asker] = TasteVector(
                user_id(asker),
                unit_blocks(weights, self._community.statistics.idf),
                float(self._community.local_scales[asker]),
            )
        return self._vectors[asker]

    def nearest(self, asker: int) -> list[int]:
        """Ask the index."""
        found = self.index.nominate(self._vectors[asker], N)
        return [int(user[-12:], 16) for user in found]

    def milliseconds_to_add(self, rng: np.random.Generator) -> tuple[float, float]:
        """Add new people one by one; return the mean and the longest time."""
        newcomers = invent_population(_PUTS, rng)
        took = []
        for user, weights in newcomers.everybody():
            started = time.process_time()
            self.index.put(f"new-{user}", weights, 1.0)
            took.append(time.process_time() - started)
        return 1000 * sum(took) / len(took), 1000 * max(took)


class Floor:
    """Touch once each posting that the index touches, then select: the least there is.

    The postings lie in a row, already weighted, and bounds, scoring and looking
    anything up cost nothing here.
    """

    name = "floor"
    build_seconds = 0.0
    bytes = 0

    def __init__(self, ours: OurIndex, n: int, askers: Sequence[int]) -> None:
        self.work = {asker: ours.index.work(ours.vector(asker), N) for asker in askers}
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
