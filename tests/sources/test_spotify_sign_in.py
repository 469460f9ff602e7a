"""The browser's half of the sign-in."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from backend.sources.spotify.sign_in import authorize_url, code_challenge, read_return
from backend.use_cases.listening.errors import SourceRefusedError
from backend.use_cases.listening.music_source import (
    AccessToken,
    AuthorizationCode,
)

VERIFIER = "v" * 43
URI = "http://127.0.0.1:5000/"


def returned(query: str) -> AuthorizationCode:
    return read_return(
        f"{URI}?{query}", state="xyz", code_verifier=VERIFIER, redirect_uri=URI
    )


def test_the_page_is_asked_for_one_scope_with_pkce() -> None:
    """The verifier itself stays here."""
    url = authorize_url(
        client_id="app", redirect_uri=URI, state="xyz", code_verifier=VERIFIER
    )
    assert url.startswith("https://accounts.spotify.com/authorize?")
    assert VERIFIER not in url
    assert {k: v[0] for k, v in parse_qs(urlsplit(url).query).items()} == {
        "client_id": "app",
        "response_type": "code",
        "redirect_uri": URI,
        "scope": "user-top-read",
        "state": "xyz",
        "code_challenge_method": "S256",
        "code_challenge": code_challenge(VERIFIER),
    }


def test_a_return_brings_what_the_exchange_needs() -> None:
    """Code, verifier and address, unchanged."""
    assert returned("code=abc&state=xyz") == AuthorizationCode(
        code="abc", code_verifier=VERIFIER, redirect_uri=URI
    )


@pytest.mark.parametrize(
    ("query", "cause"),
    [
        ("code=abc&state=other", "wrong_state"),
        ("code=abc&state=ü", "wrong_state"),
        ("code=abc", "wrong_state"),
        ("", "wrong_state"),
        ("error=access_denied&state=other", "wrong_state"),
        ("error=access_denied&state=xyz", "consent_refused"),
        ("error=server_error&state=xyz", "bad_code"),
        ("state=xyz", "bad_code"),
    ],
)
def test_a_return_that_is_not_ours_or_brings_nothing(query: str, cause: str) -> None:
    """The state comes first: nothing else in a foreign return is believed."""
    with pytest.raises(SourceRefusedError) as caught:
        returned(query)
    assert caught.value.cause == cause


def test_an_empty_state_protects_nobody() -> None:
    """It would fit every return without one."""
    with pytest.raises(SourceRefusedError):
        read_return(f"{URI}?code=a", state="", code_verifier=VERIFIER, redirect_uri=URI)


def test_proofs_do_not_show_their_secrets() -> None:
    """They end up in tracebacks and logs sooner or later."""
    code = AuthorizationCode(code="s3cret", code_verifier="s3cret", redirect_uri=URI)
    assert "s3cret" not in repr(code) + repr(AccessToken(token="s3cret"))
