"""The browser's half of a sign-in at Spotify: Authorization Code with PKCE."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256
from urllib.parse import parse_qs, urlencode, urlsplit

from backend.sources.spotify._rows import SOURCE
from backend.use_cases.listening.errors import SourceRefusedError
from backend.use_cases.listening.music_source import AuthorizationCode

SCOPE = "user-top-read"
"""Reads the top lists and nothing else."""
SPOTIFY_ACCOUNTS_URL = "https://accounts.spotify.com"


def code_challenge(code_verifier: str) -> str:
    """Return the half of the PKCE pair that may be seen (RFC 7636, S256).

    Examples:
        >>> code_challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
    """
    digest = sha256(code_verifier.encode("ascii")).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def authorize_url(
    *,
    client_id: str,
    redirect_uri: str,
    state: str,
    code_verifier: str,
    accounts_url: str = SPOTIFY_ACCOUNTS_URL,
) -> str:
    """Return the address of the page on which a person agrees.

    Args:
        client_id: Of the app that is registered at Spotify.
        redirect_uri: Where to return to: HTTPS or a loopback address, registered
            there character by character (a loopback one may leave out its port).
        state: A random text that has to come back unchanged.
        code_verifier: 43 to 128 random characters, kept until the exchange.
        accounts_url: Of the accounts service, or of a stand-in.
    """
    query = {
        "client_id": client_id,
        "response_type": "code",
        "redirect_uri": redirect_uri,
        "scope": SCOPE,
        "state": state,
        "code_challenge_method": "S256",
        "code_challenge": code_challenge(code_verifier),
    }
    return f"{accounts_url}/authorize?{urlencode(query)}"


def read_return(
    returned_url: str, *, state: str, code_verifier: str, redirect_uri: str
) -> AuthorizationCode:
    """Take the code out of the address that Spotify sent the person back to.

    Args:
        returned_url: The whole address, query included.
        state: What ``authorize_url`` was given.
        code_verifier: The same.
        redirect_uri: The same.

    Raises:
        SourceRefusedError: The state is not ours, the person did not agree, or there
            is no code.
    """
    query = parse_qs(urlsplit(returned_url).query)
    returned_state = query.get("state", [""])[0]
    if not state or not hmac.compare_digest(returned_state.encode(), state.encode()):
        raise SourceRefusedError(SOURCE, "wrong_state")
    if "error" in query:
        is_refusal = query["error"][0] == "access_denied"
        raise SourceRefusedError(
            SOURCE, "consent_refused" if is_refusal else "bad_code"
        )
    code = query.get("code", [""])[0]
    if not code:
        raise SourceRefusedError(SOURCE, "bad_code")
    return AuthorizationCode(
        code=code, code_verifier=code_verifier, redirect_uri=redirect_uri
    )
