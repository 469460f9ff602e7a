"""Codes and tokens of the accounts service, and what each of them stands for."""

from __future__ import annotations

import hmac
import threading
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from backend.dev_server.demo.spotify.refusals import RefusalError, TokenRefusalError
from backend.dev_server.demo.spotify.troubles import Trouble

CODE_LIFE = timedelta(minutes=10)
TOKEN_LIFE = timedelta(seconds=3_600)
CONSENT_LIFE = timedelta(days=182)
"""About six months after the consent, refreshed or not, everything ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What one person agreed to, when, and what shall go wrong for them alone."""

    person_id: str
    client_id: str
    scopes: frozenset[str]
    given_at: datetime
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class _Code:
    consent: Consent
    redirect_uri: str
    code_challenge: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """An answer of the token endpoint."""

    access_token: str
    refresh_token: str
    consent: Consent


class Grants:
    """Keeps codes and tokens in memory; safe to use from several threads."""

    def __init__(
        self, now: Callable[[], datetime], new_secret: Callable[[], str]
    ) -> None:
        self._now = now
        self._new_secret = new_secret
        self._lock = threading.Lock()
        self._codes: dict[str, _Code] = {}
        self._access: dict[str, tuple[Consent, datetime]] = {}
        self._refresh: dict[str, Consent] = {}

    def issue_code(
        self, consent: Consent, redirect_uri: str, code_challenge: str
    ) -> str:
        """Return a code, good once, for ten minutes."""
        code = self._new_secret()
        with self._lock:
            self._codes[code] = _Code(consent, redirect_uri, code_challenge)
        return code

    def exchange(
        self, code: str, *, client_id: str, redirect_uri: str, code_verifier: str
    ) -> Tokens:
        """Exchange a code for tokens; it is used up even when something is wrong.

        Raises:
            TokenRefusalError: Code, address or verifier is not the one.
        """
        with self._lock:
            found = self._codes.pop(code, None)
        if found is None or found.consent.client_id != client_id:
            raise TokenRefusalError("invalid_grant", "Invalid authorization code")
        if self._now() - found.consent.given_at > CODE_LIFE:
            raise TokenRefusalError("invalid_grant", "Authorization code expired")
        if found.redirect_uri != redirect_uri:
            raise TokenRefusalError("invalid_grant", "Invalid redirect URI")
        challenge = urlsafe_b64encode(sha256(code_verifier.encode()).digest())
        if not hmac.compare_digest(
            challenge.rstrip(b"="), found.code_challenge.encode()
        ):
            raise TokenRefusalError("invalid_grant", "code_verifier was incorrect")
        return self._issue(found.consent)

    def refresh(self, refresh_token: str, *, client_id: str) -> Tokens:
        """Exchange a refresh token for the next pair.

        Raises:
            TokenRefusalError: It is unknown, revoked, or its consent is too old.
        """
        with self._lock:
            consent = self._refresh.pop(refresh_token, None)
        if consent is None or consent.client_id != client_id:
            raise TokenRefusalError("invalid_grant", "Invalid refresh token")
        if consent.trouble == "revoked_access":
            raise TokenRefusalError("invalid_grant", "Refresh token revoked")
        if self._now() - consent.given_at > CONSENT_LIFE:
            raise TokenRefusalError("invalid_grant", "Refresh token expired")
        return self._issue(consent)

    def consent_of(self, access_token: str) -> Consent:
        """Return what the bearer of a token may do.

        Raises:
            RefusalError: The token is unknown or an hour old.
        """
        with self._lock:
            found = self._access.get(access_token)
        if found is None:
            raise RefusalError(401, "Invalid access token")
        consent, ends_at = found
        if self._now() >= ends_at:
            raise RefusalError(401, "The access token expired")
        return consent

    def _issue(self, consent: Consent) -> Tokens:
        tokens = Tokens(self._new_secret(), self._new_secret(), consent)
        with self._lock:
            self._access[tokens.access_token] = (consent, self._now() + TOKEN_LIFE)
            self._refresh[tokens.refresh_token] = consent
        return tokens
