"""Refresh the listening of users who agreed to it, by turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.use_cases.listening.errors import SourceRateLimitedError
from backend.use_cases.listening.refresh_attempt import (
    Attempt,
    Outcome,
    attempt,
    pass_by,
)
from backend.use_cases.listening.refresh_one import Sources
from backend.use_cases.profiles.store import Profiles
from backend.use_cases.timestamps import time_text

OUTAGES_IN_A_ROW = 3
"""So many people in a row whom a source gave no answer for: it is not about them."""


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What one turn did.

    Args:
        refreshed: How many were read again.
        failed: How many could not be, and keep what they had.
        ended: How many are not tried again: their name is gone or private for good.
        waiting: Sources that were left alone, busy or out of order, with the seconds
            that they want us to wait, where they say so.
    """

    refreshed: int = 0
    failed: int = 0
    ended: int = 0
    waiting: tuple[tuple[str, int | None], ...] = ()


def refresh_stalest(
    n: int,
    *,
    older_than: timedelta,
    sources: Sources,
    dropped: Collection[str],
    profiles: Profiles,
    now: Callable[[], datetime],
    may_go_on: Callable[[], bool] = lambda: True,
    wait: Callable[[int], bool] = lambda seconds: False,
) -> RefreshReport:
    """Refresh the users whose turn it is, the longest wait first.

    The sources take turns, a person of each, so that none can use up another's time.

    A user goes to the end of the queue before the source is called, so that a turn
    that breaks off, or two at once, do no work twice. When the source refuses because
    of too many calls, the user keeps their place. After any other failure the user
    goes behind all who are due, and stays due: one account that always fails holds
    nobody up, and an outage costs nobody their turn.

    Args:
        n: How many people of each source at most.
        older_than: Listening that was read less long ago is left alone.
        sources: Source key to what reads public names there.
        dropped: Sources that are no longer offered: what was agreed to for them goes to
            the end, so that no other agreement stands behind it for ever.
        profiles: Everybody's.
        now: The time, timezone-aware.
        may_go_on: Called before each user; ``False`` ends the turn.
        wait: Waits so many seconds, as a source asks, and returns whether it did; a
            source that it does not wait for is left alone until the next turn, and so
            is one that is out of order.
    """
    counts: Counter[Outcome] = Counter()
    waiting: list[tuple[str, int | None]] = []
    lines = []
    due = now() - older_than
    for source in dropped:
        for user_id in profiles.stalest(source, time_text(due), n):
            if may_go_on():
                pass_by(Attempt(user_id, source, due), profiles, now())
    for source in sources:
        people = profiles.stalest(source, time_text(due), n)
        lines.append(_Line(source, due, people[::-1], sources, profiles, now, wait))
    while lines and may_go_on():
        line = lines.pop(0)
        if not line.people:
            continue
        try:
            counts[line.next_person()] += 1
        except SourceRateLimitedError as error:
            waiting.append((line.source, error.retry_after_seconds))
            continue
        if line.outages >= OUTAGES_IN_A_ROW:
            waiting.append((line.source, None))
        else:
            lines.append(line)
    return RefreshReport(
        refreshed=counts["refreshed"],
        failed=counts["failed"] + counts["outage"] + counts["fault"],
        ended=counts["ended"],
        waiting=tuple(waiting),
    )


@dataclass(slots=True)
class _Line:
    """Who is due at one source, the last one first, and how that goes."""

    source: str
    due: datetime
    people: list[str]
    sources: Sources
    profiles: Profiles
    now: Callable[[], datetime]
    wait: Callable[[int], bool]
    outages: int = 0

    def next_person(self) -> Outcome:
        """Read one person again, after one pause if the source asks for it.

        Raises:
            SourceRateLimitedError: It asks to wait for longer, or once more.
        """
        one = Attempt(self.people.pop(), self.source, self.due)
        try:
            outcome = attempt(one, self.sources, self.profiles, self.now())
        except SourceRateLimitedError as error:
            seconds = error.retry_after_seconds
            if seconds is None or not self.wait(seconds):
                raise
            outcome = attempt(one, self.sources, self.profiles, self.now())
        if outcome == "fault":
            self.outages = OUTAGES_IN_A_ROW
        elif outcome == "outage":
            self.outages += 1
        elif outcome != "left":
            self.outages = 0
        return outcome
