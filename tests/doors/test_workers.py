"""Two workers serve one data folder as one server would."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from backend.dev_server.demo.world import InventedPerson, invented_people
from backend.sources.spotify.sign_in import code_challenge
from backend.stores.files.profiles import JsonProfileStore
from tests.contracts.api_client import ApiClient
from tests.contracts.invented_people import ANA, BEN
from tests.dev_server.command_line import done
from tests.doors.workers_server import Serving, is_there, wait_until, workers_serving

pytestmark = pytest.mark.slow

PEOPLE = 12
VERIFIER = "v" * 43
INVENTED: InventedPerson = next(invented_people(1, 1))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a small demo world."""
    folder = tmp_path_factory.mktemp("data")
    done(folder, "seed-demo", str(PEOPLE))
    return folder


@pytest.fixture(scope="module")
def lasting(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Serving]:
    """A server that no test ends."""
    with workers_serving(folder, tmp_path_factory.mktemp("log") / "log") as serving:
        yield serving


@pytest.fixture
def mortal(folder: Path, tmp_path: Path) -> Iterator[Serving]:
    """A server of one test's own."""
    with workers_serving(folder, tmp_path / "log") as serving:
        yield serving


def test_a_save_by_one_worker_is_seen_by_the_other(lasting: Serving) -> None:
    """In a ranking, and no more after it was deleted."""
    api = ApiClient(lasting.url)
    one, other = lasting.workers
    with lasting.only(one):
        ana = api.join(ANA)
        assert api.call("find_matches", ana.user_id, session=ana.session).json
    with lasting.only(other):
        # The other one has known its community since its start.
        ben = api.join({**BEN, "artists": ANA["artists"]})
        assert ana.user_id in matched(api, ben.user_id, ben.session)
    with lasting.only(one):
        assert ben.user_id in matched(api, ana.user_id, ana.session)
        api.call("erase_me", session=ben.session)
    with lasting.only(other):
        assert ben.user_id not in matched(api, ana.user_id, ana.session)


def matched(api: ApiClient, user_id: str, session: str) -> list[str]:
    """Who is in somebody's ranking."""
    found = api.call("find_matches", user_id, query="limit=50", session=session).json
    return [match["user_id"] for match in found["matches"]]


def test_saves_by_both_at_once_are_all_counted(lasting: Serving) -> None:
    """Each is told that it was saved, or that somebody came first."""
    api = ApiClient(lasting.url)
    ana = api.join(ANA)
    bodies = [{"source": "top_items", "artists": [f"Artist {n}"]} for n in range(40)]
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda b: api.save(b, ana.session), bodies))
    assert {answer.status for answer in answers} <= {200, 409}
    saved = [answer.json["revision"] for answer in answers if answer.status == 200]
    kept = api.call("show_taste_profile", session=ana.session).json
    assert sorted(saved) == list(range(2, kept["revision"] + 1))


def test_both_count_for_one_limit(lasting: Serving, folder: Path) -> None:
    """What one has let pass is known to the other."""
    api = ApiClient(lasting.url)
    ana = api.join(ANA)
    before = counted(folder)
    for worker in lasting.workers:
        with lasting.only(worker):
            for _ in range(5):
                api.call("find_matches", ana.user_id, session=ana.session)
    [asked] = set(counted(folder).items()) - set(before.items())
    assert asked[1] == 10


def counted(folder: Path) -> dict[str, int]:
    """How often who has asked for rankings, whenever that was."""
    with closing(sqlite3.connect(folder / "counters.sqlite")) as counters:
        rows = counters.execute(
            "SELECT owner, sum(n) FROM counts WHERE what = 'rank' GROUP BY owner"
        )
        return dict(rows.fetchall())


def test_signing_in_at_a_stand_in_works_by_whichever_worker(lasting: Serving) -> None:
    """There is one of each stand-in, which knows the code whoever comes with it."""
    api = ApiClient(lasting.url)
    told = []
    for worker in lasting.workers:
        with lasting.only(worker):
            told.append(api.call("sources").json)
    assert told[0] == told[1]
    [spotify] = [s for s in told[0]["sources"] if s["source"] == "spotify"]
    for worker in lasting.workers:
        code = agreed(spotify, lasting.url)
        with lasting.only(worker):
            answer = api.save(
                {
                    "source": "spotify",
                    "code": code,
                    "code_verifier": VERIFIER,
                    "redirect_uri": f"{lasting.url}/",
                }
            )
        assert answer.json["user_id"] == INVENTED.user_id, answer.body


