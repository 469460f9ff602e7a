"""Handler of the function that changes the caller's profile."""

from __future__ import annotations

from door import Door, Event
from telemetry import Context, observed
from wiring import origin_secret, wire

_DOOR = Door(wire(), origin_secret())


@observed
def handler(event: Event, context: Context) -> Event:
    """Answer one request from API Gateway."""
    return _DOOR.answer(event)
