"""Times as they are kept."""

from __future__ import annotations

from datetime import UTC, datetime


def time_text(time: datetime) -> str:
    """Return a time as it is kept: ISO 8601 in UTC, with microseconds."""
    return time.astimezone(UTC).isoformat(timespec="microseconds")
