"""Records survive DynamoDB's types, as DynamoDB writes numbers back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.stores.dynamodb._attribute_values import from_attributes, to_attributes
from backend.use_cases.profiles.record import UnreadableRecordError

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(st.dictionaries(st.text(), VALUES))
def test_a_record_survives_both_ways(record: dict[str, Any]) -> None:
    """What goes in comes out, in type and value."""
    assert repr(from_attributes(to_attributes(record))) == repr(record)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0.30000000000000004", 0.1 + 0.2),
        ("0.0000001", 1e-7),
        ("1E-7", 1e-7),
        ("123456789.125", 123456789.125),
        ("-3", -3),
        ("0", 0),
    ],
)
def test_reads_numbers_as_dynamodb_writes_them(
    written: str, number: int | float
) -> None:
    """Plain or with an exponent: the same number, whole ones as ``int``."""
    found = from_attributes({"n": {"N": written}})["n"]
    assert found == number
    assert type(found) is type(number)


@given(st.floats(min_value=1e-120, max_value=1e120))
def test_no_float_needs_more_digits_than_dynamodb_keeps(weight: float) -> None:
    """DynamoDB keeps 38 digits; the shortest text of a float has at most 17."""
    text = to_attributes({"weight": weight})["weight"]["N"]
    digits = text.split("e")[0].replace(".", "").strip("0")
    assert len(digits) <= 17
    assert float(text) == weight


def test_a_foreign_type_is_unreadable() -> None:
    """Sets and bytes are in no record of ours."""
    with pytest.raises(UnreadableRecordError):
        from_attributes({"names": {"SS": ["a"]}})


def test_refuses_what_no_record_holds() -> None:
    """An object that is no plain data is a mistake of the program."""
    with pytest.raises(TypeError, match="object"):
        to_attributes({"odd": object()})
