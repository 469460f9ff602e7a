"""For the same people, both doors answer the same bytes, times aside."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from backend.http_api.operation import Operation
from backend.http_api.operations import OPERATIONS
from tests.cloud.fixtures import LambdaService
from tests.contracts.api_client import Answer, ApiClient, cookie_headers, target_of
from tests.contracts.hostile_bodies import hostile_bodies
from tests.contracts.hostile_requests import (
    Hostile,
    hostile_paths,
    hostile_queries,
    hostile_sessions,
)
from tests.contracts.invented_people import ANA, BEN, CEM, DAN, invented_listeners
from tests.contracts.open_door import OpenDoor
from tests.doors.deployed import deployed_door
from tests.doors.flask_server import flask_door

pytestmark = pytest.mark.deployment

TIME = re.compile(rb"20\d\d-\d\d-\d\dT[0-9:.]+(?:Z|\+00:00)")
KNOWN = [f"Artist {n}" for n in range(5, 15)]
SAVED: dict[str, dict[str, Any]] = {
    "aaaaaaaa-0000-4000-8000-000000000001": {**ANA, "artists": [*KNOWN, "Low"]},
    "aaaaaaaa-0000-4000-8000-000000000002": {**BEN, "artists": ["Low", *KNOWN]},
    "aaaaaaaa-0000-4000-8000-000000000003": {**CEM, "artists": ["Low", *KNOWN[3:]]},
    "aaaaaaaa-0000-4000-8000-000000000004": {**DAN, "artists": KNOWN},
    "aaaaaaaa-0000-4000-8000-000000000005": BEN,
}
ANA_ID, _, _, DAN_ID, BEN_ID = SAVED
READING = [o for o in OPERATIONS if o.method == "GET"]


@dataclass(frozen=True)
class BothDoors:
    """The two doors over the same people; each signs sessions under its own key id."""

    flask: OpenDoor
    deployed: OpenDoor

    def __iter__(self) -> Iterator[OpenDoor]:
        return iter((self.flask, self.deployed))

    def ask(
        self, method: str, target: str, user_id: str = "", body: object = None
    ) -> Answer:
        """Ask both as a person, and return the answer if it is one and the same."""
        answers = []
        for door in self:
            headers = cookie_headers(session_of(door, user_id)) if user_id else {}
            headers["content-type"] = "application/json"
            content = None if body is None else json.dumps(body).encode()
            answers.append(ApiClient(door.url).send(method, target, headers, content))
        assert seen(answers[0]) == seen(answers[1]), target
        return answers[0]

    def refuse(self, make: Callable[[OpenDoor], Iterable[Hostile]]) -> int:
        """Send hostile requests to both and return how many were refused alike."""
        pairs = list(zip(*(make(door) for door in self), strict=True))
        for pair in pairs:
            answers = [
                ApiClient(door.url).send(h.method, h.target, h.headers, h.body)
                for door, h in zip(self, pair, strict=True)
            ]
            assert seen(answers[0]) == seen(answers[1]), pair[0].what
            assert answers[0].status >= 400
        return len(pairs)


def session_of(door: OpenDoor, user_id: str) -> str:
    """Return a person's session at one door."""
    return door.signer.issue(user_id, datetime.now(UTC))


def seen(answer: Answer) -> tuple[int, bytes, dict[str, str | None], int]:
    """Return what a caller sees of an answer, times blanked out."""
    headers = {
        name: answer.headers.get(name)
        for name in (
            "content-type",
            "cache-control",
            "content-security-policy",
            "x-content-type-options",
            "referrer-policy",
        )
    }
    return answer.status, TIME.sub(b"TIME", answer.body), headers, len(answer.cookies)


