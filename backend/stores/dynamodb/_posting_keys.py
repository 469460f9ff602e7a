"""Postings as keys of a table: the heaviest people of a feature come first."""

from __future__ import annotations

import math
from base64 import urlsafe_b64encode

from backend.stores.dynamodb._packed_vectors import HASH_BYTES, hash_of
from backend.taste_profile import Posting

_HEAVIEST = 4.0
"""No weight is above: the smallest local scale allows 3.97."""

_STEPS_PER_HALVING = 8
_LAST_LEVEL = 255


def place_of(posting: Posting) -> bytes:
    """Return a posting as 9 bytes: the feature's hash and the level of its weight.

    Levels are 9 % apart, so that a taste that has hardly changed stays where it is.
    """
    return hash_of(posting.key) + bytes([_level(posting.weight)])


def partition_of(version: str, feature_hash: bytes) -> str:
    """Return where the people of a feature are posted, under some statistics."""
    return f"{version}#{urlsafe_b64encode(feature_hash).decode().rstrip('=')}"


def key_of(version: str, place: bytes, user_id: str) -> dict[str, dict[str, str]]:
    """Return the keys of the item that posts a user at a place."""
    feature_hash, level = place[:HASH_BYTES], place[HASH_BYTES]
    return {
        "feature": {"S": partition_of(version, feature_hash)},
        "place": {"S": f"{level:02x}#{user_id}"},
    }


def read_place(text: str) -> tuple[str, float]:
    """Return the user and the weight, within 5 %, of a sort key.

    Raises:
        ValueError: It is none of ours.
    """
    level, _, user_id = text.partition("#")
    return user_id, _HEAVIEST * 2 ** (-int(level, 16) / _STEPS_PER_HALVING)


def _level(weight: float) -> int:
    level = round(-_STEPS_PER_HALVING * math.log2(weight / _HEAVIEST))
    return max(0, min(_LAST_LEVEL, level))
