"""The tree of what a person can meet at a music source."""

from __future__ import annotations

import pytest

from backend.taste_profile import SoulmateError
from backend.use_cases.listening import errors as source_errors
from backend.use_cases.listening.errors import (
    FORBIDDEN_CAUSES,
    REFUSAL_CAUSES,
    UNAVAILABLE_REASONS,
    SourceError,
    SourceNotPermittedError,
    SourceRateLimitedError,
    SourceRefusedError,
    SourceUnavailableError,
)

ERRORS = [
    found
    for found in vars(source_errors).values()
    if isinstance(found, type)
    and issubclass(found, SourceError)
    and found is not SourceError
]


def test_every_error_is_a_source_error_with_a_code_of_its_own() -> None:
    """Codes are public: two conditions never share one."""
    assert {error.__base__ for error in ERRORS} == {SourceError}
    assert issubclass(SourceError, SoulmateError)
    codes = [error.code for error in ERRORS]
    assert len(set(codes)) == len(codes)
    assert all(code.startswith("source_") for code in codes)


def test_the_tree_in_the_docstring_names_every_error() -> None:
    """A reader looks there first."""
    for error in [*ERRORS, SourceError]:
        assert f"── {error.__name__}" in (source_errors.__doc__ or "")


def test_every_cause_has_words_of_its_own() -> None:
    """Each of them asks for something else."""
    messages = [
        *(str(SourceRefusedError("spotify", cause)) for cause in REFUSAL_CAUSES),
        *(str(SourceNotPermittedError("spotify", cause)) for cause in FORBIDDEN_CAUSES),
        *(str(SourceUnavailableError("x", why)) for why in UNAVAILABLE_REASONS),
    ]
    assert len(set(messages)) == len(messages)
    assert not any("{" in message for message in messages)


def test_a_source_goes_by_its_name() -> None:
    """The key is for programs."""
    assert "Spotify" in str(SourceUnavailableError("spotify", "timeout"))
    assert "elsewhere" in str(SourceUnavailableError("elsewhere", "timeout"))


@pytest.mark.parametrize(
    ("seconds", "is_quota", "words"),
    [
        (1, False, "in 1 second"),
        (59, False, "in 59 seconds"),
        (61, False, "in 2 minutes"),
        (48_925, True, "in 14 hours"),
        (None, False, "in a minute"),
        (None, True, "tomorrow"),
    ],
)
def test_a_limit_says_when_to_come_back(
    seconds: int | None, is_quota: bool, words: str
) -> None:
    """Rounded up: earlier would be too early."""
    error = SourceRateLimitedError(
        "spotify", retry_after_seconds=seconds, is_quota=is_quota
    )
    assert words in str(error)
