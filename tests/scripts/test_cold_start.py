"""Cold starts are measured with events that the functions really get."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from backend.http_api.operations import OPERATIONS
from scripts.cold_start.events import SignedIn, first_events, somebody
from scripts.cold_start.import_times import import_times
from scripts.local_cloud.template import Template
from tests.contracts.api_client import ApiClient
from tests.doors.flask_server import flask_door

ANA = SignedIn("00000000-0000-4000-8000-000000000001", "session=abc")


def test_every_function_has_an_event_and_requests_take_its_own_routes(
    template: Template,
) -> None:
    """A measured refusal would say nothing."""
    events = first_events(ANA)
    assert events.keys() == template.functions.keys()
    own = {(route.function, route.key) for route in template.routes}
    called = {name: e["routeKey"] for name, e in events.items() if "routeKey" in e}
    assert called.keys() == {route.function for route in template.routes}
    assert set(called.items()) <= own
    keys = {f"{o.method} {o.path}" for o in OPERATIONS}
    assert {*called.values()} <= keys


def test_the_stream_names_who_has_changed_and_schedules_name_nobody() -> None:
    """As DynamoDB and EventBridge write them."""
    events = first_events(ANA)
    [record] = events["IndexFunction"]["Records"]
    assert record["dynamodb"]["Keys"] == {"user_id": {"S": ANA.user_id}}
    for name in ("RefreshFunction", "StatisticsFunction"):
        assert events[name]["source"] == "aws.events"


def test_whoever_is_saved_has_a_taste_that_the_product_takes(tmp_path: Path) -> None:
    """Two of them share artists, so that there is something to rank."""
    with flask_door(tmp_path) as door:
        api = ApiClient(door.url)
        ana, _ = api.join(somebody(0)), api.join(somebody(7))
        found = api.call("find_matches", ana.user_id, session=ana.session).json
    assert len(found["matches"]) == 1


@pytest.mark.deployment
def test_imports_are_told_by_package(tmp_path: Path) -> None:
    """Our own modules, those of Lambda's Python, the standard library, the others."""
    (tmp_path / "codec").mkdir()
    (tmp_path / "codec/__init__.py").write_text("import time; time.sleep(.2)")
    (tmp_path / "save.py").write_text("import boto3, codec, colorsys, door")
    (tmp_path / "door.py").write_text("import time; time.sleep(.1)")
    found = import_times("save", tmp_path, {"PATH": os.defpath})
    assert {"our own", "boto3", "codec", "standard library"} <= {*found}
    assert found["codec"] >= 200
    assert found["our own"] >= 100
    assert found["standard library"] > 0
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert not (tmp_path / "__pycache__").exists()
