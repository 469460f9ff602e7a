"""What Last.fm's refusals mean, by the code in the answer rather than by HTTP."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

import requests

from backend.sources._plain_values import mapping, whole_number
from backend.sources.lastfm._rows import SOURCE
from backend.use_cases.listening.errors import (
    SourceError,
    SourceNotPermittedError,
    SourceRateLimitedError,
    SourceRefusedError,
    SourceSignInExpiredError,
    SourceUnavailableError,
)

Subject = Literal["user", "sign_in", "artist"]
"""What a call is about; one code means another thing for each."""

_UNKNOWN = 6
_NO_RESOURCE = 7
_NOBODY = frozenset({"user not found", "no user with that name was found"})
_KEY_UNKNOWN, _SIGNATURE_WRONG, _KEY_SUSPENDED = 10, 13, 26
_PRIVATE = 17
_RATE_LIMITED = 29
_SIGN_IN_ENDED = (4, 14, 15)
_TROUBLED = (8, 11, 16)
_SECONDS = re.compile(r"[0-9]{1,9}")

FAULTS_OF_DEPLOYMENT: Mapping[int, str] = {
    _KEY_UNKNOWN: "it does not know the API key",
    _SIGNATURE_WRONG: "the secret is not the API key's",
    _KEY_SUSPENDED: "it has suspended the API key",
}
"""What the people who run this have to mend, by Last.fm's code."""


def code_of(said: object) -> int | None:
    """Return the code of an error, which may come with HTTP 200; ``None`` if none."""
    return whole_number(mapping(said).get("error"))


def is_unknown_artist(said: object) -> bool:
    """Return whether an answer about an artist says that there is no such artist."""
    return code_of(said) in (_UNKNOWN, _NO_RESOURCE)


def unanswered(error: Exception) -> SourceError:
    """Return our error where no whole answer arrived; what it says goes nowhere."""
    is_late = isinstance(error, requests.Timeout)
    return SourceUnavailableError(SOURCE, "timeout" if is_late else "unreachable")


def failure_of(
    answered: requests.Response, said: object, subject: Subject
) -> SourceError:
    """Return our error for an answer other than the expected one.

    Args:
        answered: As it arrived.
        said: Its JSON; anything if it has none.
        subject: What the call was about.
    """
    code, status = code_of(said), answered.status_code
    if code == _RATE_LIMITED or status == 429:
        return SourceRateLimitedError(
            SOURCE, retry_after_seconds=_retry_after_seconds(answered), is_quota=False
        )
    if code in (_KEY_UNKNOWN, _SIGNATURE_WRONG):
        return SourceRefusedError(SOURCE, "bad_client")
    if code == _KEY_SUSPENDED:
        return SourceNotPermittedError(SOURCE, "unknown")
    if code in _SIGN_IN_ENDED and subject == "sign_in":
        return SourceSignInExpiredError(SOURCE)
    if code == _UNKNOWN and subject == "user" and _names_nobody(said):
        return SourceRefusedError(SOURCE, "unknown_user")
    if code == _PRIVATE and subject == "user":
        return SourceNotPermittedError(SOURCE, "private_user")
    if code in _TROUBLED or status >= 500:
        return SourceUnavailableError(SOURCE, "server_error")
    return SourceUnavailableError(SOURCE, "broken_answer")


def _names_nobody(said: object) -> bool:
    """Tell a user that is unknown from a parameter that is missing: both are code 6."""
    message = mapping(said).get("message")
    return isinstance(message, str) and message.casefold() in _NOBODY


def _retry_after_seconds(answered: requests.Response) -> int | None:
    header = answered.headers.get("Retry-After", "").strip()
    return int(header) if _SECONDS.fullmatch(header) else None
