"""Part of ``HttpApiContract``: each operation, asked by everybody about everybody."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from backend.http_api.operation import Operation
from backend.http_api.operations import OPERATIONS
from backend.http_api.sessions import LIFETIME, SessionSigner
from backend.use_cases.api_keys import SCOPES
from tests.contracts.access_matrix import (
    CALLERS,
    ERASED,
    MATRIX,
    OTHERS,
    REFUSED,
    CallerKind,
    OtherKind,
)
from tests.contracts.account_contract import make_key
from tests.contracts.api_client import (
    Answer,
    ApiClient,
    Person,
    cookie_headers,
    target_of,
)
from tests.contracts.forged_sessions import forged_sessions
from tests.contracts.hostile_requests import JSON, NOBODY, body_of, good_body
from tests.contracts.invented_people import ANA
from tests.contracts.meeting_contract import invited
from tests.contracts.meetings import Meeting, met
from tests.contracts.open_door import OpenDoor

READING = [operation for operation in OPERATIONS if operation.method == "GET"]
CHANGING = [operation for operation in OPERATIONS if operation.method != "GET"]
FORGED: Mapping[CallerKind, str] = {
    "forged": "another key",
    "other audience": "another audience",
    "algorithm none": "algorithm none",
}


@dataclass(frozen=True)
class Asked:
    """How one operation is asked: the whole target, and a body that it takes."""

    operation: Operation
    target: str
    body: bytes | None

    def by(self, api: ApiClient, headers: Mapping[str, str]) -> Answer:
        """Ask, as somebody, and hold the answer against the contract."""
        sent = {**headers, **(JSON if self.body is not None else {})}
        answer = api.send(self.operation.method, self.target, sent, self.body)
        api.check(self.operation, answer)
        return answer


class AccessContract:
    """Every cell of the matrix is asked, over HTTP."""

    def test_every_operation_has_its_row(self) -> None:
        """A new one fails here until somebody has said who may ask it."""
        assert MATRIX.keys() == {operation.name for operation in OPERATIONS}
        for name, row in MATRIX.items():
            assert set(row.callers) == set(CALLERS), name
            assert set(row.others) == set(OTHERS), name

    @pytest.mark.parametrize("kind", CALLERS)
    def test_an_operation_answers_who_calls(
        self, api: ApiClient, door: OpenDoor, kind: CallerKind
    ) -> None:
        """With a session, a key, something forged, ended or erased, or nothing."""
        is_refused = kind in REFUSED or kind == "nobody"
        wrong = []
        groups = [OPERATIONS] if is_refused else [READING, *([o] for o in CHANGING)]
        for operations in groups:
            person = api.join(ANA)
            # Before anything is ended or erased, for what may be asked with it.
            asked = [
                own_thing(api, person, o, is_program="key" in kind)
                for o in sampled(operations, door, CALLERS.index(kind))
            ]
            headers = headers_of(kind, api, person, door.signer)
            kept = list(door.store.scan())
            for asking in asked:
                answer = asking.by(api, headers)
                name = asking.operation.name
                wrong += difference(name, MATRIX[name].callers[kind], outcome(answer))
            if is_refused:
                assert [i for i in door.store.scan() if i in kept] == kept
        assert wrong == []

    @pytest.mark.parametrize("kind", OTHERS)
    def test_an_operation_shows_others_as_they_allow(
        self, api: ApiClient, door: OpenDoor, kind: OtherKind
    ) -> None:
        """Whoever is not to be seen is told in the same bytes as nobody at all."""
        wrong = []
        for operations in (READING, *([o] for o in CHANGING)):
            chosen = sampled(operations, door, OTHERS.index(kind))
            if not chosen:
                continue
            meeting = met(api, kind)
            headers = cookie_headers(meeting.caller.session)
            for operation in chosen:
                asking = about(api, meeting, operation, kind)
                nowhere = about_nobody(meeting, asking)
                unknown = nowhere.by(api, headers) if nowhere != asking else None
                answer = asking.by(api, headers)
                told = f"{outcome(answer)} {meeting.shown_in(answer)}".strip()
                wanted = MATRIX[operation.name].others[kind]
                wrong += difference(operation.name, wanted, told)
                if answer.status >= 400 and unknown is not None:
                    assert lasting(answer) == lasting(unknown), operation.name
        assert wrong == []


def sampled(
    operations: Iterable[Operation], door: OpenDoor, place: int
) -> list[Operation]:
    """Return all, or of a slow door every fourth, others for each kind of caller."""
    step = 4 if door.is_behind_gateway else 1
    return [o for o in operations if (OPERATIONS.index(o) + place) % step == 0]


def own_thing(
    api: ApiClient, person: Person, operation: Operation, *, is_program: bool
) -> Asked:
    """Ask for what is one's own, wherever an operation takes an id or a code."""
    path = [place_of(api, person, name) for name in places(operation)]
    body = body_for(api, person, operation, person.user_id)
    if is_program and operation.name == "save_taste_profile":
        body = body_of(visibility=None)
    return Asked(operation, target_of(operation, *path), body)


