"""For the same people, both doors answer the same bytes, times aside."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from backend.http_api.operation import Operation
from backend.http_api.operations import OPERATIONS
from tests.contracts.api_client import Answer, ApiClient, cookie_headers, target_of
from tests.contracts.hostile_bodies import hostile_bodies
from tests.contracts.hostile_requests import (
    Hostile,
    hostile_paths,
    hostile_queries,
    hostile_sessions,
    sample,
)
from tests.contracts.invented_accounts import (
    SOURCES,
    Account,
    SourceKey,
    ana_at,
    ben_at,
    newcomer_at,
)
from tests.contracts.invented_people import ANA, BEN, CEM, DAN, invented_listeners
from tests.contracts.matches_contract import GROWN
from tests.contracts.open_door import OpenDoor
from tests.contracts.refreshing_contract import kept_long_ago
from tests.contracts.source_saving_contract import IMPOSSIBLE_NAMES
from tests.dev_server.open_music import OpenMusic
from tests.doors.deployed import deployed_door
from tests.doors.flask_server import flask_door
from tests.local_cloud.fixtures import LambdaService

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
    music: OpenMusic

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
    (folder / "pseudonym_key").write_text(lambda_service.pseudonym_key)
    deployed = deployed_door(lambda_service)
    with flask_door(folder, lambda_service.music) as flask:
        for door in (flask, deployed):
            for user_id, body in SAVED.items():
                answer = ApiClient(door.url).save(body, session_of(door, user_id))
                assert answer.status == 201
            door.settle(invented_listeners(GROWN))
        yield BothDoors(flask, deployed, lambda_service.music)


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
    for item in invented_listeners(GROWN)[::16]:
        for target in ("/taste-profile", "/top-artists", f"/matches/{item.user_id}"):
            assert doors.ask("GET", target, item.user_id).status in (200, 403)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: o.name)
def test_every_refusal_is_alike(doors: BothDoors, operation: Operation) -> None:
    """The same words for the same hostile request."""

    def every(door: OpenDoor) -> Iterator[Hostile]:
        session = session_of(door, ANA_ID)
        yield from hostile_queries(operation, ANA_ID, session)
        yield from hostile_paths(operation, ANA_ID, session)
        if operation.caller != "anyone":
            yield from hostile_sessions(operation, ANA_ID, door.signer)
        if operation.body is not None:
            yield from hostile_bodies(operation, session)

    assert doors.refuse(lambda door: sample(every(door), operation)) > 2


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
    assert without_id(answers[0]) == without_id(answers[1])
    assert answers[0].json["user_id"] != answers[1].json["user_id"]


@pytest.mark.parametrize("source", SOURCES)
def test_saving_by_name_and_by_token_answers_alike(
    doors: BothDoors, source: SourceKey
) -> None:
    """What is kept of it, too; the token's person is told apart by the id alone."""
    by_name = {**ana_at(source).by_name(is_refreshed=True), "display_name": "Dan"}
    assert doors.ask("POST", "/taste-profile", DAN_ID, by_name).status == 200
    kept = doors.ask("GET", "/taste-profile", DAN_ID).json
    assert kept["refresh"]["source"] == source
    assert kept["top_items"]
    assert doors.ask("GET", f"/matches/{DAN_ID}/{BEN_ID}", DAN_ID).status == 200
    assert doors.ask("POST", "/taste-profile/refresh", DAN_ID).status == 429
    bodies = [ben_at(source).by_token(doors.music) for _ in doors]
    answers = [
        ApiClient(door.url).save(body) for door, body in zip(doors, bodies, strict=True)
    ]
    assert without_id(answers[0]) == without_id(answers[1])
    shown = [
        ApiClient(door.url).call("show_taste_profile", session=answer.session)
        for door, answer in zip(doors, answers, strict=True)
    ]
    assert without_id(shown[0]) == without_id(shown[1])
    assert shown[0].json["is_verified"] is True
    for door, answer in zip(doors, answers, strict=True):
        ApiClient(door.url).call("delete_taste_profile", session=answer.session)


@pytest.mark.parametrize("source", SOURCES)
def test_a_refresh_answers_alike(doors: BothDoors, source: SourceKey) -> None:
    """A renewed taste, each trouble of the service, and a name that is gone."""
    assert doors.ask("DELETE", "/taste-profile", DAN_ID).status == 200
    service = getattr(doors.music, source)
    for name, trouble, status in (
        (ana_at(source).user_name, "", 200),
        (ana_at(source).user_name, "rate_limit", 429),
        (ana_at(source).user_name, "bad_gateway", 502),
        ("nobody-by-this-name", "", 422),
    ):
        item = replace(kept_long_ago(source, name), user_id=DAN_ID)
        for door in doors:
            door.store.put(item, expected_revision=None)
        if trouble:
            service.switch(trouble, seconds=1)
        answer = doors.ask("POST", "/taste-profile/refresh", DAN_ID)
        service.switch_all_off()
        if trouble == "rate_limit":
            # Each door keeps to it, for everybody who comes through it.
            time.sleep(1)
        assert answer.status == status
        doors.ask("GET", "/taste-profile", DAN_ID)
        doors.ask("DELETE", "/taste-profile", DAN_ID)


@pytest.mark.parametrize("source", SOURCES)
def test_no_way_in_refuses_in_words_of_its_own(
    doors: BothDoors, source: SourceKey
) -> None:
    """Unknown, empty and impossible names, a wrong token, both, neither."""
    account = ana_at(source)
    for body in (
        newcomer_at(source).by_name(),
        *(Account(source, name).by_name() for name in IMPOSSIBLE_NAMES),
        account.by_name(token="x"),
        {"source": source, "visibility": "open"},
        {"source": source, "visibility": "open", "token": "nobody-gave-this"},
        account.by_name(visibility=None),
        {"source": "spotify", "visibility": "open", "access_token": "t"},
    ):
        answer = doors.ask("POST", "/taste-profile", body=body)
        assert answer.status == 422, body


def without_id(answer: Answer) -> tuple[int, bytes, dict[str, str | None], int]:
    """Return what a caller sees, but for the id of a new person, which is random."""
    user_id = answer.json["user_id"].encode()
    return seen(replace(answer, body=answer.body.replace(user_id, b"ID")))
