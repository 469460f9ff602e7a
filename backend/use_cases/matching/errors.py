"""What can go wrong when a ranking is read."""

from __future__ import annotations

from backend.taste_profile.errors import SoulmateError


class InvalidCursorError(SoulmateError):
    """The cursor was not made by this ranking, or is damaged."""

    code = "invalid_cursor"

    def __init__(self) -> None:
        super().__init__("this cursor cannot be read: start again without it")
