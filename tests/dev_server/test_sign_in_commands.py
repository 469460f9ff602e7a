"""``flask login`` and ``flask save-taste-profile``, against the stand-in."""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from backend.dev_server.demo.marker import SEED
from backend.dev_server.demo.world import InventedPerson, invented_people
from backend.dev_server.wiring import wire
from backend.use_cases.profiles.record import from_record
from scripts.local_cloud.loopback import free_port
from tests.dev_server.browsing_person import TAMPERED, answer
from tests.dev_server.command_line import Terminal, done

pytestmark = pytest.mark.slow
PEOPLE = tuple(invented_people(12, SEED))
ANA, EMPTY = PEOPLE[3], PEOPLE[5]
TOKEN_NOBODY_GAVE = "no-token-of-anybody"


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeded")
    done(folder, "seed-demo", "12")
    return folder


@pytest.fixture
def terminal(seeded: Path, tmp_path: Path) -> Terminal:
    folder = tmp_path / "data"
    shutil.copytree(seeded, folder)
    return Terminal(folder)


def kept(terminal: Terminal) -> dict[str, bytes]:
    """Everything in the data folder."""
    files = terminal.folder.rglob("*.json")
    return {str(file): file.read_bytes() for file in files}


def failed(ran: subprocess.CompletedProcess[str], status: int = 1) -> str:
    """The one line of an error; nothing was printed, no traceback shown."""
    assert ran.returncode == status, ran.stderr
    assert ran.stdout == ""
    assert "Traceback" not in ran.stderr
    errors = [one for one in ran.stderr.splitlines() if one.startswith("Error: ")]
    assert len(errors) == 1, ran.stderr
    return errors[0].removeprefix("Error: ")


def test_a_browser_signs_in_and_the_terminal_gets_a_session(
    terminal: Terminal,
) -> None:
    """Whose account it is, is who one becomes; the token is good at the API."""
    ran = terminal.run("login", "--visibility", "anonymous", PERSON=ANA.person_id)
    assert ran.returncode == 0, ran.stderr
    who = f"{ANA.name}, anonymous, user_id {ANA.user_id}"
    assert ran.stderr.splitlines()[-1] == who
    wired = wire(terminal.folder)
    session = ran.stdout.removesuffix("\n")
    assert wired.api.signer.verify(session, datetime.now(UTC)).user_id == ANA.user_id
    item = wired.store.get(ANA.user_id)
    assert item.visibility == "anonymous"
    assert {top.source for top in item.top_items} == {"spotify"}


@contextmanager
def waiting(terminal: Terminal, *arguments: str) -> Iterator[tuple[Any, str]]:
    """A command that has printed its address and waits."""
    process = terminal.start("login", "--no-browser", *arguments)
    try:
        assert process.stderr is not None
        while not (found := re.search(r"http://\S+", process.stderr.readline())):
            assert process.poll() is None
        yield process, found[0]
    finally:
        process.kill()
        process.communicate()


def test_without_a_browser_the_address_is_enough(terminal: Terminal) -> None:
    """Opened by hand, it leads back to the same terminal; the name can be chosen."""
    with waiting(terminal, "--display-name", "Ana of Tests") as (process, address):
        assert "redirect_uri=http%3A%2F%2F127.0.0.1%3A" in address
        assert "code_challenge_method=S256" in address
        assert "go on in the terminal" in answer(address, ANA.person_id)
        stdout, stderr = process.communicate(timeout=120)
    assert process.returncode == 0
    assert stdout.count(".") == 2
    assert stderr.splitlines()[-1].startswith("Ana of Tests, ")


def test_ctrl_c_ends_the_waiting_quietly(terminal: Terminal) -> None:
    """No traceback, nothing saved."""
    before = kept(terminal)
    with waiting(terminal) as (process, _):
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=120)
    assert (process.returncode, stdout) == (1, "")
    assert "Aborted!" in stderr
    assert "Traceback" not in stderr
    assert kept(terminal) == before


def test_a_refused_consent_is_one_line(terminal: Terminal) -> None:
    """Cancelled there, nothing is read and nothing saved."""
    before = kept(terminal)
    ran = terminal.run("login", "--visibility", "open", PERSON="")
    assert failed(ran) == "the sign-in was cancelled at Spotify: nothing was read"
    assert kept(terminal) == before


def test_an_answer_to_another_question_is_not_taken(terminal: Terminal) -> None:
    """The state of the sign-in has to come back unchanged."""
    before = kept(terminal)
    ran = terminal.run("login", PERSON=ANA.person_id, **{TAMPERED: "yes"})
    assert "was not started here" in failed(ran)
    assert kept(terminal) == before


def test_an_empty_account_is_one_line(terminal: Terminal) -> None:
    """Whoever has never played anything is told so."""
    before = kept(terminal)
    ran = terminal.run("login", "--visibility", "open", PERSON=EMPTY.person_id)
    assert failed(ran).startswith("Spotify knows no top artists or tracks of yours yet")
    assert kept(terminal) == before


def test_nobody_comes_in_time(terminal: Terminal) -> None:
    """The waiting ends by itself."""
    ran = terminal.run("login", "--no-browser", "--timeout", "1")
    assert failed(ran) == "nobody signed in within 1 seconds; nothing was saved"


