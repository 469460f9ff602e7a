"""Records as DynamoDB's typed attribute values, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.use_cases.profiles.record import UnreadableRecordError


def to_attributes(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record as an item: each value wrapped in its type.

    Numbers cross as text: ``repr`` is the shortest decimal that reads back as the
    same float, at most 17 digits of the 38 that DynamoDB keeps.

    Raises:
        TypeError: A value is no text, number, boolean, ``None``, list or mapping.
    """
    return {name: _to_value(value) for name, value in record.items()}


def from_attributes(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item as a record; whole numbers become ``int``, others ``float``.

    DynamoDB does not keep whether 3.0 was a float, so code that needs one says so.

    Raises:
        UnreadableRecordError: A value is of a type that records have no use for.
    """
    return {name: _from_value(value) for name, value in item.items()}


def _to_value(value: object) -> dict[str, Any]:
    match value:
        case None:
            return {"NULL": True}
        case bool():
            return {"BOOL": value}
        case str():
            return {"S": value}
        case int() | float():
            return {"N": repr(value)}
        case list() | tuple():
            return {"L": [_to_value(part) for part in value]}
        case Mapping():
            return {"M": to_attributes(value)}
        case _:
            raise TypeError(f"a {type(value).__name__} cannot be kept")


def _from_value(typed: Mapping[str, Any]) -> Any:
    ((kind, value),) = typed.items()
    match kind:
        case "S" | "BOOL":
            return value
        case "N":
            return int(value) if value.lstrip("-").isdigit() else float(value)
        case "L":
            return [_from_value(part) for part in value]
        case "M":
            return from_attributes(value)
        case "NULL":
            return None
        case _:
            raise UnreadableRecordError(f"attributes of type {kind} are not known")
