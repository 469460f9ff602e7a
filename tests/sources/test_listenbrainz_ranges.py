"""Which calendar periods stand for four weeks, half a year and more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from backend.sources.listenbrainz._ranges import ranges_for
from backend.taste_profile import TimeRange


@pytest.mark.parametrize(
    ("time_range", "day", "ranges"),
    [
        ("short_term", date(2026, 11, 1), ("month", "this_month")),
        ("short_term", date(2026, 11, 9), ("month", "this_month")),
        ("short_term", date(2026, 11, 10), ("this_month", "month")),
        ("short_term", date(2026, 11, 30), ("this_month", "month")),
        ("medium_term", date(2026, 1, 1), ("half_yearly", "this_year")),
        ("medium_term", date(2026, 2, 28), ("half_yearly", "this_year")),
        ("medium_term", date(2026, 3, 1), ("this_year", "half_yearly")),
        ("medium_term", date(2026, 12, 31), ("this_year", "half_yearly")),
        ("long_term", date(2026, 1, 1), ("all_time",)),
    ],
)
def test_the_running_period_counts_from_a_third_of_the_window_on(
    time_range: TimeRange, day: date, ranges: tuple[str, ...]
) -> None:
    """Before, it would be nearly empty; the complete one is its stand-in, and back."""
    assert ranges_for(time_range, day) == ranges


def test_no_day_of_a_year_gives_a_month_that_is_nearly_empty_or_long_over() -> None:
    """At least nine whole days are in, and it ended at most nine days ago."""
    for day in (date(2027, 1, 1) + timedelta(days=n) for n in range(366)):
        chosen = ranges_for("short_term", day)[0]
        assert (chosen == "this_month") == (day.day - 1 >= 9)
