"""Visibility: three words and nothing else."""

from __future__ import annotations

import pytest

from backend.taste_profile import is_visibility


@pytest.mark.parametrize("word", ["hidden", "anonymous", "open"])
def test_the_words_of_consent(word: str) -> None:
    """Each of the three is known."""
    assert is_visibility(word)


@pytest.mark.parametrize("other", ["", "Open", "public", None, 1, ["open"], {}])
def test_anything_else_is_no_consent(other: object) -> None:
    """Neither other spellings nor other types."""
    assert not is_visibility(other)
