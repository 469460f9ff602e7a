"""What is counted of a population, person by person; can be put down and taken up."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from backend.taste_profile.algorithm import PANEL_SIZE
from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.profile import TasteProfile


class PopulationCount:
    """How many people there are, how many have each feature, and whom a panel may hold.

    The sample is the people whose hashed ``user_id`` is smallest, twice as many as a
    panel holds: random, and nobody can steer it. It says who, never what they like.

    Attributes:
        total: How many people were counted.
        people: Kind to the number of people who have such a block.
        document_frequency: Feature key to the number of people who have it.
    """

    def __init__(self) -> None:
        self.total = 0
        self.people: Counter[FeatureKind] = Counter()
        self.document_frequency: Counter[str] = Counter()
        self._sample: list[tuple[int, str]] = []

    def add(self, profile: TasteProfile, *, may_join_panel: bool) -> str | None:
        """Count somebody, who was not counted before.

        Args:
            profile: Theirs.
            may_join_panel: Whether they may stand in the sample.

        Returns:
            Who is not in the sample for it: another one, they, or nobody.
        """
        self.total += 1
        self.people.update(profile.weights.keys())
        for block in profile.weights.values():
            self.document_frequency.update(block.keys())
        if not may_join_panel:
            return profile.user_id
        return self._draw(profile.user_id)

    def _draw(self, user_id: str) -> str | None:
        # Negated: the heap drops its smallest, the sample keeps small hashes.
        entry = (-_hash(user_id), user_id)
        if len(self._sample) < 2 * PANEL_SIZE:
            heapq.heappush(self._sample, entry)
            return None
        return heapq.heappushpop(self._sample, entry)[1]

    @property
    def sample(self) -> list[str]:
        """The ``user_id`` of everybody in the sample, in the order of the panel."""
        drawn = sorted(self._sample, key=lambda entry: (-entry[0], entry[1]))
        return [user_id for _, user_id in drawn]

    def to_record(self) -> dict[str, Any]:
        """Return the count as dicts, lists, strings and numbers."""
        return {
            "total": self.total,
            "people": dict(self.people),
            "document_frequency": dict(self.document_frequency),
            "sample": self.sample,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> PopulationCount:
        """Rebuild a count from what ``to_record`` made.

        Raises:
            KeyError: A part is missing.
        """
        count = cls()
        count.total = record["total"]
        count.people.update(record["people"])
        count.document_frequency.update(record["document_frequency"])
        for user_id in record["sample"]:
            count._draw(user_id)
        return count


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
