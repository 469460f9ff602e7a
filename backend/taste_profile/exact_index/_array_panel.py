"""The reference panel over arrays: the same numbers to the last bit, sooner."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from backend.taste_profile.algorithm import PANEL_NEIGHBOURS
from backend.taste_profile.assumptions import Assumption
from backend.taste_profile.exact_index._arrays import Array, Floats
from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.panel import Panel, mean_of_nearest
from backend.taste_profile.statistics import Statistics
from backend.taste_profile.vectors import Block, Blocks


class ArrayPanel(Panel):
    """A panel for many comparisons, with numpy.

    Products and sums are the same as in ``Panel``, in the same order, so that a local
    scale does not depend on who computed it.
    """

    def __init__(self, statistics: Statistics) -> None:
        super().__init__(statistics)
        keys = sorted(self._postings)
        self._numbers = {key: number for number, key in enumerate(keys)}
        self._counts = np.array([len(self._postings[key]) for key in keys], np.intp)
        self._ends = np.cumsum(self._counts)
        rows = [row for key in keys for row in self._postings[key]]
        table = np.array(rows, np.float64).reshape(-1, 3)
        self._member: Array = table[:, 0].astype(np.intp)
        self._broad, self._deep = table[:, 1].copy(), table[:, 2].copy()

    def cosines(self, block: Block) -> list[float]:
        """Return the cosine of one block to every member, in their order."""
        return list(map(float, self._cosines({"artist": block})["artist"]))

    def similarities(self, blocks: Blocks) -> list[float]:
        """Return the similarity to every member before scaling, in [0, 1]."""
        return list(map(float, self._similarities(blocks)))

    def nearness(self, user_id: str, blocks: Blocks) -> float:
        """Return the mean similarity to the nearest members, the user left out."""
        others = self._similarities(blocks)
        if user_id in self.members:
            others = np.delete(others, list(self.members).index(user_id))
        return mean_of_nearest(np.sort(others)[-PANEL_NEIGHBOURS:].tolist())

    def _similarities(self, blocks: Blocks) -> Floats:
        cosines = self._cosines(blocks)
        artists = cosines.get("artist", np.zeros(len(self.members)))
        similarities = np.zeros(len(self.members))
        for kinds, places in self._places.items():
            theirs = slice(None) if len(places) == len(artists) else np.array(places)
            for kind, share, is_known in self._statistics.block_shares(blocks, kinds):
                if is_known:
                    similarities[theirs] += share * cosines[kind][theirs]
                else:
                    assumption = self._statistics.assumptions[kind]
                    similarities[theirs] += share * _assumed(
                        assumption, artists[theirs]
                    )
        return np.minimum(similarities, 1.0)

    def _cosines(self, blocks: Blocks) -> Mapping[FeatureKind, Floats]:
        """Return the cosines of all blocks at once, which costs hardly more than one.

        Keys are numbered in their order, so sums run as in ``Panel``.
        """
        find, n = self._numbers.get, len(self.members)
        shared = [
            (number, row, parts)
            for row, block in enumerate(blocks.values())
            for key, parts in block.items()
            if (number := find(key, -1)) >= 0
        ]
        shared.sort()
        numbers = np.array([number for number, _, _ in shared], np.intp)
        rows = np.array([row for _, row, _ in shared], np.intp)
        mine = np.array([parts for _, _, parts in shared]).reshape(-1, 2)
        counts = self._counts[numbers]
        spots = np.repeat(self._ends[numbers] - np.cumsum(counts), counts)
        spots += np.arange(len(spots))
        products = np.repeat(mine[:, 0], counts) * self._broad[spots]
        products += np.repeat(mine[:, 1], counts) * self._deep[spots]
        cells = np.repeat(rows * n, counts) + self._member[spots]
        # Adds one after the other, as a loop would.
        sums = np.bincount(cells, products, n * len(blocks)).reshape(len(blocks), n)
        return dict(zip(blocks, sums, strict=True))


def _assumed(assumption: Assumption, artists: Floats) -> Floats:
    """Assume what ``Assumption`` does: powers of numpy differ in the last bit."""
    assumed = np.full(len(artists), assumption.similarity(0.0))
    some = np.flatnonzero(artists)
    bounded = np.minimum(artists[some], 1.0).tolist()
    assumed[some] = [assumption.similarity(artist) for artist in bounded]
    return assumed
