"""A save of a plain list, its way into the index, and a ranking, on Lambda."""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import boto3
from moto import mock_aws

from scripts.cold_start.events import SignedIn, change, request, somebody
from scripts.local_cloud.resources import create_secrets, create_tables
from scripts.local_cloud.template import Template
from scripts.trips.counting import Counter, Trip

_REGION = "eu-west-1"
_PEOPLE = 12
Handler = Callable[[Mapping[str, Any], object], Any]


class _Context:
    """What the runtime says about an invocation."""

    function_name = memory_limit_in_mb = "1"
    invoked_function_arn = aws_request_id = "local"

    def get_remaining_time_in_millis(self) -> int:
        return 30_000


def lambda_trips(counter: Counter, root: Path) -> dict[str, Trip]:
    """Return the trips of a new user among a few people, over moto in this process.

    Functions are warm, as after their first event; their threads are counted, too.
    """
    counter.watch_threads()
    sys.path.insert(0, str(root / "lambda"))
    with mock_aws():
        _environment(root)
        save, index, match = map(_handler, ("save", "index", "match"))
        for number in range(_PEOPLE):
            person = _saved(save(_save_event(number), _Context()))
            index(change(person.user_id), _Context())
        match(_ranking(person), _Context())
        with counter.counting() as saving:
            answer = save(_save_event(_PEOPLE), _Context())
        person = _saved(answer)
        with counter.counting() as indexing:
            failed = index(change(person.user_id), _Context())
        assert failed == {"batchItemFailures": []}, failed
        with counter.counting() as ranking:
            answer = match(_ranking(person), _Context())
        assert json.loads(answer["body"])["matches"], answer
    return {
        "a save of a plain list, Lambda": saving,
        "from the stream to the index": indexing,
        "a ranking, Lambda": ranking,
    }


def _environment(root: Path) -> None:
    """Make what the template names, and tell the functions where it is."""
    names = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
    os.environ |= dict.fromkeys(names, "none")
    os.environ |= {"AWS_REGION": _REGION, "AWS_DEFAULT_REGION": _REGION}
    os.environ["POWERTOOLS_DEV"] = "false"
    for name in [name for name in os.environ if name.startswith("AWS_ENDPOINT_URL")]:
        del os.environ[name]
    template = Template(root / "template.yaml")
    session = boto3.Session(region_name=_REGION)
    tables = create_tables(template, session.client("dynamodb"), "trips")
    secrets = create_secrets(template, session.client("secretsmanager"), "trips")
    physical = {**tables.names, **secrets, "NewPeopleLimit": "1000000"}
    for function in ("SaveFunction", "IndexFunction", "MatchFunction"):
        os.environ |= template.environment(function, physical)


def _handler(module: str) -> Handler:
    handler: Handler = importlib.import_module(module).handler
    return handler


def _save_event(number: int) -> Mapping[str, Any]:
    return request("POST /taste-profile", body=somebody(number))


def _saved(answer: Mapping[str, Any]) -> SignedIn:
    assert answer["statusCode"] == 201, answer
    [cookie] = answer["cookies"]
    user_id = json.loads(answer["body"])["user_id"]
    return SignedIn(user_id, cookie.partition(";")[0])


def _ranking(person: SignedIn) -> Mapping[str, Any]:
    route = "GET /matches/{user_id}"
    return request(route, person.cookie, user_id=person.user_id)
