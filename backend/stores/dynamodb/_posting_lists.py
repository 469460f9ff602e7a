"""The front of posting lists in DynamoDB, added up by user."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from backend.stores._aws_errors import unavailable_when_it_passes
from backend.stores.dynamodb._packed_vectors import hash_of
from backend.stores.dynamodb._posting_keys import partition_of, read_place
from backend.stores.dynamodb._read_budget import LimitedReading, Read
from backend.taste_profile import Posting

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class _Rest:
    """A posting list from somewhere on.

    Args:
        posting: The viewer's own.
        after: Where the page before ended; ``None`` for the front.
        promise: The most that anybody further on can add.
    """

    posting: Posting
    after: Mapping[str, Any] | None = None
    promise: float = float("inf")


@dataclass(frozen=True, slots=True)
class PostingLists:
    """Reads lists as far as they promise most.

    Args:
        client: A ready client.
        table: Its name.
        version: Of the statistics.
        people: How many on a page.
    """

    client: DynamoDBClient
    table: str
    version: str
    people: int

    def sums(
        self, postings: Sequence[Posting], reading: LimitedReading
    ) -> Mapping[str, float]:
        """Return the sums of products of weights, of everybody who was met.

        Reads one page of each list, in the order given, then further ones, as long as
        pages are left.
        """
        sums: dict[str, float] = defaultdict(float)
        pages = reading.limits.pages
        asked = [_Rest(posting) for posting in postings[:pages]]
        rests: list[_Rest] = []
        while asked:
            pages -= len(asked)
            for read in reading.side_by_side(self._page, asked):
                if read is None:
                    continue
                rest, people = read
                for user_id, weight in people:
                    sums[user_id] += rest.posting.weight * weight
                if rest.after is not None:
                    rests.append(rest)
            rests.sort(key=lambda rest: -rest.promise)
            most = min(pages, reading.limits.at_once)
            asked, rests = rests[:most], rests[most:]
        return sums

    def _page(self, rest: _Rest) -> Read[tuple[_Rest, list[tuple[str, float]]]]:
        partition = partition_of(self.version, hash_of(rest.posting.key))
        start: dict[str, Any] = {}
        if rest.after:
            start["ExclusiveStartKey"] = rest.after
        with unavailable_when_it_passes():
            answer: Any = self.client.query(
                TableName=self.table,
                KeyConditionExpression="feature = :feature",
                ExpressionAttributeValues={":feature": {"S": partition}},
                Limit=self.people,
                ReturnConsumedCapacity="TOTAL",
                **start,
            )
        people = [read_place(item["place"]["S"]) for item in answer["Items"]]
        further = _Rest(
            rest.posting,
            answer.get("LastEvaluatedKey"),
            rest.posting.weight * people[-1][1] if people else 0.0,
        )
        units = answer.get("ConsumedCapacity", {}).get("CapacityUnits", 0.0)
        return (further, people), units, True
