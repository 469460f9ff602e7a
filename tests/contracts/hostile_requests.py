"""Hostile requests for any operation of the table, made from its row alone."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from backend.http_api.fields import NoQuery
from backend.http_api.operation import Operation
from backend.http_api.sessions import SessionSigner
from tests.contracts.api_client import cookie_headers, target_of
from tests.contracts.forged_sessions import forged_sessions

JSON = {"content-type": "application/json"}
NOBODY = "0e8ee2b0-2c55-4d3e-9d4c-6f2d0c3a8a11"


@dataclass(frozen=True)
class Hostile:
    """One request, what it tries, and the only codes that may answer it.

    Without codes it may also be served: then only the shape of the answer counts.
    """

    what: str
    method: str
    target: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    codes: tuple[str, ...] = ()


def sample(requests: Iterable[Hostile], operation: Operation) -> list[Hostile]:
    """Return every fourth, others for each operation.

    For doors that are slow to ask: what refuses is the same code behind every door, and
    one door is asked everything.
    """
    return list(requests)[len(operation.name) % 4 :: 4]


def body_of(**changes: object) -> bytes:
    """Return a body that would be saved, with changes that spoil it."""
    body = {"source": "top_items", "visibility": "hidden", "artists": ["Low"]}
    return json.dumps({**body, **changes}).encode()


_BODIES: Mapping[str, bytes] = {
    "save_taste_profile": body_of(),
    "invite": b"{}",
    "change_choices": b"{}",
    "recover": json.dumps({"recovery_code": "0" * 32}).encode(),
    "block": json.dumps({"user_id": NOBODY}).encode(),
    "open_invitation": json.dumps({"code": "x" * 43}).encode(),
    "accept_invitation": json.dumps({"code": "x" * 43, "shows_name": True}).encode(),
    "make_api_key": json.dumps({"name": "x", "scopes": ["matches:read"]}).encode(),
}


def good_body(operation: Operation) -> bytes | None:
    """Return a body that the operation would take; ``None`` if it takes none."""
    return None if operation.body is None else _BODIES[operation.name]


PATH_VALUES = (
    "nobody", NOBODY, NOBODY.upper(), "..", "%2e%2e", ".", "%2e", "%00", "%0d%0a",
    "%ff", "%ed%a0%80", "%e2%80%ae", "%25", "%252e%252e%252f", "..%5c..%5c", "%7b%7d",
    "null", "-1", "1e999", "*", "'%20or%201=1--", "%3Cscript%3E", "anon-", "anon-%00",
    "x" * 8_000, "%20", "me", "%F0%9F%92%A9",
)  # fmt: skip
QUERIES = (
    "x=1", "limit=5&limit=5", "%00=%00", "%ff", "a=%ff", "=", "user_id=" + NOBODY,
    "&".join(f"a{n}=1" for n in range(100)), "limit%5B%5D=1", "x" * 8_000,
    "%E2%80%AE%0A=1", "__proto__=1",
)  # fmt: skip
LIMITS = (
    "", "0", "51", "-1", "1.5", "ten", "NaN", "Infinity", "1e999", "9" * 400, "null",
    "%00", "true", "0x10", "%EF%BC%95", "5%2C5",
)  # fmt: skip


def _text(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


CURSORS = (
    "", "%00", "x", "====", "%F0%9F%92%A9", "bnVsbA", _text([]), _text({}), _text(None),
    _text([1, 2]), _text(["x", -1]), _text(["x", "y"]), _text(["x", True]),
    _text(["x", 1.5]), _text(["x", 1, 2]), "x" * 5_000, "W1tbW1tbW1tbW1tb" * 12,
)  # fmt: skip


REFUSED_AS: Mapping[str, tuple[str, ...]] = {
    "user_id": ("not_permitted",),
    "other_id": ("taste_profile_not_found", "wave_not_found"),
    "source": ("source_not_kept",),
    "key_id": ("api_key_not_found",),
    "block_id": ("block_not_found",),
    "invitation_id": ("invitation_not_found",),
}
"""How an operation refuses a value of a path's parameter that leads nowhere."""


def hostile_paths(
    operation: Operation, user_id: str, session: str
) -> Iterator[Hostile]:
    """Paths to people who are not there or not the caller."""
    names = re.findall(r"{(\w+)}", operation.path)
    parameters = len(names)
    for value in PATH_VALUES if parameters else ():
        for place in range(parameters):
            # The other parameters are good, so that this one is looked at.
            path = [user_id] * parameters
            path[place] = value
            codes = REFUSED_AS[names[place]]
            target = target_of(operation, *path)
            headers = cookie_headers(session)
            yield Hostile(
                f"{value[:30]} at {place}",
                operation.method,
                target,
                headers,
                None,
                codes,
            )


def hostile_queries(
    operation: Operation, user_id: str, session: str
) -> Iterator[Hostile]:
    """Queries with what is not known, twice, or out of bounds."""
    target = target_of(operation, *[user_id] * operation.path.count("{"))
    headers = {**cookie_headers(session), **(JSON if operation.body else {})}
    body = good_body(operation)

    def ask(query: str, code: str) -> Hostile:
        what, asked = f"?{query[:40]}", f"{target}?{query}"
        return Hostile(what, operation.method, asked, headers, body, (code,))

    yield from (ask(query, "invalid_request") for query in QUERIES)
    known = operation.query.__annotations__ if operation.query is not NoQuery else {}
    if "limit" in known:
        yield from (ask(f"limit={value}", "invalid_request") for value in LIMITS)
    if "time_range" in known:
        for value in ("", "forever", "%00", "long_term%0a"):
            yield ask(f"time_range={value}", "invalid_request")
    for value in CURSORS if "cursor" in known else ():
        code = "invalid_cursor" if len(value) <= 200 else "invalid_request"
        yield ask(f"cursor={value}", code)


def hostile_sessions(
    operation: Operation, user_id: str, signer: SessionSigner
) -> Iterator[Hostile]:
    """Sessions that are expired, forged, of another kind, or none at all."""
    target = target_of(operation, *[user_id] * operation.path.count("{"))
    body = good_body(operation)

    def ask(what: str, headers: dict[str, str], code: str) -> Hostile:
        sent = {**(JSON if body else {}), **headers}
        return Hostile(what, operation.method, target, sent, body, (code,))

    for what, token, code in forged_sessions(user_id, signer):
        yield ask(f"{what} as cookie", cookie_headers(token), code)
        yield ask(f"{what} as bearer", {"authorization": f"Bearer {token}"}, code)
    for value in (
        "Bearer",
        "Bearer ",
        "Basic YTpi",
        "\xff\xfe",
        "x" * 8_000,
        "bearer\t",
    ):
        what = f"authorization {value[:20]!r}"
        yield ask(what, {"authorization": value}, "session_invalid")
    if operation.method != "GET":
        good = signer.issue(user_id, datetime.now(UTC))
        headers = {"cookie": f"session={good}"}
        yield ask("a cookie without the header", headers, "request_header_required")
    if operation.caller == "user":
        yield ask("no session", {"cookie": "a=b"}, "session_required")
        yield ask("an empty session", {"cookie": "session="}, "session_required")
