"""The whole product, deployed by the real command to a local AWS, and taken away."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from backend.http_api.operations import OPERATIONS
from backend.stores.aws_secrets import SecretsManagerSessionKeyStore
from backend.use_cases.accounts.session_keys import SessionKey
from scripts.deployment.site_files import FRONTEND, site_files
from scripts.local_cloud.artefact import tool_environment
from scripts.local_cloud.change_stream import ChangeStream, Followed
from scripts.local_cloud.gateway import Function, HttpApi, serve_http_api
from scripts.local_cloud.http_event import HttpRequest
from scripts.local_cloud.local_cloud import STAGE, local_cloud
from scripts.local_cloud.local_stack import LocalStack
from scripts.local_cloud.ministack import ACCOUNT
from scripts.local_cloud.resources import Tables
from scripts.local_cloud.template import ROOT
from tests.contracts.api_client import Answer, ApiClient
from tests.contracts.erasure_traces_contract import ErasureTracesContract
from tests.contracts.invented_people import ANA, BEN
from tests.contracts.open_door import OpenDoor
from tests.contracts.source_saving_contract import SourceSavingContract
from tests.dev_server.open_lastfm import API_KEY, SECRET
from tests.dev_server.open_music import OpenMusic
from tests.doors.deployed import deployed_door
from tests.doors.flask_server import flask_door
from tests.local_cloud.fixtures import LambdaService

pytestmark = pytest.mark.deployment

PATIENCE_SECONDS = 120


class SiteClient(ApiClient):
    """Calls the API as the site does: below /api, on the site's own address."""

    def send(
        self,
        method: str,
        target: str,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answer:
        """Send a request below /api."""
        return super().send(method, f"/api{target}", headers, body)


@pytest.fixture(scope="module")
def stack(
    tmp_path_factory: pytest.TempPathFactory, music: OpenMusic
) -> Iterator[LocalStack]:
    """The product on a local AWS, led to stand-ins for the music services."""
    parameters = {
        # Everybody in the tests comes from one address.
        "NewPeopleLimit": "1000000",
        "ListenBrainzUrl": music.listenbrainz.url,
        "LastfmUrl": music.lastfm.url,
        "LastfmSecretId": "lastfm",
    }
    with local_cloud(tmp_path_factory.mktemp("local"), parameters) as stack:
        account = json.dumps({"api_key": API_KEY, "secret": SECRET})
        stack.client("secretsmanager").create_secret(
            Name="lastfm", SecretString=account
        )
        yield stack


@pytest.fixture(scope="module")
def url(stack: LocalStack) -> Iterator[str]:
    """The one address that everything answers at."""
    with serve_http_api(stack) as url:
        yield url


@pytest.fixture(scope="module")
def service(
    stack: LocalStack, music: OpenMusic, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LambdaService]:
    """The HTTP API of the stack; it tells rankings of a save before it answers."""
    dynamodb = stack.client("dynamodb")
    names = {name: stack.resources[name] for name in stack.template.tables}
    functions: dict[str, Function] = dict(stack.functions)
    changes = ChangeStream(
        dynamodb,
        stack.client("dynamodbstreams"),
        names["TasteProfiles"],
        functions["IndexFunction"],
    )
    secrets = stack.client("secretsmanager")
    key = secrets.get_secret_value(SecretId=stack.resources["PseudonymKey"])
    routed: dict[str, Function] = {
        **functions,
        "SaveFunction": Followed(functions["SaveFunction"], changes),
    }
    with serve_http_api(HttpApi(stack.routes, routed)) as url:
        yield LambdaService(
            url=url,
            tables=Tables(dynamodb, names),
            pseudonym_key=key["SecretString"],
            session_keys=SecretsManagerSessionKeyStore(
                secrets, stack.resources["SessionKey"]
            ),
            # The functions run already: one that they never had is as good.
            replaced_key=SessionKey(str(uuid.uuid4()), "r" * 64),
            origin_secret=stack.origin_secret,
            logs=tmp_path_factory.mktemp("logs"),
            functions=functions,
            music=music,
            changes=changes,
        )


def run_command(
    module: str, *arguments: str, endpoint: str, answer: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a command of the deployment against the local AWS; somebody may answer it."""
    return subprocess.run(
        [sys.executable, "-m", module, "--stage", STAGE, *arguments],
        cwd=ROOT,
        env={**tool_environment(), **ACCOUNT, "AWS_ENDPOINT_URL": endpoint},
        input=answer,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def run_script(name: str, *arguments: str, endpoint: str) -> str:
    """Run one of ./scripts against the local AWS and return what it says."""
    ran = subprocess.run(
        [ROOT / "scripts" / name, f"soulmate-{STAGE}", *arguments],
        env={**tool_environment(), **ACCOUNT, "AWS_ENDPOINT_URL": endpoint},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def wait_for(ask: Callable[[], list[Any]], n: int) -> list[Any]:
    """Ask until there are so many; the stream takes a moment."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(found := ask()) != n and time.monotonic() < deadline:
        time.sleep(0.2)
    return found


def test_every_route_of_the_table_was_deployed(stack: LocalStack) -> None:
    """As CloudFormation keeps it, not as the template says it."""
    routes = [(route.method, route.path) for route in stack.routes]
    assert sorted(routes) == sorted((o.method, o.path) for o in OPERATIONS)


def test_the_site_looks_as_it_does_on_the_dev_server(url: str, tmp_path: Path) -> None:
    """Every file, its type and its headers, but for how long it may be kept."""
    names = ["", *(file.relative_to(FRONTEND).as_posix() for file in site_files())]
    told = (
        "content-security-policy",
        "permissions-policy",
        "referrer-policy",
        "x-content-type-options",
    )
    with flask_door(tmp_path) as door:
        for name in names:
            here, there = (
                ApiClient(base).send("GET", f"/{name}") for base in (url, door.url)
            )
            assert (here.status, here.body) == (200, there.body), name
            for header in told:
                assert here.headers[header] == there.headers[header], name
            types = [a.headers["content-type"].partition(";")[0] for a in (here, there)]
            assert types[0] == types[1], name
    assert ApiClient(url).send("GET", "/nothing.html").status == 404


def test_two_people_meet_and_one_leaves(url: str) -> None:
    """Saved, told by the stream, indexed, ranked, compared, and forgotten."""
    api = SiteClient(url)
    assert api.call("health").status == 200
    ana, ben = api.join(ANA), api.join(BEN)

    def matches() -> list[dict[str, Any]]:
        answer = api.call("find_matches", ana.user_id, session=ana.session)
        assert answer.status == 200, answer.body
        found: list[dict[str, Any]] = answer.json["matches"]
        return found

    [match] = wait_for(matches, 1)
    assert match["display_name"] == "Ben"
    path = (ana.user_id, ben.user_id)
    pair = api.call("compare_users", *path, session=ana.session).json
    assert pair["match"]["points"] == match["points"] > 0
    assert api.call("delete_taste_profile", session=ben.session).status == 200
    # At once, not when the stream says so.
    assert matches() == []
    assert api.call("compare_users", *path, session=ana.session).status == 404


def test_what_the_stream_gave_up_is_put_right(stack: LocalStack, url: str) -> None:
    """Somebody whom the worker never heard of is found again, and the letter goes."""
    api = SiteClient(url)
    ana, ben = api.join(ANA), api.join(BEN)
    dynamodb, sqs = stack.client("dynamodb"), stack.client("sqs")
    vectors, queue = (stack.resources[n] for n in ("TasteVectors", "IndexDeadLetters"))

    def indexed() -> list[Any]:
        items = dynamodb.scan(TableName=vectors)["Items"]
        return [i for i in items if i["user_id"]["S"] in (ana.user_id, ben.user_id)]

    def take_out() -> list[Any]:
        for item in indexed():
            key = {name: item[name] for name in ("user_id", "version")}
            dynamodb.delete_item(TableName=vectors, Key=key)
        # What the stream still tells of them is told by then.
        time.sleep(2)
        return indexed()

    wait_for(indexed, 2)
    wait_for(take_out, 0)
    letter = {
        "requestContext": {"condition": "RetryAttemptsExhausted"},
        "DDBStreamBatchInfo": {"batchSize": 2},
    }
    sqs.send_message(QueueUrl=queue, MessageBody=json.dumps(letter))
    shown = run_script("dead-letters", endpoint=stack.url)
    assert "2 records  RetryAttemptsExhausted\n1 dead letters" in shown
    assert indexed() == []
    # A letter that was shown is out of sight for a while.
    sqs.send_message(QueueUrl=queue, MessageBody=json.dumps(letter))
    righted = run_script("dead-letters", "--put-right", endpoint=stack.url)
    assert "the letters are removed" in righted
    assert len(indexed()) == 2
    again = api.call("find_matches", ana.user_id, session=ana.session)
    assert ben.user_id in {match["user_id"] for match in again.json["matches"]}
    for person in (ana, ben):
        api.call("delete_taste_profile", session=person.session)


def test_the_index_is_rebuilt_by_one_command(stack: LocalStack, url: str) -> None:
    """All turns at once, under statistics of whoever is there."""
    api = SiteClient(url)
    ana, ben = api.join(ANA), api.join(BEN)
    run_script("rebuild-index", endpoint=stack.url)
    found = api.call("find_matches", ana.user_id, session=ana.session).json["matches"]
    assert ben.user_id in {match["user_id"] for match in found}
    for person in (ana, ben):
        api.call("delete_taste_profile", session=person.session)


def test_callers_of_the_site_are_counted_apart(stack: LocalStack) -> None:
    """By the addresses that the distribution names, not by what they say or its own."""
    dynamodb, table = stack.client("dynamodb"), stack.resources["RateLimits"]

    def owners() -> set[str]:
        return {i["owner"]["S"] for i in dynamodb.scan(TableName=table)["Items"]}

    before = owners()
    said = [("content-type", "application/json"), ("x-viewer-address", "203.0.113.1")]
    body = json.dumps(ANA).encode()
    for address in ("198.51.100.7", "198.51.100.8", "198.51.100.8"):
        asked = HttpRequest("POST", "/api/taste-profile", "", said, body, address)
        assert stack.answer(asked).status == 201
    counted = {owner for owner in owners() - before if owner.startswith("address#")}
    assert len(counted) == 2


def test_what_was_deployed_logs_json_about_nobody(stack: LocalStack, url: str) -> None:
    """Figures and their correlation id, in the group that the stack keeps."""
    api = SiteClient(url)
    ana = api.join(ANA)
    api.call("delete_taste_profile", session=ana.session)
    events = stack.client("logs").filter_log_events(
        logGroupName=stack.resources["SaveLogs"]
    )["events"]
    lines = [event["message"].strip() for event in events]
    figures = [json.loads(line) for line in lines if line.startswith("{")]
    saves = [f for f in figures if f.get("operation") == "save_taste_profile"]
    assert saves
    assert saves[-1]["service"] == stack.stack
    assert saves[-1]["correlation_id"]
    for line in lines:
        assert ana.user_id not in line
        assert ana.session not in line
        assert "Grouper" not in line


class TestDeployedDoor(ErasureTracesContract, SourceSavingContract):
    """The stack's own functions, called through Lambda, do all there is to do, once.

    Two people ask every operation, and every source is read; the rest of the contract
    is signed by the same functions under the emulator.
    """

    @pytest.fixture
    def api(self, door: OpenDoor) -> ApiClient:
        """A caller at the door."""
        return ApiClient(door.url)

    @pytest.fixture
    def door(self, service: LambdaService) -> OpenDoor:
        """The HTTP API, where nobody has saved anything yet."""
        return deployed_door(service)


def test_nothing_happens_when_the_answer_is_no(stack: LocalStack) -> None:
    """Nor when nobody is there to answer."""
    for answer in ("n\n", ""):
        deploying = run_command("scripts.deployment", endpoint=stack.url, answer=answer)
        assert deploying.returncode != 0
        assert "Deploy soulmate-local to account" in deploying.stdout
        assert "Nothing was deployed." in deploying.stderr
        assert "Building" not in deploying.stdout + deploying.stderr
        destroying = run_command(
            "scripts.deployment.destroy", endpoint=stack.url, answer=answer
        )
        assert destroying.returncode != 0
        assert "Nothing was deleted." in destroying.stderr


def test_a_destroyed_stack_keeps_people_and_what_their_accounts_hang_on(
    stack: LocalStack,
) -> None:
    """It says so before it asks. The last test here: nothing is left after it."""
    kept = {name: stack.resources[name] for name in ("TasteProfiles", "People")}
    gone = stack.resources["TasteVectors"]
    destroying = run_command("scripts.deployment.destroy", "--yes", endpoint=stack.url)
    assert destroying.returncode == 0, destroying.stdout + destroying.stderr
    for name in (*kept.values(), stack.resources["PseudonymKey"]):
        assert name in destroying.stdout
    tables = stack.client("dynamodb").list_tables()["TableNames"]
    assert {*kept.values()} <= {*tables}
    assert gone not in tables
    buckets = [b["Name"] for b in stack.client("s3").list_buckets()["Buckets"]]
    assert stack.resources["SiteBucket"] not in buckets
    again = run_command("scripts.deployment.destroy", "--yes", endpoint=stack.url)
    assert again.returncode != 0
    assert "There is no stack soulmate-local" in again.stderr
