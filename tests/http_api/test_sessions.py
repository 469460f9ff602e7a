"""Sessions say who is calling, for a while, under any key that is still good."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import jwt
import pytest

from backend.http_api.errors import HttpApiError
from backend.http_api.sessions import (
    LIFETIME,
    Session,
    SessionSigner,
    WeakSigningKeyError,
)
from tests.contracts.forged_sessions import forged_sessions

ANA = "0e8ee2b0-2c55-4d3e-9d4c-6f2d0c3a8a11"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
OLD, NEW = "o" * 64, "n" * 64
SECOND = timedelta(seconds=1)


def code_of(signer: SessionSigner, token: str, now: datetime = NOW) -> str:
    """Return the code with which a token is refused."""
    with pytest.raises(HttpApiError) as caught:
        signer.verify(token, now)
    return caught.value.code


def test_a_session_says_who_it_was_issued_to() -> None:
    """Nothing else is in it but its audience and its time."""
    signer = SessionSigner({"1": OLD}, "1")
    token = signer.issue(ANA, NOW)
    assert signer.verify(token, NOW) == Session(ANA, NOW)
    claims = jwt.decode(token, options={"verify_signature": False})
    assert claims.keys() == {"sub", "aud", "iat", "exp"}


def test_a_session_ends_with_its_lifetime() -> None:
    """By the clock that is handed in, to the second."""
    signer = SessionSigner({"1": OLD}, "1")
    token = signer.issue(ANA, NOW)
    assert signer.verify(token, NOW + LIFETIME - SECOND).user_id == ANA
    assert code_of(signer, token, NOW + LIFETIME) == "session_expired"
    assert code_of(signer, token, NOW + LIFETIME * 99) == "session_expired"


def test_a_key_can_be_replaced_while_sessions_live_on() -> None:
    """New sessions take the new key; the old ones end when their key goes."""
    token = SessionSigner({"1": OLD}, "1").issue(ANA, NOW)
    both = SessionSigner({"1": OLD, "2": NEW}, "2")
    assert both.verify(token, NOW).user_id == ANA
    assert jwt.get_unverified_header(both.issue(ANA, NOW))["kid"] == "2"
    assert code_of(SessionSigner({"2": NEW}, "2"), token) == "session_invalid"


def test_a_key_id_picks_its_own_key_only() -> None:
    """A token of the one key is not good under the other's id."""
    token = SessionSigner({"2": OLD}, "2").issue(ANA, NOW)
    assert code_of(SessionSigner({"1": OLD, "2": NEW}, "1"), token) == "session_invalid"


def test_no_forged_token_is_taken() -> None:
    """Another key, algorithm, audience or shape, and whatever lacks a claim."""
    signer = SessionSigner({"1": OLD, "2": NEW}, "2")
    forged = list(forged_sessions(ANA, signer))
    assert len(forged) > 15
    for what, token, code in forged:
        assert code_of(signer, token, datetime.now(UTC)) == code, what


@pytest.mark.parametrize(
    ("keys", "current"),
    [({}, "1"), ({"1": OLD}, "2"), ({"1": "x" * 31}, "1"), ({"1": OLD, "2": ""}, "1")],
)
def test_a_weak_or_missing_key_refuses_to_start(
    keys: dict[str, str], current: str
) -> None:
    """Every key counts, for tokens of every key are taken."""
    with pytest.raises(WeakSigningKeyError):
        SessionSigner(keys, current)