def test_a_port_in_use_is_named(terminal: Terminal) -> None:
    """Before anybody is sent anywhere."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = terminal.run("login", "--port", port, PERSON=ANA.person_id)
    assert failed(ran) == f"port {port}: Address already in use"


@pytest.mark.parametrize("command", ["login", "save-taste-profile"])
def test_without_a_source_there_is_a_way_to_get_one(
    tmp_path: Path, command: str
) -> None:
    """An empty data folder, no client id."""
    ran = Terminal(tmp_path).run(command)
    assert failed(ran) == (
        "no Spotify here: set SPOTIFY_CLIENT_ID, or run flask seed-demo"
    )


@pytest.mark.parametrize(
    "wrong",
    [
        ("login", "--visibility", "everybody"),
        ("login", "--port", "70000"),
        ("login", "--timeout", "0"),
        ("save-taste-profile", "--output", "/no/such/folder/item.json"),
    ],
)
def test_wrong_options_are_wrong_usage(
    terminal: Terminal, wrong: tuple[str, ...]
) -> None:
    """Said before anybody signs in."""
    assert "Invalid value for" in failed(terminal.run(*wrong), status=2)


def newcomers(terminal: Terminal) -> None:
    """Nobody of the demo world has an account here."""
    shutil.rmtree(terminal.folder / "people")


def test_a_first_save_needs_a_choice(terminal: Terminal) -> None:
    """The option that is missing is named."""
    newcomers(terminal)
    before = kept(terminal)
    line = failed(terminal.run("login", PERSON=ANA.person_id))
    assert line.endswith("; add --visibility open, anonymous or hidden")
    after = {name for name in kept(terminal) if "profiles" in name}
    assert after == {name for name in before if "profiles" in name}


def test_the_saved_item_is_printed_as_it_is_kept(terminal: Terminal) -> None:
    """On standard output alone, so that it can be piped."""
    newcomers(terminal)
    arguments = ("save-taste-profile", "--visibility", "hidden")
    ran = terminal.run(*arguments, PERSON=ANA.person_id)
    assert ran.returncode == 0, ran.stderr
    record = json.loads(ran.stdout)
    assert list(record)[:2] == ["user_id", "profile"]
    assert record["user_id"] != ANA.user_id
    assert from_record(record) == wire(terminal.folder).store.get(record["user_id"])
    assert record["visibility"] == "hidden"
    ranks = [
        top["rank"]
        for top in record["profile"]["top_items"]
        if (top["kind"], top["time_range"]) == ("artist", "long_term")
    ]
    assert ranks == list(range(1, len(ANA.artists["long_term"]) + 1))


def test_the_item_can_go_to_a_file(terminal: Terminal, tmp_path: Path) -> None:
    """What stood there before is replaced at once, and only by a whole item."""
    file = tmp_path / "item.json"
    file.write_text("what was there before")
    arguments = ("save-taste-profile", "--output", str(file))
    failed(terminal.run(*arguments, PERSON=EMPTY.person_id))
    assert file.read_text() == "what was there before"
    ran = terminal.run(*arguments, PERSON=ANA.person_id)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert json.loads(file.read_text())["user_id"] == ANA.user_id
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["item.json"]


def test_a_token_that_spotify_did_not_give_is_refused(terminal: Terminal) -> None:
    """From the environment or the command line; it is not repeated anywhere."""
    before = kept(terminal)
    by_option = terminal.run("save-taste-profile", "--access-token", TOKEN_NOBODY_GAVE)
    by_variable = terminal.run(
        "save-taste-profile", SPOTIFY_ACCESS_TOKEN=TOKEN_NOBODY_GAVE
    )
    for ran in (by_option, by_variable):
        assert "reconnect" in failed(ran)
        assert TOKEN_NOBODY_GAVE not in ran.stderr
    assert kept(terminal) == before


def test_tokens_are_for_machines_that_allow_them(tmp_path: Path) -> None:
    """Any app could have got it from its users; the variable is named."""
    ran = Terminal(tmp_path).run(
        "save-taste-profile",
        SPOTIFY_CLIENT_ID="0123456789abcdef0123456789abcdef",
        SPOTIFY_ACCESS_TOKEN=TOKEN_NOBODY_GAVE,
    )
    assert "SPOTIFY_ACCEPT_ACCESS_TOKENS=1" in failed(ran)


def test_the_world_of_the_tests_is_the_one_they_think_of() -> None:
    """Somebody with a taste, and somebody without."""
    people: tuple[InventedPerson, ...] = (ANA, EMPTY)
    assert [bool(person.top_items) for person in people] == [True, False]


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_a_server_with_a_stand_in_stops_at_once(
    terminal: Terminal, ending: signal.Signals
) -> None:
    """Two servers in one process; neither may wait for the other for ever."""
    port = free_port()
    process = terminal.start("run", "--port", str(port))
    try:
        sources = answered(f"http://127.0.0.1:{port}/sources")
        assert sources["sources"][0]["is_invented"]
        process.send_signal(ending)
        process.communicate(timeout=120)
    finally:
        process.kill()
        process.communicate()


def answered(url: str) -> Any:
    """The JSON of a server that is just starting."""
    adapter = HTTPAdapter(max_retries=Retry(20, connect=20, backoff_factor=0.1))
    with requests.Session() as session:
        session.mount("http://", adapter)
        return session.get(url, timeout=120).json()
