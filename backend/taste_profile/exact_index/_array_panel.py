"""The reference panel over arrays: the same numbers to the last bit, sooner."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from backend.taste_profile.exact_index._arrays import Array
from backend.taste_profile.panel import Panel
from backend.taste_profile.statistics import Statistics
from backend.taste_profile.vectors import Block


class ArrayPanel(Panel):
    """A panel for whoever has numpy and many people to compare with it.

    Products and sums are the same as in ``Panel``, in the same order, so that a local
    scale does not depend on who computed it.
    """

    def __init__(self, statistics: Statistics) -> None:
        super().__init__(statistics)
        counts = [len(postings) for postings in self._postings.values()]
        ends = np.cumsum([0, *counts]).tolist()
        spans = (slice(start, end) for start, end in pairwise(ends))
        self._spans = dict(zip(self._postings, spans, strict=True))
        rows = [row for postings in self._postings.values() for row in postings]
        table = np.array(rows, np.float64).reshape(-1, 3)
        self._member: Array = table[:, 0].astype(np.intp)
        self._broad, self._deep = table[:, 1].copy(), table[:, 2].copy()

    def cosines(self, block: Block) -> list[float]:
        """Return the cosine of one block to every member, in their order."""
        keys = sorted(block.keys() & self._spans.keys())
        spans = [self._spans[key] for key in keys]
        if not spans:
            return [0.0] * len(self.members)
        counts = [span.stop - span.start for span in spans]
        mine = np.repeat([block[key] for key in keys], counts, axis=0)
        places = np.concatenate([self._member[span] for span in spans])
        products = mine[:, 0] * np.concatenate([self._broad[span] for span in spans])
        products += mine[:, 1] * np.concatenate([self._deep[span] for span in spans])
        # Adds one after the other, as a loop would.
        sums = np.bincount(places, products, len(self.members))
        return list(map(float, sums))
