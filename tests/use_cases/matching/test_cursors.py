"""A cursor leads to one place of a ranking, and nothing else is taken for one."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.use_cases.matching.cursors import Cursor, read_cursor, write_cursor
from backend.use_cases.matching.errors import InvalidCursorError


@given(st.text(max_size=40), st.integers(0, 200))
def test_a_cursor_is_read_as_it_was_written(last_shown: str, place: int) -> None:
    """Whoever was shown last, in text that needs no quoting in an address."""
    cursor = Cursor(last_shown, place)
    text = write_cursor(cursor)
    assert read_cursor(text) == cursor
    assert set(text) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    )


@pytest.mark.parametrize(
    "content",
    [
        ["ana", -1],
        ["ana", 1.0],
        ["ana", True],
        ["ana", None],
        [1, 1],
        ["ana"],
        ["ana", 1, 2],
        {"ana": 1},
        "an",
        None,
    ],
)
def test_what_no_ranking_made_is_no_cursor(content: object) -> None:
    """A place before the first, a fraction, another shape."""
    text = urlsafe_b64encode(json.dumps(content).encode()).decode()
    with pytest.raises(InvalidCursorError):
        read_cursor(text)
