"""How an operation is asked: by whom, about whom, and with which codes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from backend.http_api.operation import Operation
from backend.http_api.sessions import LIFETIME
from backend.use_cases.accounts.api_keys import SCOPES
from tests.contracts.access_matrix import (
    ERASED,
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
from tests.contracts.meetings import Meeting
from tests.contracts.open_door import OpenDoor

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
    kind: CallerKind, api: ApiClient, person: Person, door: OpenDoor
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
        session = door.signer.issue(person.user_id, datetime.now(UTC) - LIFETIME)
    elif kind == "rotated away":
        session = door.replaced.issue(person.user_id, datetime.now(UTC))
    elif kind == "ended":
        api.call("end_all_sessions", session=session)
    elif kind == "erased":
        api.call("erase_me", session=session)
    elif kind in FORGED:
        forged = {
            what: t for what, t, _ in forged_sessions(person.user_id, door.signer)
        }
        session = forged[FORGED[kind]]
    return cookie_headers(session)


def key_of(kind: CallerKind, api: ApiClient, person: Person) -> str:
    """Return a key for the scope that its kind names, or for all; maybe revoked."""
    scope = kind.removeprefix("key for ")
    key = make_key(api, person, *([scope] if scope in SCOPES else SCOPES))
    if kind == "revoked key":
        api.call("revoke_api_key", key.split("_")[2], session=person.session)
    return key
