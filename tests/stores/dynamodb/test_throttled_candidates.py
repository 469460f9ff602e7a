"""Tables that are throttled, full or damaged: less is read, and that is said."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import boto3
import pytest
from botocore.config import Config

from backend.stores.dynamodb._attribute_values import to_attributes
from backend.stores.dynamodb._batches import write_all
from backend.stores.dynamodb._read_budget import ReadLimits
from backend.stores.dynamodb._vector_items import IndexTables
from backend.stores.dynamodb.candidate_index import DynamoDbCandidateIndex
from backend.stores.dynamodb.index_writer import DynamoDbWritableIndex
from backend.stores.dynamodb.profiles import DynamoDbProfileStore
from backend.taste_profile import postings
from backend.use_cases.community.index_updates import IndexEntry
from backend.use_cases.errors import StoreUnavailableError
from backend.use_cases.profiles.record import to_record
from scripts.local_cloud.resources import Tables
from tests.contracts.candidate_index_contract import listeners
from tests.contracts.stored_items import new_user_id, profile_item

SESSION = boto3.Session(
    aws_access_key_id="test", aws_secret_access_key="test", region_name="eu-west-1"
)
THROTTLED = {
    "__type": "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
    "message": "no",
}
Answer = Callable[[str, Any], Any]
"""What to say to an operation by its name and what was asked."""


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    """Runs requests side by side."""
    with ThreadPoolExecutor(4) as executor:
        yield executor


@pytest.fixture
def names(moto_tables: Tables) -> IndexTables:
    """The derived tables with fifty people in them."""
    names = IndexTables(
        moto_tables.names["TasteVectors"], moto_tables.names["TasteFeatures"]
    )
    index = DynamoDbWritableIndex(
        moto_tables.client, names, listeners().statistics, lambda: uuid.uuid4().hex
    )
    for profile, vector in list(
        zip(listeners().profiles, listeners().vectors, strict=True)
    )[:50]:
        entry = IndexEntry(
            user_id=profile.user_id,
            stamp="1@",
            visibility="open",
            weights=profile.weights,
            local_scale=vector.local_scale,
            postings=postings(vector, listeners().statistics),
        )
        claim = index.claim(profile.user_id, None, entry, frozenset())
        assert claim is not None
        assert index.apply(claim)
    return names


@contextmanager
def answering(answer: Answer) -> Iterator[Any]:
    """Serve DynamoDB's protocol with these answers; yields a client of it."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            operation = self.headers["X-Amz-Target"].partition(".")[2]
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            said = answer(operation, asked)
            status = 400 if said and "__type" in said else 200
            body = json.dumps(said or {}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        throttled = SESSION.client(
            "dynamodb",
            endpoint_url=f"http://127.0.0.1:{server.server_port}",
            config=Config(retries={"total_max_attempts": 1}),
        )
        try:
            yield throttled
        finally:
            throttled.close()
            server.shutdown()
            thread.join()


def test_within_the_limits_all_is_read(
    moto_tables: Tables, names: IndexTables, executor: ThreadPoolExecutor
) -> None:
    """And the next nomination says so afresh."""
    index = DynamoDbCandidateIndex(
        moto_tables.client, names, listeners().statistics, executor
    )
    assert len(index.nominate(listeners().vectors[0], 10)) == 10
    assert index.is_complete


def test_without_units_left_it_stops_short_and_says_so(
    moto_tables: Tables, names: IndexTables, executor: ThreadPoolExecutor
) -> None:
    """No further request is made once the units are spent."""
    limits = ReadLimits(units=2, at_once=2)
    index = DynamoDbCandidateIndex(
        moto_tables.client, names, listeners().statistics, executor, limits
    )
    index.nominate(listeners().vectors[0], 10)
    assert not index.is_complete


def test_a_damaged_vector_is_nobodys(
    moto_tables: Tables, names: IndexTables, executor: ThreadPoolExecutor
) -> None:
    """The others are found all the same."""
    index = DynamoDbCandidateIndex(
        moto_tables.client, names, listeners().statistics, executor
    )
    first, *others = index.nominate(listeners().vectors[0], 10)
    key = {"user_id": {"S": first}, "version": {"S": listeners().statistics.version}}
    item = moto_tables.client.get_item(TableName=names.vectors, Key=key)["Item"]
    damaged: Any = {**item, "packed": {"B": b"what?"}}
    moto_tables.client.put_item(TableName=names.vectors, Item=damaged)
    assert index.nominate(listeners().vectors[0], 9) == others
    assert index.match(listeners().vectors[0], first) is None
    assert index.indexed(first) is None


def test_throttled_lists_are_left_out_and_that_is_said(
    executor: ThreadPoolExecutor,
) -> None:
    """Half of an answer is better than none, if it is called half."""
    turns = iter(range(10**6))

    def every_other(operation: str, asked: Any) -> Any:
        assert operation == "Query"
        return THROTTLED if next(turns) % 2 else {"Items": [], "Count": 0}

    with answering(every_other) as client:
        names = IndexTables("vectors", "features")
        index = DynamoDbCandidateIndex(client, names, listeners().statistics, executor)
        assert index.nominate(listeners().vectors[0], 10) == []
        assert not index.is_complete


def test_when_nothing_can_be_read_it_is_unavailable(
    executor: ThreadPoolExecutor,
) -> None:
    """An empty ranking would be a lie."""
    with answering(lambda operation, asked: THROTTLED) as client:
        names = IndexTables("vectors", "features")
        index = DynamoDbCandidateIndex(client, names, listeners().statistics, executor)
        with pytest.raises(StoreUnavailableError):
            index.nominate(listeners().vectors[0], 10)
        with pytest.raises(StoreUnavailableError):
            index.match(listeners().vectors[0], listeners().profiles[1].user_id)


def test_what_a_batch_leaves_unprocessed_is_written_again() -> None:
    """A throttled table takes a batch in part; all of it is through in the end."""
    written: list[Any] = []

    def in_part(operation: str, asked: Any) -> Any:
        [(table, changes)] = asked["RequestItems"].items()
        written.extend(changes[:10])
        left = changes[10:]
        return {"UnprocessedItems": {table: left} if left else {}}

    keys = [{"feature": {"S": str(n)}, "place": {"S": "x"}} for n in range(30)]
    with answering(in_part) as client:
        write_all(client, "features", put=keys[:15], delete=keys[15:])
    assert len(written) == 30


def test_a_batch_that_never_gets_through_is_a_failure() -> None:
    """The stream tells again of whom it was about."""

    def never(operation: str, asked: Any) -> Any:
        return {"UnprocessedItems": asked["RequestItems"]}

    with answering(never) as client, pytest.raises(StoreUnavailableError):
        write_all(client, "features", put=[{"feature": {"S": "a"}}])


def test_heads_that_were_left_are_asked_for_again_and_all_or_none_told() -> None:
    """Nobody may be missing from a ranking because a table was busy."""
    items = [profile_item() for _ in range(3)]
    kept = {item.user_id: to_attributes(to_record(item)) for item in items}
    for attributes in kept.values():
        del attributes["profile"]
    asked_for: list[list[str]] = []

    def one_at_a_time(operation: str, asked: Any) -> Any:
        assert operation == "BatchGetItem"
        wanted = asked["RequestItems"]["profiles"]
        assert wanted["ConsistentRead"] is True
        user_ids = [key["user_id"]["S"] for key in wanted["Keys"]]
        asked_for.append(user_ids)
        left = {"profiles": {**wanted, "Keys": wanted["Keys"][1:]}}
        return {
            "Responses": {"profiles": [kept[user_ids[0]]]},
            "UnprocessedKeys": left if user_ids[1:] else {},
        }

    with answering(one_at_a_time) as client:
        store = DynamoDbProfileStore(client, "profiles")
        ids = [*kept]
        assert store.heads(ids).keys() == kept.keys()
        assert asked_for == [ids, ids[1:], ids[2:]]
        with pytest.raises(StoreUnavailableError):
            store.heads([*ids, new_user_id()])
