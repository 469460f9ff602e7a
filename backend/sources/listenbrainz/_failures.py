"""What ListenBrainz's refusals mean, and how much it lets one ask."""

from __future__ import annotations

import math
import re
import time
from threading import Lock

import requests

from backend.sources._plain_values import mapping
from backend.sources.listenbrainz._rows import SOURCE
from backend.use_cases.listening.errors import (
    SourceError,
    SourceNotPermittedError,
    SourceRateLimitedError,
    SourceRefusedError,
    SourceSignInExpiredError,
    SourceUnavailableError,
)

_SECONDS = re.compile(r"[0-9]{1,9}")


class Allowance:
    """How many calls may follow before the service refuses, as the service says.

    One that comes to its end is not tried out: every call beyond it counts against
    everybody behind the same address. So all threads of a source share one, those
    with tokens too: only few tokens have an allowance of their own.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._resumes_at = 0.0

    def check(self) -> None:
        """Let one more call pass.

        Raises:
            SourceRateLimitedError: The last answer said that there is none left.
        """
        with self._lock:
            seconds = math.ceil(self._resumes_at - time.monotonic())
        if seconds > 0:
            raise SourceRateLimitedError(
                SOURCE, retry_after_seconds=seconds, is_quota=False
            )

    def note(self, answered: requests.Response) -> None:
        """Read what an answer says is left."""
        seconds = _seconds(answered, "X-RateLimit-Reset-In")
        if _seconds(answered, "X-RateLimit-Remaining") == 0 and seconds:
            with self._lock:
                self._resumes_at = time.monotonic() + seconds


def failure_of(
    answered: requests.Response | None,
    error: Exception | None,
    *,
    names_user: bool,
    bears_token: bool,
) -> SourceError:
    """Return our error for a call that did not give the expected answer.

    Args:
        answered: The whole answer, if one arrived.
        error: What ``requests`` made of it; its text goes nowhere, because it quotes
            addresses and those name people.
        names_user: Whether the call was about a user, who may not exist.
        bears_token: Whether it bore a token.
    """
    if answered is None:
        is_late = isinstance(error, requests.Timeout)
        return SourceUnavailableError(SOURCE, "timeout" if is_late else "unreachable")
    status = answered.status_code
    if status == 429:
        seconds = _seconds(answered, "X-RateLimit-Reset-In")
        if seconds is None:
            seconds = _seconds(answered, "Retry-After")
        return SourceRateLimitedError(
            SOURCE, retry_after_seconds=seconds, is_quota=False
        )
    if status >= 500:
        return SourceUnavailableError(SOURCE, "server_error")
    if status == 404 and names_user and _names_nobody(answered):
        return SourceRefusedError(SOURCE, "unknown_user")
    if status == 401 and bears_token:
        return SourceSignInExpiredError(SOURCE)
    if status == 403:
        return SourceNotPermittedError(SOURCE, "unknown")
    return SourceUnavailableError(SOURCE, "broken_answer")


def _names_nobody(answered: requests.Response) -> bool:
    """Tell a user that is unknown from an address that is."""
    try:
        error = mapping(answered.json()).get("error")
    except (ValueError, RecursionError):
        return False
    return isinstance(error, str) and error.startswith("Cannot find user")


def _seconds(answered: requests.Response, header: str) -> int | None:
    text = answered.headers.get(header, "").strip()
    return int(text) if _SECONDS.fullmatch(text) else None
