"""Sessions: signed tokens that say who is calling, for a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import jwt

from backend.http_api.errors import HttpApiError
from backend.use_cases.accounts.session_keys import SessionKeys

AUDIENCE = "soulmate-session"
LIFETIME = timedelta(days=30)
_ALGORITHM = "HS256"


@dataclass(frozen=True, slots=True)
class Session:
    """What a good session token says.

    Args:
        user_id: Whom it was issued to.
        issued_at: When, in UTC.
    """

    user_id: str
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class SessionSigner:
    """Signs and checks session tokens (JWT, HMAC-SHA-256).

    Args:
        keys: The current one signs; tokens under any of them are good.
    """

    keys: SessionKeys

    def issue(self, user_id: str, now: datetime) -> str:
        """Return a token for a user, good for ``LIFETIME`` from now."""
        claims = {
            "sub": user_id,
            "aud": AUDIENCE,
            # With its fraction: sessions end by the moment, not by the second.
            "iat": now.timestamp(),
            "exp": now + LIFETIME,
        }
        key = self.keys.current(now)
        return jwt.encode(claims, key.secret, _ALGORITHM, headers={"kid": key.key_id})

    def verify(self, token: str, now: datetime) -> Session:
        """Return whom a token was issued to, and when.

        Raises:
            HttpApiError: ``session_expired``, or ``session_invalid`` for anything
                else: another key, algorithm or audience, damage, missing claims.
            StoreUnavailableError: Its key cannot be read just now.
        """
        try:
            claims = jwt.decode(
                token,
                self._secret_of(token, now),
                algorithms=[_ALGORITHM],
                audience=AUDIENCE,
                options={
                    "require": ["sub", "aud", "iat", "exp"],
                    # Time is an argument here, so it is compared below.
                    "verify_exp": False,
                    "verify_iat": False,
                },
            )
            user_id = str(UUID(claims["sub"]))
            issued_at = datetime.fromtimestamp(claims["iat"], UTC)
            expires_at = int(claims["exp"])
        except (
            jwt.InvalidTokenError,
            AttributeError,
            KeyError,
            TypeError,
            ValueError,
            OverflowError,
            OSError,
        ):
            raise HttpApiError(
                "session_invalid", "this session is not valid: start a new one"
            ) from None
        if now.timestamp() >= expires_at:
            raise HttpApiError(
                "session_expired", "this session has expired: start a new one"
            )
        return Session(user_id, issued_at)

    def _secret_of(self, token: str, now: datetime) -> str:
        key = self.keys.find(jwt.get_unverified_header(token)["kid"], now)
        if key is None:
            raise jwt.InvalidTokenError
        return key.secret
