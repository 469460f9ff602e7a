"""The stream of a table, delivered to a function when a test says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scripts.local_cloud.gateway import Function

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

BATCH = 50


@dataclass
class ChangeStream:
    """Hands what a table's stream tells to a function, as Lambda does a moment later.

    Args:
        dynamodb: A client of the endpoint.
        streams: A client of its streams.
        table: Whose stream.
        function: Is told.
    """

    dynamodb: DynamoDBClient
    streams: Any
    table: str
    function: Function
    _told: set[str] = field(default_factory=set)
    _last: dict[str, str] = field(default_factory=dict)

    def deliver(self) -> None:
        """Give the function the records that are new, and insist that it manages."""
        records = self._news()
        for start in range(0, len(records), BATCH):
            batch = records[start : start + BATCH]
            reply = self.function.invoke({"Records": batch})
            assert reply == {"batchItemFailures": []}, reply

    def skip(self) -> None:
        """Take what has happened so far as told."""
        self._news()

    def _news(self) -> Sequence[Any]:
        news = []
        for record in self._records():
            number = record["dynamodb"]["SequenceNumber"]
            if number not in self._told:
                self._told.add(number)
                keys = record["dynamodb"]["Keys"]
                told = {"Keys": keys, "SequenceNumber": number}
                news.append({"eventID": record["eventID"], "dynamodb": told})
        return news

    def _records(self) -> Iterator[Any]:
        described = self.dynamodb.describe_table(TableName=self.table)["Table"]
        arn = described["LatestStreamArn"]
        shards = self.streams.describe_stream(StreamArn=arn)["StreamDescription"]
        for shard in shards["Shards"]:
            iterator = self._after_the_last(arn, shard["ShardId"])
            while iterator:
                answer = self.streams.get_records(ShardIterator=iterator)
                for record in answer["Records"]:
                    yield record
                    self._last[shard["ShardId"]] = record["dynamodb"]["SequenceNumber"]
                iterator = answer["Records"] and answer.get("NextShardIterator")

    def _after_the_last(self, arn: str, shard: str) -> str | None:
        """Go on where reading ended: from the beginning takes longer every time."""
        last = self._last.get(shard)
        after = {"SequenceNumber": last} if last else {}
        where = "AFTER_SEQUENCE_NUMBER" if last else "TRIM_HORIZON"
        found: dict[str, str] = self.streams.get_shard_iterator(
            StreamArn=arn, ShardId=shard, ShardIteratorType=where, **after
        )
        return found.get("ShardIterator")


@dataclass(frozen=True)
class Followed:
    """A function whose changes are delivered before it has answered."""

    function: Function
    changes: ChangeStream

    def invoke(self, event: Mapping[str, Any]) -> Any:
        """Hand over an event and return what the handler returned."""
        reply = self.function.invoke(event)
        self.changes.deliver()
        return reply
