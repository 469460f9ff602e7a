"""What services write into JSON, read patiently: nothing here ever raises."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from backend.taste_profile.feature_keys import clean_name
from backend.taste_profile.top_items import MAX_COUNT, MAX_NAME_LENGTH

_MBID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NUMBER = re.compile(r"[0-9]{1,10}")


def mapping(given: object) -> Mapping[str, Any]:
    """Return an object, or an empty one in the place of anything else."""
    return given if isinstance(given, Mapping) else {}


def whole_number(given: object) -> int | None:
    """Return a count, also one written as a text; ``None`` if it is none.

    Examples:
        >>> whole_number("12"), whole_number(12.0), whole_number(True)
        (12, 12, None)
    """
    if isinstance(given, str) and _NUMBER.fullmatch(given.strip()):
        given = int(given)
    if isinstance(given, bool) or not isinstance(given, int | float):
        return None
    return int(given) if 0 <= given <= MAX_COUNT and given == int(given) else None


def shown_name(given: object) -> str:
    """Return a name safe to show and short enough to keep; empty if it is none."""
    return clean_name(given)[:MAX_NAME_LENGTH] if isinstance(given, str) else ""


def read_mbid(given: object) -> str | None:
    """Return an id of MusicBrainz in canonical form, or ``None`` if it is none."""
    text = given.lower() if isinstance(given, str) else ""
    return text if _MBID.fullmatch(text) else None
