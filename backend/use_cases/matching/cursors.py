"""Where a page of a ranking ended, as an opaque text."""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from backend.use_cases.matching.errors import InvalidCursorError

MAX_CURSOR_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last person shown, and the place after it should that person be gone."""

    last_shown: str
    place: int


def write_cursor(cursor: Cursor) -> str:
    """Return the cursor as URL-safe text."""
    text = json.dumps([cursor.last_shown, cursor.place], separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(text: str) -> Cursor:
    """Read what ``write_cursor`` made.

    Raises:
        InvalidCursorError: It was not made so.
    """
    try:
        padded = text + "=" * (-len(text) % 4)
        last_shown, place = json.loads(urlsafe_b64decode(padded))
    except (binascii.Error, ValueError, TypeError, RecursionError):
        raise InvalidCursorError from None
    if not isinstance(last_shown, str) or type(place) is not int or place < 0:
        raise InvalidCursorError
    return Cursor(last_shown, place)
