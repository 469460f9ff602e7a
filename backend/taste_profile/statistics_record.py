"""Statistics as plain JSON-able data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.taste_profile.assumptions import Assumption
from backend.taste_profile.statistics import Statistics


def statistics_to_record(statistics: Statistics) -> dict[str, Any]:
    """Return the statistics as dicts, strings and numbers."""
    return {
        "version": statistics.version,
        "people": dict(statistics.people),
        "document_frequency": dict(statistics.document_frequency),
        "assumptions": {
            kind: [assumption.base, assumption.exponent]
            for kind, assumption in statistics.assumptions.items()
        },
        "panel": {
            user_id: {kind: dict(block) for kind, block in weights.items()}
            for user_id, weights in statistics.panel.items()
        },
        "panel_mean": statistics.panel_mean,
        "score_counts": {str(p): c for p, c in statistics.score_counts.items()},
    }


def statistics_from_record(record: Mapping[str, Any]) -> Statistics:
    """Rebuild statistics from what ``statistics_to_record`` made.

    Raises:
        KeyError: A part is missing.
    """
    counts = record["score_counts"].items()
    return Statistics(
        version=record["version"],
        people=record["people"],
        document_frequency=record["document_frequency"],
        assumptions={
            kind: Assumption(base, exponent)
            for kind, (base, exponent) in record["assumptions"].items()
        },
        panel=record["panel"],
        panel_mean=record["panel_mean"],
        score_counts={int(points): count for points, count in counts},
    )
