"""What Last.fm's codes mean, with whatever HTTP status they come."""

from __future__ import annotations

import json

import pytest
import requests

from backend.sources.lastfm._client import signature
from backend.sources.lastfm._failures import Subject, failure_of
from backend.use_cases.listening.errors import (
    SourceError,
    SourceNotPermittedError,
    SourceRateLimitedError,
    SourceRefusedError,
    SourceSignInExpiredError,
    SourceUnavailableError,
)


def failure(said: object, status: int = 200, subject: Subject = "user") -> SourceError:
    answered = requests.Response()
    answered.status_code = status
    answered._content = json.dumps(said).encode()
    return failure_of(answered, said, subject)


@pytest.mark.parametrize("status", [200, 400, 403, 404, 500])
@pytest.mark.parametrize(
    ("code", "kind", "cause"),
    [
        (10, SourceRefusedError, "bad_client"),
        (13, SourceRefusedError, "bad_client"),
        (17, SourceNotPermittedError, "private_user"),
        (26, SourceNotPermittedError, "unknown"),
    ],
)
def test_the_code_decides_whatever_http_says(
    code: object, kind: type[SourceError], cause: str, status: int
) -> None:
    """Last.fm's statuses do not agree with its errors."""
    found = failure({"error": code, "message": "…"}, status)
    assert type(found) is kind
    assert getattr(found, "cause", None) == cause


@pytest.mark.parametrize("status", [200, 400, 404, 500])
@pytest.mark.parametrize("code", [6, "06"])
@pytest.mark.parametrize(
    "message", ["User not found", "No user with that name was found"]
)
def test_an_unknown_user_is_told_in_words(
    code: object, status: int, message: str
) -> None:
    """The code alone may be about any parameter."""
    found = failure({"error": code, "message": message}, status)
    assert isinstance(found, SourceRefusedError)
    assert found.cause == "unknown_user"


@pytest.mark.parametrize("code", [4, 14, 15])
def test_a_token_that_is_no_good_asks_to_sign_in_again(code: int) -> None:
    """Never issued, not agreed to, or an hour old."""
    assert isinstance(
        failure({"error": code}, 403, "sign_in"), SourceSignInExpiredError
    )


@pytest.mark.parametrize(
    ("said", "status", "reason"),
    [
        ({"error": 8}, 200, "server_error"),
        ({"error": 11}, 200, "server_error"),
        ({"error": 16}, 200, "server_error"),
        ({"error": 3}, 400, "broken_answer"),
        ({"error": 4}, 403, "broken_answer"),
        ({"error": 999}, 200, "broken_answer"),
        ({"error": None}, 200, "broken_answer"),
        ({"error": True}, 200, "broken_answer"),
        ({"error": {"code": 6}}, 200, "broken_answer"),
        (None, 200, "broken_answer"),
        ([], 404, "broken_answer"),
        (None, 500, "server_error"),
        (None, 503, "server_error"),
        ({"error": 999}, 502, "server_error"),
        ({"error": 6}, 400, "broken_answer"),
        ({"error": 6, "message": 7}, 400, "broken_answer"),
        (
            {
                "error": 6,
                "message": "Invalid parameters - Your request is missing a"
                " required parameter",
            },
            400,
            "broken_answer",
        ),
    ],
)
def test_everything_else_is_the_services_trouble(
    said: object, status: int, reason: str
) -> None:
    """Its own, or that of whatever stands between."""
    found = failure(said, status)
    assert isinstance(found, SourceUnavailableError)
    assert found.reason == reason


@pytest.mark.parametrize(
    ("said", "status"), [({"error": 29}, 200), ({"error": 29}, 429), (None, 429)]
)
def test_a_rate_limit_is_one_by_code_or_status(said: object, status: int) -> None:
    """Without a header, nobody knows how long."""
    found = failure(said, status)
    assert isinstance(found, SourceRateLimitedError)
    assert found.retry_after_seconds is None


@pytest.mark.parametrize(("code", "subject"), [(6, "sign_in"), (17, "artist")])
def test_a_code_about_somebody_means_nobody_elsewhere(
    code: int, subject: Subject
) -> None:
    """One number stands for several things at Last.fm."""
    said = {"error": code, "message": "User not found"}
    assert isinstance(failure(said, 200, subject), SourceUnavailableError)


def test_the_signature_is_that_of_a_known_example() -> None:
    """The one at lastfm-docs.github.io/api-docs/auth/signature; format stays out."""
    form = {
        "token": "YOUR_REQUESTED_TOKEN",
        "method": "auth.getSession",
        "format": "json",
        "api_key": "YOUR_API_KEY",
        "callback": "anything",
    }
    expected = "94539006DE89B3C6B3C030BB1E52B9C4"
    assert signature(form, "YOUR_SECRET") == expected.lower()
