"""What can go wrong at Last.fm, on demand."""

from __future__ import annotations

from typing import Literal, get_args

from backend.dev_server.demo.lastfm.refusals import GatewayError, RefusalError
from backend.dev_server.demo.switches import Switch

Trouble = Literal[
    "rate_limit",
    "server_error",
    "offline",
    "temporary_error",
    "bad_gateway",
    "suspended_key",
    "private_user",
    "unauthorized_token",
    "slow",
    "dripping",
    "broken_json",
    "truncated",
    "another_user",
    "single_rows",
    "empty_account",
]
TROUBLES: tuple[Trouble, ...] = get_args(Trouble)
"""The last three change what is answered rather than whether."""

_CODES = {
    "server_error": 8,
    "offline": 11,
    "temporary_error": 16,
    "suspended_key": 26,
    "private_user": 17,
    "unauthorized_token": 14,
}


def refuse(switch: Switch) -> None:
    """Raise the refusal that the trouble stands for, if it is one.

    Raises:
        RefusalError: As Last.fm words it.
    """
    if switch.trouble in _CODES:
        raise RefusalError(_CODES[switch.trouble])
    if switch.trouble == "rate_limit":
        raise RefusalError(29, retry_after_seconds=max(1, round(switch.seconds)))
    if switch.trouble == "bad_gateway":
        raise GatewayError
