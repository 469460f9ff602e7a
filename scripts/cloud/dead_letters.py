"""The command `./scripts/dead-letters`: what the stream gave up, and putting it right.

A dead letter names a shard of the stream and numbers of records, not who has changed,
and the stream forgets its records after a day, so there is nothing to send again.
Comparing the index with the profiles finds the people they were about.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import boto3

from backend.taste_profile import SoulmateError
from backend.use_cases.community.count_statistics import PEOPLE_AT_ONCE, SideBySide
from backend.use_cases.community.statistics_job import IndexUpdater
from backend.use_cases.profiles.store import ProfileStore

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

READ_AT_ONCE = 10
LOOKING_SECONDS, WORKING_SECONDS = 30, 12 * 3_600
"""For how long letters that were read are out of sight."""


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """What Lambda says of records that it gave up.

    Args:
        receipt: By which the letter is removed.
        records: How many there were.
        arrived_at: When the last of them came: ISO 8601.
        reason: Why they were given up.
    """

    receipt: str
    records: int
    arrived_at: str
    reason: str


def read_letters(sqs: Any, queue: str, hidden_seconds: int) -> list[DeadLetter]:
    """Return the letters of a queue.

    Args:
        sqs: A client.
        queue: Its URL.
        hidden_seconds: For how long nobody else sees them.
    """
    letters: list[DeadLetter] = []
    while True:
        answer = sqs.receive_message(
            QueueUrl=queue,
            MaxNumberOfMessages=READ_AT_ONCE,
            VisibilityTimeout=hidden_seconds,
        )
        if not answer.get("Messages"):
            return letters
        letters += [_letter(m["ReceiptHandle"], m["Body"]) for m in answer["Messages"]]


def _letter(receipt: str, body: str) -> DeadLetter:
    told = json.loads(body)
    batch = told.get("DDBStreamBatchInfo", {})
    return DeadLetter(
        receipt,
        batch.get("batchSize", 0),
        batch.get("approximateArrivalOfLastRecord", "?"),
        told.get("requestContext", {}).get("condition", "?"),
    )


def everybody(
    dynamodb: DynamoDBClient, vectors: str, store: ProfileStore
) -> Iterator[str]:
    """Yield everybody who is kept, then who is indexed but is not: they have left."""
    kept = set()
    for item in store.scan():
        kept.add(item.user_id)
        yield item.user_id
    pages = dynamodb.get_paginator("scan").paginate(
        TableName=vectors, ConsistentRead=True, ProjectionExpression="user_id"
    )
    indexed = {item["user_id"]["S"] for page in pages for item in page["Items"]}
    yield from sorted(indexed - kept)


def put_right(
    user_ids: Iterator[str], indexing: IndexUpdater, side_by_side: SideBySide
) -> list[str]:
    """Index everybody whose index does not follow from their profile.

    A person whose index is right already costs a few reads and no write.

    Returns:
        The kinds of error of those who could not be.
    """
    failures: list[str] = []

    def index(user_id: str) -> None:
        try:
            indexing.index(user_id)
        except (SoulmateError, ValueError) as error:
            failures.append(type(error).__name__)

    while portion := list(islice(user_ids, PEOPLE_AT_ONCE)):
        side_by_side(index, portion)
    return failures


def forget(sqs: Any, queue: str, letters: list[DeadLetter]) -> None:
    """Remove letters; those that came later stay."""
    for letter in letters:
        sqs.delete_message(QueueUrl=queue, ReceiptHandle=letter.receipt)


def main(arguments: list[str] | None = None) -> int:
    """Show the letters; with ``--put-right``, put right what they stand for."""
    parser = argparse.ArgumentParser(prog="./scripts/dead-letters")
    parser.add_argument("queue")
    parser.add_argument("vectors")
    parser.add_argument("--put-right", action="store_true")
    chosen = parser.parse_args(arguments)
    sqs = boto3.client("sqs")
    seconds = WORKING_SECONDS if chosen.put_right else LOOKING_SECONDS
    letters = read_letters(sqs, chosen.queue, seconds)
    for letter in letters:
        print(f"{letter.arrived_at}  {letter.records} records  {letter.reason}")
    print(f"{len(letters)} dead letters")
    if not chosen.put_right:
        return 0

    from background_wiring import wire_statistics

    job = wire_statistics()
    indexing = IndexUpdater(job.store, job.statistics, job.indexes)
    people = everybody(boto3.client("dynamodb"), chosen.vectors, job.store)
    failures = put_right(people, indexing, job.side_by_side)
    if failures:
        kinds = ", ".join(sorted(set(failures)))
        print(f"{len(failures)} people could not be indexed: {kinds}", file=sys.stderr)
        return 1
    forget(sqs, chosen.queue, letters)
    print("the index follows from the profiles; the letters are removed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
