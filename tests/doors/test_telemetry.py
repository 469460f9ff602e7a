"""What functions tell: JSON under one id, figures, and nothing about anybody."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
# The runtime has set up a handler before it imports ours.
RUNTIME = """
import logging, sys

class RuntimeHandler(logging.StreamHandler):
    __module__ = "awslambdaric.bootstrap"

logging.root.addHandler(RuntimeHandler(sys.stdout))
"""
ANSWERING = """
from telemetry import count, count_answer, logger, observed

@observed
def handler(event, context):
    logging.getLogger("backend.stores").warning("item %a is no profile item", "u-1")
    logging.getLogger("urllib3").warning("GET /2.0/?api_key=Secret")
    count(Indexed=2)
    count_answer("find_matches", event["status"])
"""
FAILING = """
from telemetry import observed

@observed
def handler(event, context):
    try:
        {}["Secret taste"]
    except KeyError as error:
        raise ValueError("Secret name") from error
"""
LOGGING = """
from telemetry import observed

@observed
def handler(event, context):
    try:
        int("Secret number")
    except ValueError:
        logging.getLogger("backend.http_api.api").exception("%s failed", "find_matches")
"""
CALL = """
class Context:
    aws_request_id = "invocation-1"

try:
    handler({event!r}, Context())
except Exception as error:
    print(repr(error))
"""
REQUEST = {"status": 200, "requestContext": {"requestId": "request-1"}}


def told(handler: str, event: dict[str, Any]) -> list[str]:
    """Return the lines that a handler prints; a process of its own logs as it will."""
    ran = subprocess.run(
        [sys.executable, "-c", RUNTIME + handler + CALL.format(event=event)],
        cwd=ROOT,
        env={"PYTHONPATH": "lambda:.", "POWERTOOLS_SERVICE_NAME": "soulmate-test"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert "Secret" not in ran.stdout + ran.stderr
    return ran.stdout.splitlines()


def test_lines_are_json_under_the_id_of_the_request() -> None:
    """The one that API Gateway writes into its own log; libraries are silent."""
    line, _ = map(json.loads, told(ANSWERING, REQUEST))
    assert line["message"] == "item 'u-1' is no profile item"
    assert line["level"] == "WARNING"
    assert line["correlation_id"] == "request-1"
    assert line["service"] == "soulmate-test"


def test_what_no_request_began_goes_by_the_invocation() -> None:
    """Streams and schedules have no request."""
    line, figures = map(json.loads, told(ANSWERING, {"status": 200}))
    assert line["correlation_id"] == "invocation-1"
    assert figures["correlation_id"] == "invocation-1"


@pytest.mark.parametrize(
    ("status", "name"), [(201, "Answers"), (404, "Refusals"), (503, "Failures")]
)
def test_figures_are_metrics_in_the_log(status: int, name: str) -> None:
    """By kind of answer; the operation can be searched for, and costs no metric."""
    _, figures = map(json.loads, told(ANSWERING, {**REQUEST, "status": status}))
    [metrics] = figures["_aws"]["CloudWatchMetrics"]
    assert metrics["Namespace"] == "MusicSoulmateFinder"
    assert metrics["Dimensions"] == [["service"]]
    assert {m["Name"] for m in metrics["Metrics"]} == {"Indexed", name}
    assert (figures["Indexed"], figures[name]) == ([2.0], [1.0])
    assert (figures["operation"], figures["status"]) == ("find_matches", status)


def test_an_error_tells_its_types_and_places_but_no_message() -> None:
    """Messages may quote whoever called; the first cause comes first."""
    line = json.loads(told(LOGGING, REQUEST)[0])
    assert line["message"] == "find_matches failed"
    assert line["exception_name"] == "ValueError"
    assert line["exception"].splitlines() == ["  <string>:14 handler", "ValueError"]


def test_what_a_handler_raises_is_told_once_and_fails_without_its_message() -> None:
    """The runtime prints what it gets."""
    line, raised = told(FAILING, REQUEST)
    assert raised == "FunctionFailedError()"
    exception = json.loads(line)["exception"].splitlines()
    assert [text for text in exception if not text.startswith(" ")] == [
        "KeyError",
        "ValueError",
    ]
