"""Sessions: signed tokens that say who is calling, for a while."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import jwt

from backend.http_api.errors import HttpApiError

AUDIENCE = "soulmate-session"
LIFETIME = timedelta(days=30)
MIN_KEY_LENGTH = 32
_ALGORITHM = "HS256"


class WeakSigningKeyError(ValueError):
    """A signing key is missing or shorter than 32 bytes: refuse to start."""


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
        keys: Key id to secret; tokens under any of them are good, so that a key can
            be replaced while sessions live on.
        current: The key id that signs new tokens.

    Raises:
        WeakSigningKeyError: A key is too short, or the current one is missing.
    """

    keys: Mapping[str, str]
    current: str

    def __post_init__(self) -> None:
        if self.current not in self.keys:
            raise WeakSigningKeyError(f"there is no signing key {self.current!r}")
        for key_id, key in self.keys.items():
            if len(key.encode()) < MIN_KEY_LENGTH:
                raise WeakSigningKeyError(
                    f"signing key {key_id!r} is shorter than {MIN_KEY_LENGTH} bytes"
                )

    def issue(self, user_id: str, now: datetime) -> str:
        """Return a token for a user, good for ``LIFETIME`` from now."""
        claims = {
            "sub": user_id,
            "aud": AUDIENCE,
            # With its fraction: sessions end by the moment, not by the second.
            "iat": now.timestamp(),
            "exp": now + LIFETIME,
        }
        key = self.keys[self.current]
        return jwt.encode(claims, key, _ALGORITHM, headers={"kid": self.current})

    def verify(self, token: str, now: datetime) -> Session:
        """Return whom a token was issued to, and when.

        Raises:
            HttpApiError: ``session_expired``, or ``session_invalid`` for anything
                else: another key, algorithm or audience, damage, missing claims.
        """
        try:
            key = self.keys[jwt.get_unverified_header(token)["kid"]]
            claims = jwt.decode(
                token,
                key,
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
