"""When something was played, as services write it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from math import floor, isfinite

EARLIEST = int(datetime(2002, 1, 1, tzinfo=UTC).timestamp())
"""Before the first scrobble ever, so what is older is a clock that was not set."""
LATEST = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp())

_FIRST_MILLISECONDS = 100_000_000_000
_CLOCK = r"([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,9})?)?"
_ISO = re.compile(
    rf"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}})[T ]{_CLOCK}"
    r"(?:Z|([+-])([0-9]{2}):?([0-9]{2}))?"
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_WORDS = re.compile(
    rf"([0-9]{{1,2}}) ({_MONTHS}) ([0-9]{{4}}),? {_CLOCK}", re.IGNORECASE
)
_DIGITS = re.compile(r"[0-9]{9,13}")
_EPOCH = datetime(1970, 1, 1)
_SECOND = timedelta(seconds=1)


def time_of(given: object) -> int | None:
    """Return the whole seconds since 1970 (UTC) that a text or a number means.

    Numbers are seconds, or milliseconds from 1e11 on. Text is one of these, ISO 8601
    with or without an offset, or ``23 Nov 2023 10:30``; without offset it is UTC.

    Returns:
        Seconds in [2002, 2100), fractions cut off; ``None`` for everything else.

    Examples:
        >>> time_of("1970-01-01T00:00:00Z"), time_of("2002-01-01 01:00")
        (None, 1009846800)
        >>> time_of("1 Jan 2002, 01:00") == time_of(1009846800999.0)
        True
    """
    if isinstance(given, str):
        time = _time_of_text(given.strip())
    elif isinstance(given, (int, float)) and not isinstance(given, bool):
        time = _time_of_number(given)
    else:
        return None
    return time if time is not None and EARLIEST <= time < LATEST else None


def _time_of_number(number: float) -> int | None:
    if not isfinite(number):
        return None
    return floor(number / 1_000 if number >= _FIRST_MILLISECONDS else number)


def _time_of_text(text: str) -> int | None:
    if found := _ISO.fullmatch(text):
        year, month, day, *clock, sign, hours, minutes = found.groups()
        time = _time_of_parts(int(year), int(month), int(day), clock)
        if time is None or sign is None:
            return time
        if int(hours) > 23 or int(minutes) > 59:
            return None
        offset = int(hours) * 3_600 + int(minutes) * 60
        return time + offset if sign == "-" else time - offset
    if found := _WORDS.fullmatch(text):
        day, name, year, *clock = found.groups()
        month_number = _MONTHS.split("|").index(name.lower()) + 1
        return _time_of_parts(int(year), month_number, int(day), clock)
    return _time_of_number(int(text)) if _DIGITS.fullmatch(text) else None


def _time_of_parts(
    year: int, month: int, day: int, clock: list[str | None]
) -> int | None:
    hour, minute, second = (int(part or 0) for part in clock)
    try:
        return (datetime(year, month, day, hour, minute, second) - _EPOCH) // _SECOND
    except ValueError:
        return None
