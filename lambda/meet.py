"""Handler of the function that lets two people wave, block and invite."""

from __future__ import annotations

from door import Event, answer
from telemetry import Context, observed
from wiring import wire

_API = wire()


@observed
def handler(event: Event, context: Context) -> Event:
    """Answer one request from API Gateway."""
    return answer(_API, event)
