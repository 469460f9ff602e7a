"""Session tokens that must not let anybody in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt

from backend.http_api.sessions import AUDIENCE, LIFETIME, SessionSigner


def forged_sessions(
    user_id: str, signer: SessionSigner
) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong, the token, and the code that has to answer it."""
    now = datetime.now(UTC)
    current = signer.keys.current(now)
    key, key_id = current.secret, current.key_id
    good = {"sub": user_id, "aud": AUDIENCE, "iat": now, "exp": now + LIFETIME}

    def signed(claims: dict[str, Any], with_key: str = key, **header: Any) -> str:
        algorithm = header.pop("algorithm", "HS256")
        return jwt.encode(
            claims, with_key, algorithm, headers={"kid": key_id, **header}
        )

    yield "expired", signer.issue(user_id, now - LIFETIME), "session_expired"
    earlier = {**good, "exp": now - timedelta(seconds=1)}
    yield "expired a second ago", signed(earlier), "session_expired"
    invalid: dict[str, str] = {
        "another key": signed(good, "x" * 64),
        "another algorithm": signed(good, algorithm="HS512"),
        "another audience": signed({**good, "aud": "soulmate"}),
        "an unknown key id": signed(good, kid="nobody's"),
        "a key id like a path": signed(good, kid="../../dev/null"),
        "algorithm none": jwt.encode(good, "", "none", headers={"kid": key_id}),
        "a number for a user": _unchecked(signer, {**good, "sub": 7}),
        "a list for a user": _unchecked(signer, {**good, "sub": [user_id]}),
        "a user that is no id": signed({**good, "sub": "../x"}),
        "an empty user": signed({**good, "sub": ""}),
        "an end that is a text": _unchecked(signer, {**good, "exp": "soon"}),
        "an end that is null": _unchecked(signer, {**good, "exp": None}),
        "an end without end": _unchecked(signer, {**good, "exp": 1e400}),
        "no token": "x",
        "three empty parts": "..",
        "a damaged signature": signed(good)[:-4] + "AAAA",
        "a token of 7,000 characters": "a.b." + "x" * 7_000,
    }
    for claim in good:
        short = {name: value for name, value in good.items() if name != claim}
        invalid[f"no {claim}"] = signed(short)
    for what, token in invalid.items():
        yield what, token, "session_invalid"


def _unchecked(signer: SessionSigner, claims: dict[str, Any]) -> str:
    """Sign what the library would refuse to, with the right key."""
    plain = {
        name: int(value.timestamp()) if isinstance(value, datetime) else value
        for name, value in claims.items()
    }
    payload = json.dumps(plain).encode()
    key = signer.keys.current(datetime.now(UTC))
    header = {"kid": key.key_id}
    return jwt.PyJWS().encode(payload, key.secret, "HS256", headers=header)
