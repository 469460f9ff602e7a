"""The site shares one address with the API, and 127.0.0.1 is that address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.dev_server.site import FRONTEND
from tests.contracts.api_client import ApiClient, check_refusal
from tests.contracts.invented_people import ANA
from tests.contracts.open_door import OpenDoor
from tests.doors.flask_server import flask_door


@pytest.fixture
def door(tmp_path: Path) -> Iterator[OpenDoor]:
    """A server on an empty data folder."""
    with flask_door(tmp_path) as door:
        yield door


@pytest.fixture
def api(door: OpenDoor) -> ApiClient:
    """A caller at the door."""
    return ApiClient(door.url)


def test_the_site_is_at_the_root_with_a_strict_policy(api: ApiClient) -> None:
    """No script but its own."""
    answer = api.send("GET", "/")
    assert (answer.status, answer.body) == (
        200,
        (FRONTEND / "index.html").read_bytes(),
    )
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_is_written_for_developers_is_not_served(api: ApiClient) -> None:
    """As in the cloud, where it is not uploaded."""
    assert (FRONTEND / "README.md").is_file()
    assert api.send("GET", "/README.md").status == 404


def test_the_api_answers_under_api_as_well(api: ApiClient) -> None:
    """The same operations, for the site on its own origin."""
    ana = api.join(ANA)
    headers = {"cookie": f"session={ana.session}"}
    at_root, below = (api.send("GET", p + "/me", headers) for p in ("", "/api"))
    assert (at_root.status, at_root.body) == (below.status, below.body)


@pytest.mark.parametrize("host", ["localhost", "localhost:5000"])
def test_pages_at_localhost_move_to_one_address(api: ApiClient, host: str) -> None:
    """Port and query stay, so that a bookmark still works."""
    answer = api.send("GET", "/index.html?a=b", {"host": host})
    port = ":5000" if host.endswith("5000") else ""
    assert answer.status == 307
    assert answer.headers["location"] == f"http://127.0.0.1{port}/index.html?a=b"


def test_the_api_stays_at_localhost(api: ApiClient) -> None:
    """Programs may call it by either name."""
    assert api.send("GET", "/health", {"host": "localhost:5000"}).status == 200


def test_what_is_no_file_is_not_found_at_localhost_too(api: ApiClient) -> None:
    """As JSON, rather than a redirect to nothing."""
    for host in ("localhost", "127.0.0.1"):
        answer = api.send("GET", "/nope", {"host": host})
        assert (answer.status, answer.code) == (404, "not_found")
        check_refusal(answer)


def test_what_is_hardly_http_gets_a_clear_refusal(api: ApiClient) -> None:
    """A broken chunk, and a host name without end."""
    headers = {"transfer-encoding": "chunked", "content-type": "application/json"}
    broken = api.send("POST", "/taste-profile", headers, b"zz\r\nx\r\n0\r\n\r\n")
    endless = api.send("GET", "/health", {"host": "x" * 5_000})
    for answer in (broken, endless):
        check_refusal(answer)
        assert answer.code == "invalid_request"


def test_what_the_server_itself_refuses_is_json_too(api: ApiClient) -> None:
    """It never reaches Flask; a page of HTML would be no answer to a program."""
    answer = api.send("GET", "/" + "x" * 70_000)
    assert answer.status == 414
    assert answer.headers["content-type"] == "application/json"
    assert answer.code == "invalid_request"
