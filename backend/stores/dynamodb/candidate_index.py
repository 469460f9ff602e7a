"""Candidates from posting lists in DynamoDB, at a cost that does not grow."""

from __future__ import annotations

import heapq
from collections import ChainMap
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from typing import TYPE_CHECKING

from backend.stores._aws_errors import unavailable_when_it_passes
from backend.stores.dynamodb._batches import READ_AT_ONCE, read_batch
from backend.stores.dynamodb._packed_vectors import hash_text
from backend.stores.dynamodb._posting_lists import PostingLists
from backend.stores.dynamodb._read_budget import LimitedReading, Read, ReadLimits
from backend.stores.dynamodb._vector_items import (
    IndexTables,
    VectorItem,
    read_vector_item,
    vector_key,
)
from backend.taste_profile import (
    Match,
    Statistics,
    TasteVector,
    match_pair,
    rank_vectors,
    telling_features,
)
from backend.use_cases.community.index_updates import posted_apart
from backend.use_cases.community.indexed import Indexed

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoDbCandidateIndex:
    """Reads who stands first under the viewer's features, and scores the likeliest.

    Candidates are ordered by the sum of products of posted weights; then the one
    scorer ranks them by their packed vectors, which give the vectorizer's numbers. One
    for each request: it keeps what it has read. Reads are eventually consistent. What
    stays unread, for want of units or because the tables are throttled, makes
    ``is_complete`` false. Needs ``Query`` on the features, ``GetItem`` and
    ``BatchGetItem`` on the vectors.

    Args:
        client: A ready client, with as many connections as requests side by side.
        tables: Names of the two tables.
        statistics: Of the version.
        executor: Runs the requests side by side.
        limits: How much to read.

    References:
        Fagin, Lotem & Naor (2003), *Optimal aggregation algorithms for middleware*
        (lists in the order of their weights, read from the front).
    """

    def __init__(
        self,
        client: DynamoDBClient,
        tables: IndexTables,
        statistics: Statistics,
        executor: Executor,
        limits: ReadLimits | None = None,
    ) -> None:
        self._client = client
        self._tables = tables
        self._statistics = statistics
        self._executor = executor
        self._limits = limits or ReadLimits()
        self._ranked: dict[bool, dict[str, VectorItem]] = {}
        self._read: dict[str, VectorItem] = {}
        self.is_complete = True

    def nominate(
        self, viewer: TasteVector, n: int, *, is_verified: bool = True
    ) -> list[str]:
        """Return the first n of the viewer's ranking, among the candidates.

        Args:
            viewer: Who looks.
            n: How many at most.
            is_verified: Whether to rank the verified or the others.

        Raises:
            StoreUnavailableError: Nothing could be read.
        """
        reading = LimitedReading(self._executor, self._limits)
        candidates = list(self._likeliest(viewer, reading, is_verified))
        self._ranked[is_verified] = {item.user_id: item for item in candidates}
        self.is_complete = reading.is_complete
        keys = _keys_of(viewer)
        vectors = (
            item.packed.vector(item.user_id, keys, self._statistics)
            for item in candidates
        )
        ranking = rank_vectors(viewer, vectors, self._statistics, n)
        return [match.user_id for match in ranking]

    def match(self, viewer: TasteVector, user_id: str) -> Match | None:
        """Return a user as a match of the viewer; ``None`` if not in."""
        item = self._item(user_id)
        if item is None:
            return None
        vector = item.packed.vector(user_id, _keys_of(viewer), self._statistics)
        return match_pair(viewer, vector, self._statistics)

    def indexed(self, user_id: str) -> Indexed | None:
        """Return what is known of a person beside their taste."""
        item = self._item(user_id)
        return item.indexed if item else None

    def _item(self, user_id: str) -> VectorItem | None:
        known = ChainMap(self._read, *self._ranked.values())
        if user_id not in known:
            with unavailable_when_it_passes():
                answer = self._client.get_item(
                    TableName=self._tables.vectors,
                    Key=vector_key(user_id, self._statistics.version),
                )
            item = read_vector_item(answer.get("Item", {}))
            if item is None:
                return None
            self._read[user_id] = item
        return known[user_id]

    def _likeliest(
        self, viewer: TasteVector, reading: LimitedReading, is_verified: bool
    ) -> Iterator[VectorItem]:
        limits, version = self._limits, self._statistics.version
        lists = PostingLists(
            self._client, self._tables.features, version, limits.people
        )
        features = telling_features(viewer, self._statistics, limits.pages)
        posted = posted_apart(features, is_verified=is_verified)
        sums = lists.sums(posted, reading)
        likeliest = heapq.nsmallest(
            limits.candidates,
            sums.keys() - {viewer.user_id},
            key=lambda user: (-sums[user], user),
        )
        starts = range(0, len(likeliest), READ_AT_ONCE)
        portions = [likeliest[start : start + READ_AT_ONCE] for start in starts]
        for items in reading.side_by_side(self._vectors, portions):
            yield from items or ()

    def _vectors(self, user_ids: Sequence[str]) -> Read[list[VectorItem]]:
        version = self._statistics.version
        attributes, units, is_all = read_batch(
            self._client,
            self._tables.vectors,
            [vector_key(user_id, version) for user_id in user_ids],
        )
        items = [item for item in map(read_vector_item, attributes) if item]
        return items, units, is_all


def _keys_of(viewer: TasteVector) -> dict[str, str]:
    """Return the viewer's features by their hashes: all that a pair can share."""
    return {hash_text(key): key for block in viewer.blocks.values() for key in block}
