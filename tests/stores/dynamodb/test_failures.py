"""DynamoDB's refusals, spoken over HTTP by a server that refuses everything."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import boto3
import pytest
import requests
from botocore.config import Config
from botocore.exceptions import ClientError

from backend.stores.dynamodb.profiles import DynamoDbProfileStore
from backend.stores.dynamodb.statistics import DynamoDbStatisticsStore
from backend.taste_profile import Statistics
from backend.use_cases.errors import StoreUnavailableError
from backend.use_cases.profiles.errors import RevisionConflictError
from scripts.local_cloud.resources import Tables
from tests.contracts.stored_items import profile_item
from tests.local_cloud.fixtures import SESSION as CLOUD

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

SESSION = boto3.Session(
    aws_access_key_id="test", aws_secret_access_key="test", region_name="eu-west-1"
)
CALLS = ["get", "heads", "put", "delete", "revisions", "scan", "current", "publish"]


@contextmanager
def client_of(endpoint: str, seconds: float = 120) -> Iterator[DynamoDBClient]:
    """A client that makes one attempt, and has so much patience with it."""
    client = SESSION.client(
        "dynamodb",
        endpoint_url=endpoint,
        config=Config(
            connect_timeout=seconds,
            read_timeout=seconds,
            retries={"total_max_attempts": 1},
        ),
    )
    try:
        yield client
    finally:
        client.close()


@contextmanager
def refusing(status: int, code: str) -> Iterator[str]:
    """Serve DynamoDB's protocol with one and the same error; yields the URL."""
    kind = f"com.amazonaws.dynamodb.v20120810#{code}"
    body = json.dumps({"__type": kind, "message": "no"}).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with serving(Handler) as url:
        yield url


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Answer by a handler; yields the URL."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def silent() -> Iterator[str]:
    """Accept connections and never answer; yields the URL."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def call(name: str, client: DynamoDBClient) -> object:
    """Call one method of a store on this client."""
    profiles = DynamoDbProfileStore(client, "profiles")
    statistics = DynamoDbStatisticsStore(client, "statistics")
    item = profile_item()
    calls: dict[str, Callable[[], object]] = {
        "get": lambda: profiles.get(item.user_id),
        "heads": lambda: profiles.heads([item.user_id]),
        "put": lambda: profiles.put(item, expected_revision=None),
        "delete": lambda: profiles.delete(item.user_id),
        "revisions": profiles.revisions,
        "scan": lambda: list(profiles.scan()),
        "current": statistics.current,
        "publish": lambda: statistics.publish(Statistics(version="v1")),
    }
    return calls[name]()


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "ProvisionedThroughputExceededException"),
        (400, "ThrottlingException"),
        (400, "RequestLimitExceeded"),
        (500, "InternalServerError"),
        (503, "ServiceUnavailable"),
    ],
)
def test_what_passes_by_itself_is_unavailable(
    name: str, status: int, code: str
) -> None:
    """The reason for the log is DynamoDB's own word."""
    with (
        refusing(status, code) as url,
        client_of(url) as client,
        pytest.raises(StoreUnavailableError) as caught,
    ):
        call(name, client)
    assert caught.value.reason == code


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize(
    "code", ["AccessDeniedException", "UnrecognizedClientException"]
)
def test_missing_rights_rise_as_they_are(name: str, code: str) -> None:
    """Waiting would not help, and "not found" would be a lie."""
    with (
        refusing(400, code) as url,
        client_of(url) as client,
        pytest.raises(ClientError, match=code),
    ):
        call(name, client)


@contextmanager
def losing_first_answer(service: str) -> Iterator[str]:
    """Hand requests on to a service and break off before the first answer."""
    handed_on = 0

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            nonlocal handed_on
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = requests.post(
                service, body, headers=dict(self.headers), timeout=120
            )
            handed_on += 1
            if handed_on == 1:
                self.close_connection = True
                return
            self.send_response(answer.status_code)
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with serving(Handler) as url:
        yield url


@pytest.mark.deployment
@pytest.mark.parametrize("is_ours", [True, False], ids=["ours", "another's"])
def test_a_save_whose_answer_was_lost_has_happened_once(
    ministack_tables: Tables, is_ours: bool
) -> None:
    """Its retry finds itself, and no conflict; whoever finds another finds one."""
    table = ministack_tables.names["TasteProfiles"]
    before = DynamoDbProfileStore(ministack_tables.client, table)
    item = profile_item()
    if not is_ours:
        before.put(replace(item, display_name="Ben"), expected_revision=None)
    service = ministack_tables.client.meta.endpoint_url
    config = Config(retries={"mode": "standard", "total_max_attempts": 2})
    with losing_first_answer(service) as url:
        client = CLOUD.client("dynamodb", endpoint_url=url, config=config)
        store = DynamoDbProfileStore(client, table)
        if is_ours:
            store.put(item, expected_revision=None)
        else:
            with pytest.raises(RevisionConflictError):
                store.put(item, expected_revision=None)
        client.close()
    assert (before.get(item.user_id) == item) is is_ours


@pytest.mark.parametrize("name", CALLS)
def test_nobody_there_is_unavailable(name: str) -> None:
    """A closed port."""
    with silent() as url:
        pass
    with client_of(url) as client, pytest.raises(StoreUnavailableError):
        call(name, client)


@pytest.mark.parametrize("name", CALLS)
def test_no_answer_is_unavailable(name: str) -> None:
    """A server that is too slow for the client."""
    with (
        silent() as url,
        client_of(url, seconds=0.2) as client,
        pytest.raises(StoreUnavailableError),
    ):
        call(name, client)
