"""What can go wrong at Spotify, on demand: for one path, or for one sign-in."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from flask import Response

from backend.dev_server.demo.spotify.refusals import (
    NOT_REGISTERED,
    PREMIUM_NEEDED,
    BareTextRefusalError,
    RefusalError,
)

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


@dataclass(frozen=True, slots=True)
class Switch:
    """One trouble that is switched on.

    Args:
        trouble: What goes wrong.
        path: Where: the beginning of the paths that it strikes.
        times: How many requests it strikes; ``None`` for all.
        seconds: To wait, for ``rate_limit`` and ``quota``; how long the answer takes,
            for ``slow`` and ``dripping``.
    """

    trouble: Trouble
    path: str = "/v1/"
    times: int | None = None
    seconds: float = 30


class Switches:
    """Troubles that are switched on; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._on: list[Switch] = []

    def turn_on(self, switch: Switch) -> None:
        """Add a trouble; the first that fits a request strikes it."""
        with self._lock:
            self._on.append(switch)

    def turn_all_off(self) -> None:
        """Let everything work again."""
        with self._lock:
            self._on.clear()

    def are_on(self) -> tuple[Switch, ...]:
        """Return what is still switched on."""
        with self._lock:
            return tuple(self._on)

    def strike(self, path: str) -> Switch | None:
        """Return the trouble for one request to a path, and count it."""
        with self._lock:
            for place, switch in enumerate(self._on):
                if path.startswith(switch.path):
                    left = None if switch.times is None else switch.times - 1
                    self._on[place] = replace(switch, times=left)
                    if left == 0:
                        del self._on[place]
                    return switch
        return None


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


def spoil(switch: Switch, response: Response) -> Response:
    """Return the answer as it arrives when the line or the service is broken."""
    body = response.get_data()
    if switch.trouble == "slow":
        threading.Event().wait(switch.seconds)
    elif switch.trouble == "dripping":
        response.response = _drops(body, switch.seconds)
        response.headers["Content-Length"] = str(len(body))
    elif switch.trouble == "broken_json":
        response.set_data(body[: len(body) // 2])
    elif switch.trouble == "truncated":
        response.response = [body[: len(body) // 2]]
        response.headers["Content-Length"] = str(len(body))
    return response


def _drops(body: bytes, seconds: float) -> Iterator[bytes]:
    """Yield a byte at a time, so that the whole takes this long."""
    pause = seconds / max(1, len(body))
    for byte in body:
        threading.Event().wait(pause)
        yield bytes([byte])
