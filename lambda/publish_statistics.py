"""Handler of the function that looks after the statistics, on a schedule."""

from __future__ import annotations

from dataclasses import asdict

from background_wiring import wire_statistics
from telemetry import Context, logger, observed

LEFT_MS = 120_000
"""When less time is left, no portion of people is begun, nor what follows a count."""

_KEEPER = wire_statistics()


@observed
def handler(event: object, context: Context) -> dict[str, str]:
    """Take one turn and say which step it was; the next goes on with what is left."""
    turn = _KEEPER.run_step(lambda: context.get_remaining_time_in_millis() > LEFT_MS)
    logger.info("the statistics had a turn", extra=asdict(turn))
    return {"step": turn.step}
