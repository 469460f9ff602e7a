"""What can go wrong at Spotify, on demand: for one path, or for one sign-in."""

from __future__ import annotations

from typing import Literal, get_args

from backend.dev_server.demo.spotify.refusals import (
    NOT_REGISTERED,
    PREMIUM_NEEDED,
    BareTextRefusalError,
    RefusalError,
)
from backend.dev_server.demo.switches import Switch

Trouble = Literal[
    "rate_limit",
    "quota",
    "expired_token",
    "revoked_access",
    "not_allow_listed",
    "owner_without_premium",
    "missing_scope",
    "removed_endpoint",
    "server_error",
    "bad_gateway",
    "slow",
    "dripping",
    "broken_json",
    "truncated",
    "no_account_id",
    "no_display_name",
    "no_genres",
    "empty_account",
]
TROUBLES: tuple[Trouble, ...] = get_args(Trouble)

DATA_TROUBLES = frozenset(
    {"no_account_id", "no_display_name", "no_genres", "empty_account"}
)
"""These change what is answered rather than whether."""


def refuse(switch: Switch) -> None:
    """Raise the refusal that the trouble stands for, if it is one.

    Raises:
        RefusalError: As Spotify words it.
    """
    seconds = max(1, round(switch.seconds))
    match switch.trouble:
        case "rate_limit":
            raise RefusalError(
                429, "API rate limit exceeded", retry_after_seconds=seconds
            )
        case "quota":
            raise RefusalError(
                429,
                "Quota exceeded",
                reason="QUOTA_EXCEEDED",
                retry_after_seconds=seconds,
            )
        case "expired_token":
            raise RefusalError(401, "The access token expired")
        case "revoked_access":
            raise RefusalError(401, "Invalid access token")
        case "not_allow_listed":
            raise BareTextRefusalError(403, NOT_REGISTERED)
        case "owner_without_premium":
            raise BareTextRefusalError(403, PREMIUM_NEEDED)
        case "missing_scope":
            raise RefusalError(403, "Insufficient client scope")
        case "removed_endpoint":
            raise RefusalError(403, "Forbidden")
        case "server_error":
            raise RefusalError(500, "Server error")
        case "bad_gateway":
            raise BareTextRefusalError(502, "<html><h1>502 Bad Gateway</h1></html>")
