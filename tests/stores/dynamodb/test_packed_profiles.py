"""Top items come out of their few bytes as they went in, or not at all."""

from __future__ import annotations

import zlib
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.stores.dynamodb._packed_profiles import pack_profile, unpack_profile
from backend.use_cases.profiles.profile import MAX_ITEM_BYTES
from backend.use_cases.profiles.record import (
    UnreadableRecordError,
    from_record,
    to_record,
)
from tests.contracts.invented_people import invented_listeners

RECORD = to_record(invented_listeners(2)[1])
PROFILE: dict[str, Any] = RECORD["profile"]


NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@given(st.dictionaries(st.text(), st.lists(NUMBERS | st.text())))
def test_a_profile_survives_both_ways(profile: dict[str, Any]) -> None:
    """To the last bit of every number."""
    assert unpack_profile(pack_profile(profile)) == profile


def test_it_takes_a_fraction_of_its_text() -> None:
    """Which is what reads and writes are charged by."""
    text = msgspec.json.encode(PROFILE)
    assert len(pack_profile(PROFILE)) < len(text) / 3
    unpacked = unpack_profile(pack_profile(PROFILE))
    assert from_record({**RECORD, "profile": unpacked}) == from_record(RECORD)


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"x",
        pack_profile(PROFILE)[:-1],
        zlib.compress(b"[]"),
        zlib.compress(b'{"top_items": '),
        zlib.compress(b'{"name": "\xff"}'),
        zlib.compress(b" " * (MAX_ITEM_BYTES + 1)),
    ],
    ids=["empty", "other", "cut off", "list", "broken", "no text", "too large"],
)
def test_anything_else_is_unreadable(packed: bytes) -> None:
    """Damage is found, and nothing is unpacked without end."""
    with pytest.raises(UnreadableRecordError):
        unpack_profile(packed)
