"""What Spotify's refusals mean, by status and text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple, TypeVar

import requests

from backend.sources.spotify._rows import SOURCE
from backend.use_cases.listening.errors import (
    ForbiddenCause,
    RefusalCause,
    SourceError,
    SourceNotPermittedError,
    SourceRateLimitedError,
    SourceRefusedError,
    SourceSignInExpiredError,
    SourceUnavailableError,
)

_MAX_TEXT = 2_000
_SECONDS = re.compile(r"[0-9]{1,9}")

CauseT = TypeVar("CauseT", ForbiddenCause, RefusalCause)

# The first text found decides: "owner" occurs in the Premium message as well.
_FORBIDDEN_TEXTS: tuple[tuple[str, ForbiddenCause], ...] = (
    ("premium", "owner_without_premium"),
    ("registered", "not_allow_listed"),
    ("developer dashboard", "not_allow_listed"),
    ("scope", "missing_scope"),
    ("playlist", "not_playlist_owner"),
    ("forbidden", "removed_endpoint"),
)
_REFUSED_TEXTS: tuple[tuple[str, RefusalCause], ...] = (
    ("code_verifier", "bad_verifier"),
    ("redirect", "bad_redirect"),
    ("client", "bad_client"),
    ("code", "bad_code"),
    ("grant", "bad_code"),
)


class Refusal(NamedTuple):
    """The words of an error answer: JSON of either service, or bare text."""

    text: str
    reason: str


def failure_of(
    answered: requests.Response | None, error: Exception, *, is_exchange: bool
) -> SourceError:
    """Return our error for a call that did not give the expected answer.

    Args:
        answered: The whole answer, if one arrived.
        error: What spotipy or requests made of it; its text goes nowhere, because it
            may quote what was sent.
        is_exchange: Whether the call was to the accounts service, not the Web API.
    """
    if answered is None:
        is_late = isinstance(error, requests.Timeout)
        return SourceUnavailableError(SOURCE, "timeout" if is_late else "unreachable")
    status, refusal = answered.status_code, _refusal(answered)
    if status == 429:
        return SourceRateLimitedError(
            SOURCE,
            retry_after_seconds=_retry_after_seconds(answered),
            is_quota="QUOTA_EXCEEDED" in (refusal.reason, refusal.text),
        )
    if status >= 500:
        return SourceUnavailableError(SOURCE, "server_error")
    # The accounts service tells of a paused app as well, with a status of its own.
    if status == 403 or (is_exchange and "premium" in refusal.text.lower()):
        cause = _first_named(refusal, _FORBIDDEN_TEXTS, "unknown")
        return SourceNotPermittedError(SOURCE, cause)
    if is_exchange and status in (400, 401):
        refused = _first_named(refusal, _REFUSED_TEXTS, "bad_code")
        return SourceRefusedError(SOURCE, refused)
    if status == 401:
        return SourceSignInExpiredError(SOURCE)
    if status == 400 and "bearer" in refusal.text.lower():
        return SourceRefusedError(SOURCE, "bad_token")
    return SourceUnavailableError(SOURCE, "broken_answer")


def _first_named(
    refusal: Refusal, texts: tuple[tuple[str, CauseT], ...], otherwise: CauseT
) -> CauseT:
    said = refusal.text.lower()
    return next((cause for text, cause in texts if text in said), otherwise)


def _retry_after_seconds(answered: requests.Response) -> int | None:
    header = answered.headers.get("Retry-After", "").strip()
    return int(header) if _SECONDS.fullmatch(header) else None


def _refusal(answered: requests.Response) -> Refusal:
    """Read ``{error: {message, reason}}``, ``{error, error_description}`` or text."""
    try:
        said = answered.json()
    except (ValueError, RecursionError):
        # Some refusals are bare text, without quotes or braces.
        return Refusal(answered.text[:_MAX_TEXT], "")
    error = said.get("error") if isinstance(said, Mapping) else said
    if isinstance(error, Mapping):
        words, reason = [error.get("message")], error.get("reason")
    else:
        description = said.get("error_description") if error is not said else None
        words, reason = [error, description], None
    text = " ".join(word for word in words if isinstance(word, str))
    return Refusal(text[:_MAX_TEXT], reason if isinstance(reason, str) else "")
