"""The reference panel: how close a person is to people at large."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Mapping

from backend.taste_profile.algorithm import PANEL_NEIGHBOURS
from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.statistics import Statistics
from backend.taste_profile.vectors import Block, Blocks, unit_blocks

Cosines = Mapping[FeatureKind, list[float]]


class Panel:
    """The panel members of one version of the statistics, ready to be compared with.

    Postings (feature to members who have it) make one comparison with everybody cost
    only what is shared. Sums run in the order of the features, so that the same
    profile gets the same local scale everywhere.
    """

    def __init__(self, statistics: Statistics) -> None:
        self._statistics = statistics
        self.members: dict[str, Blocks] = {
            user_id: unit_blocks(weights, statistics.idf)
            for user_id, weights in statistics.panel.items()
        }
        self._places: dict[tuple[FeatureKind, ...], list[int]] = defaultdict(list)
        for place, blocks in enumerate(self.members.values()):
            self._places[tuple(blocks)].append(place)
        self._postings: dict[str, list[tuple[int, float, float]]] = defaultdict(list)
        for place, blocks in enumerate(self.members.values()):
            for block in blocks.values():
                for key, (broad, deep) in block.items():
                    self._postings[key].append((place, broad, deep))

    def cosines(self, block: Block) -> list[float]:
        """Return the cosine of one block to every member, in their order."""
        sums = [0.0] * len(self.members)
        for key in sorted(block.keys() & self._postings.keys()):
            broad, deep = block[key]
            for place, other_broad, other_deep in self._postings[key]:
                sums[place] += broad * other_broad + deep * other_deep
        return sums

    def similarities(self, blocks: Blocks) -> list[float]:
        """Return the similarity to every member before scaling, in [0, 1]."""
        cosines = {kind: self.cosines(block) for kind, block in blocks.items()}
        artists = cosines.get("artist") or [0.0] * len(self.members)
        similarities = [0.0] * len(self.members)
        for kinds, places in self._places.items():
            for kind, share, is_known in self._statistics.block_shares(blocks, kinds):
                if is_known:
                    block = cosines[kind]
                    for place in places:
                        similarities[place] += share * block[place]
                else:
                    assumed = self._statistics.assumptions[kind].similarity
                    for place in places:
                        artist = min(1.0, artists[place])
                        similarities[place] += share * assumed(artist)
        return [min(1.0, similarity) for similarity in similarities]

    def nearness(self, user_id: str, blocks: Blocks) -> float:
        """Return the mean similarity to the nearest members, the user left out."""
        others = [
            similarity
            for member, similarity in zip(
                self.members, self.similarities(blocks), strict=True
            )
            if member != user_id
        ]
        return mean_of_nearest(others)


def mean_of_nearest(similarities: list[float]) -> float:
    """Return the mean of the largest ``PANEL_NEIGHBOURS`` similarities."""
    nearest = heapq.nlargest(PANEL_NEIGHBOURS, similarities)
    return math.fsum(nearest) / len(nearest)
