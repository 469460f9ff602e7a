"""Handler of the function that reads listening again, on a schedule."""

from __future__ import annotations

import time
from datetime import timedelta

from background_wiring import wire_refreshing
from shared_wiring import now
from telemetry import Context, count, logger, observed

from backend.use_cases.listening.refresh_batch import refresh_stalest
from backend.use_cases.listening.source_option import readable_by_name
from backend.use_cases.music_sources import MUSIC_SOURCES
from backend.use_cases.profiles.expiry import forget_expired

OLDER_THAN = timedelta(days=7)
PEOPLE_PER_TURN = 100
EXPIRED_PER_TURN = 1_000
LEFT_MS = 30_000
"""Nobody is begun when less time is left."""

_PROFILES, _SOURCES = wire_refreshing()


@observed
def handler(event: object, context: Context) -> None:
    """Forget what has expired, and read the stalest again while there is time.

    The next turn goes on where this one stopped.
    """

    def wait(seconds: int) -> bool:
        if context.get_remaining_time_in_millis() < LEFT_MS + seconds * 1_000:
            return False
        time.sleep(seconds)
        return True

    def may_go_on() -> bool:
        return context.get_remaining_time_in_millis() > LEFT_MS

    expired = forget_expired(
        EXPIRED_PER_TURN, profiles=_PROFILES, now=now, may_go_on=may_go_on
    )
    report = refresh_stalest(
        PEOPLE_PER_TURN,
        older_than=OLDER_THAN,
        # Each time anew: one that could not be had a turn ago may be there now.
        sources=readable_by_name(_SOURCES()),
        dropped=MUSIC_SOURCES.keys() - _SOURCES.named,
        profiles=_PROFILES,
        now=now,
        may_go_on=may_go_on,
        wait=wait,
    )
    count(
        SourcesExpired=expired,
        Refreshed=report.refreshed,
        RefreshesFailed=report.failed,
        RefreshesEnded=report.ended,
    )
    logger.info("waiting", extra={"sources": report.waiting})
