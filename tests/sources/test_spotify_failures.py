"""What Spotify's refusals mean, by status and words."""

from __future__ import annotations

import pytest
import requests

from backend.sources.spotify._failures import failure_of
from backend.use_cases.listening.errors import (
    SourceError,
    SourceNotPermittedError,
    SourceRateLimitedError,
    SourceRefusedError,
    SourceSignInExpiredError,
    SourceUnavailableError,
)


def failure(status: int, body: str, *, is_exchange: bool = False) -> SourceError:
    answered = requests.Response()
    answered.status_code = status
    answered._content = body.encode()
    return failure_of(answered, ValueError("no"), is_exchange=is_exchange)


def web_api(message: str) -> str:
    return f'{{"error": {{"status": 403, "message": "{message}"}}}}'


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("User not registered in the Developer Dashboard", "not_allow_listed"),
        (
            "Check settings on developer.spotify.com/dashboard, the user may not be"
            " registered.",
            "not_allow_listed",
        ),
        (
            web_api("Active premium subscription required for the owner of the app."),
            "owner_without_premium",
        ),
        (
            "Active premium subscription required for the owner of the app. When the"
            " subscription status changes, it can take a few hours.",
            "owner_without_premium",
        ),
        (web_api("Insufficient client scope"), "missing_scope"),
        (web_api("Forbidden"), "removed_endpoint"),
        (
            web_api("You cannot add tracks to a playlist you don't own."),
            "not_playlist_owner",
        ),
        (web_api("Something new"), "unknown"),
        ("", "unknown"),
        ("[]", "unknown"),
    ],
)
def test_the_causes_of_a_403_are_told_by_its_words(body: str, cause: str) -> None:
    """There is no code for them, and some come as bare text."""
    error = failure(403, body)
    assert isinstance(error, SourceNotPermittedError)
    assert error.cause == cause


@pytest.mark.parametrize(
    ("description", "cause"),
    [
        ("Invalid authorization code", "bad_code"),
        ("Authorization code expired", "bad_code"),
        ("code_verifier was incorrect", "bad_verifier"),
        ("Invalid redirect URI", "bad_redirect"),
        ("Invalid client", "bad_client"),
        ("Refresh token revoked", "bad_code"),
    ],
)
def test_a_refused_exchange_says_what_does_not_fit(
    description: str, cause: str
) -> None:
    """One status and one error stand for all of them."""
    body = f'{{"error": "invalid_grant", "error_description": "{description}"}}'
    error = failure(400, body, is_exchange=True)
    assert isinstance(error, SourceRefusedError)
    assert error.cause == cause


def test_a_paused_app_may_show_at_the_exchange_already() -> None:
    """Seen in the field, with the same words under another status."""
    body = "Bad OAuth request. Body: Active premium subscription required for the owner"
    error = failure(400, body, is_exchange=True)
    assert isinstance(error, SourceNotPermittedError)


def test_a_401_asks_to_reconnect() -> None:
    """Expired, revoked or unknown: one remedy."""
    assert isinstance(failure(401, "{}"), SourceSignInExpiredError)


def test_a_quota_is_told_by_its_reason() -> None:
    """It stands inside the error object."""
    body = '{"error": {"status": 429, "message": "No", "reason": "QUOTA_EXCEEDED"}}'
    error = failure(429, body)
    assert isinstance(error, SourceRateLimitedError)
    assert error.is_quota
    assert "tomorrow" in str(error)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (requests.ConnectTimeout(), "timeout"),
        (requests.ReadTimeout(), "timeout"),
        (requests.ConnectionError("refused"), "unreachable"),
        (requests.exceptions.SSLError(), "unreachable"),
    ],
)
def test_no_answer_is_late_or_unreachable(error: Exception, reason: str) -> None:
    """Requests' own errors are not wrapped by spotipy."""
    told = failure_of(None, error, is_exchange=False)
    assert isinstance(told, SourceUnavailableError)
    assert told.reason == reason
