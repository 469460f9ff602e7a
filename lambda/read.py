"""Handler of the function that reads profiles and ranks matches."""

from __future__ import annotations

from door import Event, answer
from wiring import wire

_API = wire()


def handler(event: Event, context: object) -> Event:
    """Answer one request from API Gateway."""
    return answer(_API, event)
