"""Sessions say who is calling, for a while, under any key that is still good."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
import pytest

from backend.http_api.errors import HttpApiError
from backend.http_api.sessions import (
    LIFETIME,
    Session,
    SessionSigner,
)
from backend.stores.files.session_keys import JsonSessionKeyStore
from backend.use_cases.accounts.session_keys import SessionKey
from tests.contracts.forged_sessions import forged_sessions
from tests.contracts.open_door import signer_of
from tests.contracts.session_key_store_contract import new_key, rotated

ANA = "0e8ee2b0-2c55-4d3e-9d4c-6f2d0c3a8a11"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def store(tmp_path: Path) -> JsonSessionKeyStore:
    """A store with its first key."""
    store = JsonSessionKeyStore(tmp_path)
    store.begin(new_key())
    return store


@pytest.fixture
def signer(store: JsonSessionKeyStore) -> SessionSigner:
    """Signs with the first key."""
    return signer_of(store.current(), store)


def code_of(signer: SessionSigner, token: str, now: datetime = NOW) -> str:
    """Return the code with which a token is refused."""
    with pytest.raises(HttpApiError) as caught:
        signer.verify(token, now)
    return caught.value.code


def test_a_session_says_who_it_was_issued_to(signer: SessionSigner) -> None:
    """Nothing else is in it but its audience and its time."""
    token = signer.issue(ANA, NOW)
    assert signer.verify(token, NOW) == Session(ANA, NOW)
    claims = jwt.decode(token, options={"verify_signature": False})
    assert claims.keys() == {"sub", "aud", "iat", "exp"}


def test_a_session_ends_with_its_lifetime(signer: SessionSigner) -> None:
    """By the clock that is handed in, to the second."""
    token = signer.issue(ANA, NOW)
    assert signer.verify(token, NOW + LIFETIME - SECOND).user_id == ANA
    assert code_of(signer, token, NOW + LIFETIME) == "session_expired"
    assert code_of(signer, token, NOW + LIFETIME * 99) == "session_expired"


def test_a_key_can_be_replaced_while_sessions_live_on(
    store: JsonSessionKeyStore,
) -> None:
    """New sessions take the new key; the old ones end when their key goes."""
    old = signer_of(store.current(), store)
    token = old.issue(ANA, NOW)
    second = rotated(store)
    new = signer_of(second, store)
    assert new.verify(token, NOW).user_id == ANA
    assert jwt.get_unverified_header(new.issue(ANA, NOW))["kid"] == second.key_id
    assert old.verify(new.issue(ANA, NOW), NOW).user_id == ANA
    third = rotated(store)
    assert code_of(signer_of(third, store), token) == "session_invalid"


def test_a_key_id_picks_its_own_key_only(store: JsonSessionKeyStore) -> None:
    """A token of the one key is not good under the other's id."""
    first, second = store.current(), rotated(store)
    mixed = SessionKey(second.key_id, first.secret)
    token = signer_of(mixed, store).issue(ANA, NOW)
    assert code_of(signer_of(second, store), token) == "session_invalid"


def test_no_forged_token_is_taken(signer: SessionSigner) -> None:
    """Another key, algorithm, audience or shape, and whatever lacks a claim."""
    forged = list(forged_sessions(ANA, signer))
    assert len(forged) > 15
    for what, token, code in forged:
        assert code_of(signer, token, datetime.now(UTC)) == code, what
