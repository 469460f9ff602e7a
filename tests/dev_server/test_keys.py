"""The keys of a data folder, and ``flask rotate-session-key``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import jwt
import pytest

from backend.dev_server import create_app
from backend.dev_server.keys import local_keys
from backend.dev_server.wiring import wire
from backend.use_cases.accounts.secret_keys import WeakKeyError
from tests.contracts.api_client import ApiClient, Person, cookie_headers
from tests.contracts.invented_people import ANA
from tests.contracts.open_door import OpenDoor
from tests.contracts.session_key_store_contract import new_key
from tests.dev_server.command_line import run
from tests.doors.flask_server import flask_door

TOLD = re.compile(r"Sessions are signed with (\S+); (\S+) is still good\.\n")


@pytest.fixture
def door(tmp_path: Path) -> Iterator[OpenDoor]:
    """A running server."""
    with flask_door(tmp_path) as door:
        yield door


def status_of(door: OpenDoor, session: str) -> int:
    """Return how a request with a session is answered."""
    return ApiClient(door.url).send("GET", "/me", cookie_headers(session)).status


def rotate(folder: Path) -> tuple[str, str]:
    """Rotate the key as somebody at the terminal does; return the new and old id."""
    ran = run(folder, "rotate-session-key")
    assert ran.exit_code == 0, ran.output
    told = TOLD.fullmatch(ran.stdout)
    assert told is not None
    return told[1], told[2]


def new_session(folder: Path, person: Person) -> str:
    """Return a session that another process has started."""
    return wire(folder).api.signer.issue(person.user_id, datetime.now(UTC))


def key_id(session: str) -> str:
    """Return which key a session names."""
    return str(jwt.get_unverified_header(session)["kid"])


def test_a_running_server_learns_of_a_rotation(door: OpenDoor, tmp_path: Path) -> None:
    """Sessions of before live on; those of after are good, too, and name the key."""
    person = ApiClient(door.url).join(ANA)
    new, old = rotate(tmp_path)
    after = new_session(tmp_path, person)
    assert (key_id(person.session), key_id(after)) == (old, new)
    assert [status_of(door, s) for s in (after, person.session)] == [200, 200]
    assert key_id(ApiClient(door.url).join(ANA).session) == new


def test_rotating_twice_ends_what_is_older_than_the_first_time(
    door: OpenDoor, tmp_path: Path
) -> None:
    """What was started in between lives on."""
    person = ApiClient(door.url).join(ANA)
    rotate(tmp_path)
    between = new_session(tmp_path, person)
    rotate(tmp_path)
    after = new_session(tmp_path, person)
    sessions = (after, between, person.session)
    assert [status_of(door, session) for session in sessions] == [200, 200, 401]


def test_keys_are_made_once_for_their_owner_alone(tmp_path: Path) -> None:
    """Whatever starts later finds the same."""
    first = local_keys(tmp_path, new_key)
    again = local_keys(tmp_path, new_key)
    assert (first[0], first[1].kept()) == (again[0], again[1].kept())
    assert first[0] != first[1].current().secret
    files = [tmp_path / "pseudonym_key", tmp_path / "session_keys.json"]
    assert [file.stat().st_mode & 0o777 for file in files] == [0o600, 0o600]


@pytest.mark.parametrize("name", ["pseudonym_key", "session_keys.json"])
def test_a_weak_or_damaged_key_refuses_to_start(tmp_path: Path, name: str) -> None:
    """Rather than to go on with another."""
    (tmp_path / name).write_text("x" * 31)
    with pytest.raises(WeakKeyError):
        create_app(tmp_path)
    assert (tmp_path / name).read_text() == "x" * 31
