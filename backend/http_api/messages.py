"""Requests and replies as every door speaks them, without any framework."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpRequest:
    """One request that a door has routed to an operation.

    Args:
        path: Values of the path's parameters, percent-decoded.
        query: The raw query string, without the question mark.
        headers: Lower-case name to value.
        cookies: Name to value.
        address: Of the sender; empty when it is not known.
        body: The raw body; ``None`` when the door refused to read more than the limit.
    """

    path: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    body: bytes | None = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpReply:
    """One reply: JSON bytes, headers, and cookies as ``Set-Cookie`` values."""

    status: int
    body: bytes
    headers: Mapping[str, str]
    cookies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an operation's function returns.

    Args:
        reply: The reply as a struct of ``replies``.
        status: The HTTP status.
        starts_session_of: The user for whom a session starts, if one does.
        ends_session: Whether the caller's session cookie goes.
        is_guarded: Whether the use case itself keeps nothing of a user who is erased
            while it runs.
    """

    reply: Any
    status: int = 200
    starts_session_of: str | None = None
    ends_session: bool = False
    is_guarded: bool = False
