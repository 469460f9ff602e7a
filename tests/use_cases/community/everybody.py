"""A candidate index without numpy: it scores everybody."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from backend.taste_profile import (
    Match,
    Statistics,
    TasteVector,
    match_pair,
    rank_vectors,
    unit_blocks,
)
from backend.use_cases.community.ports import WeightedUser


class Everybody:
    """Keeps every vector and scores them all: exact, and quick for a few thousand.

    Args:
        statistics: The version that everybody in here is compared by.
    """

    def __init__(self, statistics: Statistics) -> None:
        self._statistics = statistics
        self._vectors: dict[str, TasteVector] = {}

    def put_all(self, users: Iterable[WeightedUser]) -> None:
        """Add or replace users, all at once for whoever reads."""
        idf = self._statistics.idf
        added = {
            user_id: TasteVector(user_id, unit_blocks(weights, idf), local_scale)
            for user_id, weights, local_scale in users
        }
        self._vectors = {**self._vectors, **added}

    def remove(self, user_id: str) -> None:
        """Take a user out; nothing happens when they are not in."""
        self._vectors = {u: v for u, v in self._vectors.items() if u != user_id}

    def vector(self, user_id: str) -> TasteVector | None:
        """Return a user's vector; ``None`` if not in."""
        return self._vectors.get(user_id)

    def match(self, viewer: TasteVector, user_id: str) -> Match | None:
        """Return a user as a match of the viewer; ``None`` if not in."""
        vector = self.vector(user_id)
        if vector is None:
            return None
        return match_pair(viewer, vector, self._statistics)

    def matches(
        self, viewer: TasteVector, user_ids: Iterable[str]
    ) -> Mapping[str, Match]:
        """Return users as matches of the viewer; who is not in is left out."""
        found = {user_id: self.match(viewer, user_id) for user_id in user_ids}
        return {user_id: match for user_id, match in found.items() if match}

    def nominate(
        self, viewer: TasteVector, n: int, *, exclude: Container[str] = ()
    ) -> list[str]:
        """Return the first n of the viewer's ranking who are not excluded."""
        everybody = self._vectors.items()
        vectors = [vector for user_id, vector in everybody if user_id not in exclude]
        ranking = rank_vectors(viewer, vectors, self._statistics, n)
        return [match.user_id for match in ranking]
