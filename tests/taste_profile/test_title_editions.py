"""Title editions: what a title keeps when its edition goes."""

from __future__ import annotations

import pytest

from backend.taste_profile._title_editions import without_editions


@pytest.mark.parametrize("title", ["words ( )", "words [ ] more", "(original) sin"])
def test_brackets_that_name_no_edition_stay(title: str) -> None:
    """Empty ones, and those that open a title, say nothing of an edition."""
    assert without_editions(title) == title


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("words (2011 remaster)", "words"),
        ("words - live - remastered", "words - live"),
        ("words (live version)", "words (live)"),
    ],
)
def test_editions_go_and_other_recordings_stay(title: str, kept: str) -> None:
    """A remaster is the same recording, a concert is not."""
    assert " ".join(without_editions(title).split()) == kept
