"""What ListenBrainz's refusals mean, and how much it lets one ask."""

from __future__ import annotations

import math
import re
import time

import requests

from backend.sources.listenbrainz._rows import SOURCE
from backend.use_cases.source_errors import (
    SourceError,
    SourceNotPermittedError,
    SourceRateLimitedError,
    SourceRefusedError,
    SourceSignInExpiredError,
    SourceUnavailableError,
)

_SECONDS = re.compile(r"[0-9]{1,9}")


class Allowance:
    """How much may be asked before the service starts to refuse, as it tells itself.

    One that comes to its end is not tried out: every call beyond it counts against
    everybody behind the same address.
    """

    def __init__(self) -> None:
        self._resumes_at = 0.0

    def check(self) -> None:
        """Let one more call pass.

        Raises:
            SourceRateLimitedError: The last answer said that there is none left.
        """
        seconds = math.ceil(self._resumes_at - time.monotonic())
        if seconds > 0:
            raise SourceRateLimitedError(
                SOURCE, retry_after_seconds=seconds, is_quota=False
            )

    def note(self, answered: requests.Response) -> None:
        """Read what an answer says is left."""
        seconds = _seconds(answered, "X-RateLimit-Reset-In")
        if _seconds(answered, "X-RateLimit-Remaining") == 0 and seconds:
            self._resumes_at = time.monotonic() + seconds


def failure_of(
    answered: requests.Response | None,
    error: Exception | None,
    *,
    names_user: bool,
    bears_token: bool,
) -> SourceError:
    """Return our error for a call that did not give what was asked for.

    Args:
        answered: The whole answer, if one arrived.
        error: What ``requests`` made of it; its text goes nowhere, because it quotes
            addresses and those name people.
        names_user: Whether the call was about somebody, who may not exist.
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
    if status == 404 and names_user:
        return SourceRefusedError(SOURCE, "unknown_user")
    if status == 401 and bears_token:
        return SourceSignInExpiredError(SOURCE)
    if status == 403:
        return SourceNotPermittedError(SOURCE, "unknown")
    return SourceUnavailableError(SOURCE, "broken_answer")


def _seconds(answered: requests.Response, header: str) -> int | None:
    text = answered.headers.get(header, "").strip()
    return int(text) if _SECONDS.fullmatch(text) else None