def about(
    api: ApiClient, meeting: Meeting, operation: Operation, kind: OtherKind
) -> Asked:
    """Ask for the other person, wherever an operation takes one."""
    owner = meeting.other if kind == "stranger's own" else meeting.caller
    path = [
        meeting.asked_by if name == "other_id" else place_of(api, owner, name)
        for name in places(operation)
    ]
    body = body_for(api, owner, operation, meeting.asked_by, meeting.code)
    return Asked(operation, target_of(operation, *path), body)


def about_nobody(meeting: Meeting, asking: Asked) -> Asked:
    """Ask the same for somebody, or with a code, that there never was."""
    nobody = NOBODY if meeting.asked_by != meeting.alias else f"anon-{'a' * 24}"
    target = asking.target
    others = (meeting.asked_by, meeting.other.user_id)
    for known in others:
        target = target.replace(known, nobody)
    body = asking.body or b""
    for known in (*others, meeting.code):
        body = body.replace(known.encode(), nobody.encode())
    return Asked(asking.operation, target, asking.body and body)


def places(operation: Operation) -> list[str]:
    """Return the names of a path's parameters."""
    return re.findall(r"{(\w+)}", operation.path)


def place_of(api: ApiClient, owner: Person, name: str) -> str:
    """Return an id of something that belongs to somebody, made for the purpose."""
    if name == "key_id":
        return make_key(api, owner, *SCOPES).split("_")[2]
    if name == "invitation_id":
        invited(api, owner)
        listed = api.call("list_invitations", session=owner.session)
        return str(listed.json["invitations"][0]["invitation_id"])
    if name == "block_id":
        bystander = api.join({**ANA, "display_name": "Bystander"})
        body = {"user_id": bystander.user_id}
        assert api.call("block", session=owner.session, body=body).status == 200
        listed = api.call("list_blocks", session=owner.session)
        return str(listed.json["blocks"][0]["block_id"])
    return "top_items" if name == "source" else owner.user_id


def body_for(
    api: ApiClient, owner: Person, operation: Operation, other_id: str, code: str = ""
) -> bytes | None:
    """Return a body that the operation takes, with good codes in it."""
    if operation.name == "recover":
        made = api.call("make_recovery_code", session=owner.session)
        return json.dumps(made.json).encode()
    if operation.name == "block":
        return json.dumps({"user_id": other_id}).encode()
    if operation.name == "open_invitation":
        return json.dumps({"code": code or invited(api, owner)}).encode()
    if operation.name == "accept_invitation":
        body = {"code": code or invited(api, owner), "shows_name": True}
        return json.dumps(body).encode()
    return good_body(operation)


def headers_of(
    kind: CallerKind, api: ApiClient, person: Person, signer: SessionSigner
) -> dict[str, str]:
    """Return what somebody sends who calls like this."""
    session = person.session
    if "key" in kind:
        key = key_of(kind, api, person)
        if kind in ERASED:
            api.call("erase_me", session=session)
        return {"authorization": f"Bearer {key}"}
    if kind == "nobody":
        return {}
    if kind == "expired":
        session = signer.issue(person.user_id, datetime.now(UTC) - LIFETIME)
    elif kind == "ended":
        api.call("end_all_sessions", session=session)
    elif kind == "erased":
        api.call("erase_me", session=session)
    elif kind in FORGED:
        forged = {what: t for what, t, _ in forged_sessions(person.user_id, signer)}
        session = forged[FORGED[kind]]
    return cookie_headers(session)


def key_of(kind: CallerKind, api: ApiClient, person: Person) -> str:
    """Return a key for the scope that its kind names, or for all; maybe revoked."""
    scope = kind.removeprefix("key for ")
    key = make_key(api, person, *([scope] if scope in SCOPES else SCOPES))
    if kind == "revoked key":
        api.call("revoke_api_key", key.split("_")[2], session=person.session)
    return key


def outcome(answer: Answer) -> str:
    """Return the status, and the code of a refusal."""
    return f"{answer.status} {answer.code}".strip()


def difference(name: str, wanted: str, told: str) -> list[str]:
    """Return what is wrong with an answer, in words, if anything is."""
    return [] if wanted == told else [f"{name}: {told}, not {wanted}"]


def lasting(answer: Answer) -> tuple[int, bytes, dict[str, str]]:
    """Return all of an answer but when, and under which id, it was given."""
    passing = ("date", "apigw-requestid", "x-request-id")
    headers = {n: v for n, v in answer.headers.items() if n not in passing}
    return answer.status, answer.body, headers
