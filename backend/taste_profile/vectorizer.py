"""From profiles to comparable vectors, under one version of the statistics."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from backend.taste_profile.algorithm import MIN_LOCAL_SCALE
from backend.taste_profile.panel import Panel
from backend.taste_profile.statistics import Statistics
from backend.taste_profile.vectors import TasteVector, unit_blocks
from backend.taste_profile.weights import BlockWeights


class TasteVectorizer:
    """Makes the vectors of one version of the statistics; keep it while that lasts.

    Args:
        statistics: The version.
        new_panel: Makes the panel; another one gives the same numbers sooner.
    """

    def __init__(
        self,
        statistics: Statistics,
        new_panel: Callable[[Statistics], Panel] = Panel,
    ) -> None:
        self.statistics = statistics
        self._new_panel = new_panel

    def vector(self, user_id: str, weights: BlockWeights) -> TasteVector:
        """Return unit blocks and the local scale of one user.

        The local scale is the mean similarity to the nearest members of the panel,
        relative to the panel's geometric mean. It depends on the profile and the
        statistics alone: no other person's save moves it. It is 1 in a young
        community.
        """
        blocks = unit_blocks(weights, self.statistics.idf)
        if self.statistics.is_young:
            return TasteVector(user_id, blocks)
        nearness = self._panel.nearness(user_id, blocks)
        return TasteVector(user_id, blocks, local_scale(nearness, self.statistics))

    @cached_property
    def _panel(self) -> Panel:
        return self._new_panel(self.statistics)


def local_scale(nearness: float, statistics: Statistics) -> float:
    """Return nearness relative to the panel's mean, at least ``MIN_LOCAL_SCALE``.

    A person who shares nothing with the panel has nearness 0; without the bound, every
    score of theirs would be 1.
    """
    return max(MIN_LOCAL_SCALE, nearness / statistics.panel_mean)
