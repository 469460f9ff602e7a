"""Errors: one family, each with its own code and facts."""

from __future__ import annotations

import pytest

from backend.taste_profile.errors import (
    BlankNameError,
    EmptyProfileError,
    InvalidTasteError,
    InvalidTopItemError,
    SoulmateError,
    TooManyTopItemsError,
)

ERRORS = (
    InvalidTopItemError("artists[3].rank", "must be a whole number"),
    BlankNameError("\u200b"),
    TooManyTopItemsError(3_000, 2_000),
    EmptyProfileError("ana"),
)


@pytest.mark.parametrize("error", ERRORS)
def test_every_error_is_a_bad_taste_and_one_of_the_product(
    error: InvalidTasteError,
) -> None:
    """Callers may catch one error, the family, or all."""
    assert isinstance(error, InvalidTasteError)
    assert isinstance(error, SoulmateError)
    assert str(error)


def test_codes_are_different_and_snake_case() -> None:
    """Codes are public: nothing else tells errors apart in a reply."""
    codes = [error.code for error in ERRORS]
    codes += [InvalidTasteError.code, SoulmateError.code]
    assert len(set(codes)) == len(codes)
    assert all(code.replace("_", "").islower() for code in codes)


def test_errors_carry_their_facts() -> None:
    """A door can build its reply without parsing a message."""
    invalid, blank, too_many, empty = ERRORS
    assert isinstance(invalid, InvalidTopItemError)
    assert (invalid.where, invalid.reason) == (
        "artists[3].rank",
        "must be a whole number",
    )
    assert isinstance(blank, BlankNameError)
    assert blank.name == "\u200b"
    assert isinstance(too_many, TooManyTopItemsError)
    assert (too_many.given, too_many.limit) == (3_000, 2_000)
    assert isinstance(empty, EmptyProfileError)
    assert empty.user_id == "ana"


def test_an_empty_profile_keeps_the_person_out_of_the_message() -> None:
    """Messages reach logs and other people."""
    assert "ana" not in str(EmptyProfileError("ana"))