def agreed(spotify: dict[str, str], url: str) -> str:
    """Agree as somebody invented; return the code to come back with."""
    form = {
        "client_id": spotify["client_id"],
        "response_type": "code",
        "redirect_uri": f"{url}/",
        "scope": spotify["scope"],
        "state": "x",
        "code_challenge_method": "S256",
        "code_challenge": code_challenge(VERIFIER),
        "person_id": INVENTED.person_id,
    }
    page = spotify["authorize_url"]
    sent_back = requests.post(page, data=form, allow_redirects=False, timeout=120)
    return parse_qs(urlsplit(sent_back.headers["Location"]).query)["code"][0]


def test_what_is_no_http_is_refused_in_json(lasting: Serving) -> None:
    """And no line of the log repeats it."""
    address = urlsplit(lasting.url)
    long = "/?" + "SECRET" * 2_000
    for said, status in ((f"GET {long} HTTP/1.1", 414), ("SECRET", 400)):
        answer = said_to(address.hostname or "", address.port or 0, said)
        head, _, body = answer.partition("\r\n\r\n")
        assert head.startswith(f"HTTP/1.1 {status} ")
        assert body.startswith('{"error":{"code":"invalid_request"')
    assert "SECRET" not in lasting.log.read_text()


def test_slow_callers_keep_nobody_waiting(lasting: Serving) -> None:
    """Neither with half a head nor with half a body."""
    address = urlsplit(lasting.url)
    halves = (
        b"GET /health HTTP/1.1\r\nHost: x\r\nX-",
        b"POST /taste-profile HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{",
    )
    with ExitStack() as callers:
        for half in halves * 20:
            place = (address.hostname, address.port)
            slow = callers.enter_context(socket.create_connection(place, timeout=120))
            slow.sendall(half)
        for _ in range(10):
            assert ApiClient(lasting.url).call("health").status == 200


def said_to(host: str, port: int, line: str) -> str:
    """Send one line as a whole request; return what comes back until the end."""
    with socket.create_connection((host, port), timeout=120) as connection:
        connection.sendall(f"{line}\r\nHost: x\r\n\r\n".encode())
        parts = iter(lambda: connection.recv(65_536), b"")
        return b"".join(parts).decode()


def test_lines_are_as_of_one_server(lasting: Serving) -> None:
    """One of the server and one of the operation, under the id that is told."""
    api = ApiClient(lasting.url)
    asked = api.send("GET", "/health?code=SECRET")
    api.send("GET", "/%0aforged")
    # The server's own line comes after the answer.
    wait_until(lambda: '"GET /%0aforged HTTP/1.1" 404 -' in lasting.log.read_text())
    lines = lasting.log.read_text().splitlines()
    assert f"{asked.headers['x-request-id']} INFO health: 422" in lines
    [line] = [line for line in lines if "/health?" in line]
    assert line.startswith("127.0.0.1 - - [")
    assert line.endswith('] "GET /health?… HTTP/1.1" 422 -')


def test_a_killed_worker_loses_nothing_and_is_replaced(
    mortal: Serving, folder: Path
) -> None:
    """While saves are under way; the stand-ins' process, too, at its old address."""
    api = ApiClient(mortal.url)
    ana = api.join(ANA)
    saved = 1

    def save(n: int) -> int:
        body = {"source": "top_items", "artists": [f"Artist {n}"]}
        try:
            return int(api.save(body, ana.session).json.get("revision", 0))
        except OSError:
            # The connection was the killed worker's.
            return 0

    before = mortal.children
    with ThreadPoolExecutor(4) as threads:
        saves = [threads.submit(save, n) for n in range(30)]
        saves[3].result()
        for pid in (before[0], before[1]):
            os.kill(pid, signal.SIGKILL)
        saved = max(each.result() for each in saves)
    assert JsonProfileStore(folder).get(ana.user_id).revision >= saved > 1
    wait_until(lambda: len(set(mortal.children) - set(before)) == 2)
    [spotify, *_] = api.call("sources").json["sources"]
    assert agreed(spotify, mortal.url)
    assert api.call("me", session=ana.session).status == 200


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ending_leaves_no_process(mortal: Serving, ending: signal.Signals) -> None:
    """Ctrl+C and a closed terminal reach all of them, a service's end the parent."""
    processes = [mortal.parent.pid, *mortal.children]
    if ending == signal.SIGTERM:
        mortal.parent.send_signal(ending)
    else:
        os.killpg(mortal.parent.pid, ending)
    assert mortal.parent.wait(timeout=120) == 0
    wait_until(lambda: not any(map(is_there, processes)))


def test_no_process_outlives_a_killed_parent(mortal: Serving) -> None:
    """Whoever is killed cannot end the others: they notice."""
    children = mortal.children
    mortal.parent.kill()
    mortal.parent.wait()
    wait_until(lambda: not any(map(is_there, children)))
