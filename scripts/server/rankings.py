"""Single rankings of a server, and of another checkout's in turn with them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scripts.server.serving import Server, serving

_RANKINGS = 100
_ROUNDS = 5


def first_ranking(server: Server, sessions: dict[str, str]) -> dict[str, Any]:
    """Measure the first ranking after a start."""
    user_id, session = next(iter(sessions.items()))
    started = time.perf_counter()
    status = 503
    while status == 503:
        # Several processes read everybody before anybody asks, who may ask again.
        status, _ = server.call("GET", f"/matches/{user_id}", session)
    if status != 200:
        raise SystemExit(f"the first ranking was refused: {status}")
    return {
        "first_ranking_seconds": round(time.perf_counter() - started, 2),
        "peak_megabytes": round(server.peak_megabytes),
    }


def compared(
    server: Server, folder: Path, sessions: dict[str, str], baseline: Path | None
) -> dict[str, Any]:
    """Measure single rankings, of the baseline in turn, and how the two compare."""
    if baseline is None:
        [ours] = _rankings([server], sessions)
        return {"ranking": ours}
    with serving(folder, checkout=baseline) as other:
        first_ranking(other, sessions)
        ours, before = _rankings([server, other], sessions)
    ratio = round(ours["cpu_ms"] / before["cpu_ms"], 2)
    return {"ranking": {**ours, "of_baseline": ratio}, "baseline_ranking": before}


def _rankings(
    servers: Sequence[Server], sessions: dict[str, str]
) -> list[dict[str, Any]]:
    """Ask every server for rankings of the same people, one after the other.

    The servers take turns, so that whatever else the machine does falls on all.
    """
    asked = list(sessions.items())
    cpu: list[list[float]] = [[] for _ in servers]
    took: list[list[float]] = [[] for _ in servers]
    for turn in range(_ROUNDS):
        portion = asked[turn * _RANKINGS :][:_RANKINGS]
        for i, server in enumerate(servers):
            used = server.cpu_seconds
            for user_id, session in portion:
                started = time.perf_counter()
                status, _ = server.call("GET", f"/matches/{user_id}", session)
                took[i].append(time.perf_counter() - started)
                if status != 200:
                    raise SystemExit(f"a ranking was refused: {status}")
            cpu[i].append((server.cpu_seconds - used) / len(portion))
    return [
        {
            "rankings": len(times),
            "cpu_ms": round(1000 * statistics.median(used), 2),
            "least_cpu_ms": round(1000 * min(used), 2),
            "p50_ms": round(1000 * statistics.median(times), 2),
        }
        for used, times in zip(cpu, took, strict=True)
    ]
