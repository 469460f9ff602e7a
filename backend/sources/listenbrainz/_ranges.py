"""Which of ListenBrainz's calendar periods stand for our time ranges."""

from __future__ import annotations

from datetime import date

from backend.taste_profile.top_items import TimeRange

_THIRD_OF_A_MONTH = 10
_THIRD_OF_HALF_A_YEAR = 3


def ranges_for(time_range: TimeRange, today: date) -> tuple[str, ...]:
    """Return the ranges to ask for: the best first, then what to take in its absence.

    ListenBrainz knows no sliding windows. ``month`` and ``half_yearly`` are the last
    complete calendar periods, ``this_month`` and ``this_year`` the running ones up to
    last night. Of a window of w days, t days after a period began, the running one
    lacks the first w - t; the complete one lacks the latest t and has t too old ones
    instead. So the running one is nearer from t = w / 3 on: the 10th of a month, and
    March. Before that it would be nearly empty, and later the complete one stale.

    No running half-year exists, so ``this_year`` stands for it and grows to twelve
    months by December: too long, but never stale. ``all_time`` is always both there
    and fresh, while ``year`` (the last calendar year) may end a year ago.

    Args:
        time_range: Ours: about 4 weeks, about 6 months, a year or more.
        today: In UTC, as ListenBrainz counts.

    References:
        ``get_dates_for_stats_range`` in ListenBrainz's ``listenbrainz_spark/stats``.

    Examples:
        >>> ranges_for("short_term", date(2026, 11, 1))
        ('month', 'this_month')
        >>> ranges_for("short_term", date(2026, 11, 10))
        ('this_month', 'month')
    """
    if time_range == "short_term":
        running, complete = "this_month", "month"
        is_long_enough = today.day >= _THIRD_OF_A_MONTH
    elif time_range == "medium_term":
        running, complete = "this_year", "half_yearly"
        is_long_enough = today.month >= _THIRD_OF_HALF_A_YEAR
    else:
        return ("all_time",)
    return (running, complete) if is_long_enough else (complete, running)
