"""What is counted of a population, person by person; can be put down and taken up."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from backend.taste_profile.algorithm import PANEL_SIZE
from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.profile import TasteProfile

_Drawn = tuple[int, str, str]
"""The hash of a ``user_id``, the ``user_id``, and a hash of the taste."""


class PopulationCount:
    """How many people there are, how many have each feature, and whom a panel may hold.

    The sample is the people whose hashed ``user_id`` is smallest, twice as many as a
    panel holds: random, and nobody can steer it. Of those with one and the same taste,
    one alone may be in it, so that copies displace nobody. It keeps who they are, and a
    hash of what they like, by which equal tastes are recognised.

    Attributes:
        total: How many people were counted.
        people: Kind to the number of people who have such a block.
        document_frequency: Feature key to the number of people who have it.
    """

    def __init__(self) -> None:
        self.total = 0
        self.people: Counter[FeatureKind] = Counter()
        self.document_frequency: Counter[str] = Counter()
        self._sample: list[_Drawn] = []
        self._by_taste: dict[str, _Drawn] = {}

    def add(self, profile: TasteProfile, *, may_join_panel: bool) -> str | None:
        """Count a person who was not counted before.

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
        if not may_join_panel or not self._may_be_drawn(profile.user_id):
            return profile.user_id
        return self._draw(profile.user_id, _taste_hash(profile))

    def _may_be_drawn(self, user_id: str) -> bool:
        """Tell it of nearly everybody by their id, which is quicker than by taste."""
        is_full = len(self._sample) == 2 * PANEL_SIZE
        return not is_full or (_hash(user_id), user_id) < self._sample[-1][:2]

    def _draw(self, user_id: str, taste: str) -> str | None:
        drawn = (_hash(user_id), user_id, taste)
        rival = self._by_taste.get(taste)
        if rival is None and len(self._sample) == 2 * PANEL_SIZE:
            rival = self._sample[-1]
        if rival is not None:
            if rival < drawn:
                return user_id
            self._sample.remove(rival)
            del self._by_taste[rival[2]]
        insort(self._sample, drawn)
        self._by_taste[taste] = drawn
        return rival[1] if rival else None

    @property
    def sample(self) -> list[str]:
        """The ``user_id`` of everybody in the sample, in the order of the panel."""
        return [user_id for _, user_id, _ in self._sample]

    def to_record(self) -> dict[str, Any]:
        """Return the count as dicts, lists, strings and numbers."""
        return {
            "total": self.total,
            "people": dict(self.people),
            "document_frequency": dict(self.document_frequency),
            "sample": {user_id: taste for _, user_id, taste in self._sample},
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
        for user_id, taste in record["sample"].items():
            count._draw(user_id, taste)
        return count


def _taste_hash(profile: TasteProfile) -> str:
    content = sorted((kind, sorted(b.items())) for kind, b in profile.weights.items())
    return blake2b(repr(content).encode(), digest_size=8).hexdigest()


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
