"""The command `./scripts/rebuild-index`: the turns of the statistics, all at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from backend.use_cases.community.statistics_job import (
    LONGEST_USE,
    StatisticsJob,
    StatisticsStep,
)


def take_turns(job: StatisticsJob, tell: Callable[[StatisticsStep], None]) -> None:
    """Finish what is begun, or else count everybody anew; and switch.

    Whatever breaks off is gone on with by the next command, or by the schedule, which
    also removes the old.
    """
    due = replace(job, every=timedelta(0))
    turn = due.run_step()
    tell(turn)
    while turn.step == "removed":
        turn = due.run_step()
        tell(turn)


def tell_turn(turn: StatisticsStep) -> None:
    """Print what a turn did."""
    if turn.step == "waiting":
        minutes = LONGEST_USE // timedelta(minutes=1)
        print(
            f"Version {turn.version} was current until a moment ago: it can be removed"
            f" {minutes} minutes after the switch, and people be counted anew then."
        )
        return
    failed = f", {turn.failed} could not be" if turn.failed else ""
    indexed = f": {turn.indexed} indexed{failed}" if turn.indexed else ""
    print(f"{turn.step} {turn.version}{indexed}", flush=True)


def main() -> int:
    """Take the turns on the tables that the environment names."""
    from background_wiring import wire_statistics

    job = wire_statistics()
    along = job.side_by_side
    done = 0

    def side_by_side(work: Callable[[str], None], user_ids: Iterable[str]) -> None:
        nonlocal done
        portion = list(user_ids)
        along(work, portion)
        done += len(portion)
        print(f"\r{done:,} people", end="", file=sys.stderr, flush=True)

    take_turns(replace(job, side_by_side=side_by_side), tell_turn)
    return 0


if __name__ == "__main__":
    sys.exit(main())
