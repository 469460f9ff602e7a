"""What every store admits, by one rule, so that none is stricter than another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from backend.use_cases.profiles.errors import ProfileTooLargeError
from backend.use_cases.profiles.profile import MAX_ITEM_BYTES

_USER_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
CURRENT = "current"
"""Where the statistics stores keep which version is current; no version's name."""


def is_user_id(text: str) -> bool:
    """Return whether the text is a UUID in canonical form: lower case, with hyphens.

    Anything else is nobody's id, so a store may take it for "not found" without
    looking, and no path or key is ever made from it.
    """
    return _USER_ID.fullmatch(text) is not None


def is_version(text: str) -> bool:
    """Return whether it may name statistics: 1 to 100 of ``A-Z a-z 0-9 . _ -``."""
    return text != CURRENT and _VERSION.fullmatch(text) is not None


def encode_admitted(record: Mapping[str, Any]) -> bytes:
    """Return the record as compact JSON in UTF-8 with sorted keys.

    The size of this text is what counts against ``MAX_ITEM_BYTES``, in every store.
    DynamoDB counts less for the same item (no quotes, colons or commas), so what
    passes here stays below its 400 KB.

    Raises:
        ProfileTooLargeError: The text takes more than ``MAX_ITEM_BYTES``.
        ValueError: ``user_id`` is no canonical UUID: a mistake of the caller.
    """
    user_id = record["user_id"]
    if not is_user_id(user_id):
        raise ValueError(f"{user_id!r} is not a UUID in canonical form")
    text = msgspec.json.encode(record, order="deterministic")
    if len(text) > MAX_ITEM_BYTES:
        raise ProfileTooLargeError(user_id, len(text), MAX_ITEM_BYTES)
    return text
