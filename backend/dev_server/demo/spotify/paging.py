"""Pages as the Web API gives them, and how much a call may ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import request

from backend.dev_server.demo.spotify.refusals import bad_request

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of a list the caller wants."""

    limit: int
    offset: int


def asked_page(
    *, default: int = 20, most: int = 50, last_offset: int = 100_000
) -> Asked:
    """Read ``limit`` and ``offset`` of the current request.

    Raises:
        RefusalError: One is no number or out of bounds.
    """
    limit, offset = whole_number("limit", default), whole_number("offset", 0)
    if not 1 <= limit <= most:
        raise bad_request("Invalid limit")
    if not 0 <= offset <= last_offset:
        raise bad_request("Invalid offset")
    return Asked(limit, offset)


def whole_number(name: str, default: int) -> int:
    """Read a number of the current request's query."""
    given = request.args.get(name, "")
    if not given:
        return default
    if not given.lstrip("-").isdecimal() or not given.isascii():
        raise bad_request(f"Invalid {name}")
    return int(given[:15])


def page(
    rows: Sequence[RowT], asked: Asked, written: Callable[[RowT], object]
) -> dict[str, Any]:
    """Return the envelope around the requested part."""
    end = asked.offset + asked.limit
    before = max(0, asked.offset - asked.limit)
    return {
        "href": _address(asked.offset, asked.limit),
        "items": [written(row) for row in rows[asked.offset : end]],
        "limit": asked.limit,
        "next": _address(end, asked.limit) if end < len(rows) else None,
        "offset": asked.offset,
        "previous": _address(before, asked.limit) if asked.offset else None,
        "total": len(rows),
    }


def _address(offset: int, limit: int) -> str:
    query: Mapping[str, object] = {
        **request.args.to_dict(),
        "offset": offset,
        "limit": limit,
    }
    return f"{request.base_url}?{urlencode(query)}"