@pytest.fixture(scope="module")
def doors(
    tmp_path_factory: pytest.TempPathFactory, lambda_service: LambdaService
) -> Iterator[BothDoors]:
    """Both doors, where the same people have saved and statistics are published."""
    folder = tmp_path_factory.mktemp("flask")
    # One key: aliases of anonymous people are made from it.
    (folder / "signing_key").write_text(lambda_service.session_key)
    deployed = deployed_door(lambda_service)
    with flask_door(folder) as flask:
        for door in (flask, deployed):
            for user_id, body in SAVED.items():
                answer = ApiClient(door.url).save(body, session_of(door, user_id))
                assert answer.status == 201
            door.settle(invented_listeners(240))
        yield BothDoors(flask, deployed)


@pytest.mark.parametrize("viewer", SAVED)
@pytest.mark.parametrize("operation", READING, ids=lambda o: o.name)
def test_reading_answers_alike(
    doors: BothDoors, operation: Operation, viewer: str
) -> None:
    """For people who are open, anonymous and hidden; successes and refusals."""
    path = [viewer, BEN_ID][: operation.path.count("{")]
    answer = doors.ask("GET", target_of(operation, *path), viewer)
    assert answer.status in (200, 403, 404)


def test_every_page_and_pair_is_alike(doors: BothDoors) -> None:
    """A whole ranking of a grown community, page by page, person by person."""
    shown: list[str] = []
    query: str | None = "limit=50"
    while query:
        page = doors.ask("GET", f"/matches/{ANA_ID}?{query}", ANA_ID).json
        assert page["statistics"]["is_young"] is False
        shown += [match["user_id"] for match in page["matches"]]
        cursor = page["next_cursor"]
        query = f"limit=50&cursor={cursor}" if cursor else None
    assert len(shown) == len(set(shown)) > 150
    assert {shown_id[:5] == "anon-" for shown_id in shown} == {True, False}
    for shown_id in shown[::10]:
        pair = doors.ask("GET", f"/matches/{ANA_ID}/{shown_id}", ANA_ID)
        assert pair.status == 200


def test_everybodys_own_view_is_alike(doors: BothDoors) -> None:
    """Weights, genres and links of kept items, however a store orders them."""
    for item in invented_listeners(240)[::16]:
        for target in ("/taste-profile", "/top-artists", f"/matches/{item.user_id}"):
            assert doors.ask("GET", target, item.user_id).status in (200, 403)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: o.name)
def test_every_refusal_is_alike(doors: BothDoors, operation: Operation) -> None:
    """The same words for the same hostile request."""

    def hostile(door: OpenDoor) -> Iterator[Hostile]:
        session = session_of(door, ANA_ID)
        yield from hostile_queries(operation, ANA_ID, session)
        yield from hostile_paths(operation, ANA_ID, session)
        if operation.caller != "anyone":
            yield from hostile_sessions(operation, ANA_ID, door.signer)
        if operation.body is not None:
            yield from hostile_bodies(operation)

    assert doors.refuse(hostile) > 10


def test_saving_and_deleting_answer_alike(doors: BothDoors) -> None:
    """A second save, a first one, a deletion, and a deletion of nothing."""
    for body in (BEN, {**BEN, "visibility": None}, {**CEM, "named_artists": None}):
        assert doors.ask("POST", "/taste-profile", DAN_ID, body).status == 200
        assert doors.ask("GET", "/taste-profile", DAN_ID).status == 200
    for _ in range(2):
        assert doors.ask("DELETE", "/taste-profile", DAN_ID).status == 200
    assert doors.ask("GET", "/taste-profile", DAN_ID).status == 404
    assert doors.ask("POST", "/taste-profile", DAN_ID, ANA).json["revision"] == 1


def test_a_new_person_is_answered_alike(doors: BothDoors) -> None:
    """But for the id, which is random."""
    answers = [ApiClient(door.url).save(ANA) for door in doors]
    blanked = [
        seen(replace(a, body=a.body.replace(a.json["user_id"].encode(), b"ID")))
        for a in answers
    ]
    assert blanked[0] == blanked[1]
    assert answers[0].json["user_id"] != answers[1].json["user_id"]
