"""Evidence: how much a score rests on."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from backend.taste_profile.scoring import Score
from backend.taste_profile.vectors import TasteVector

EvidenceLevel = Literal["strong", "fair", "thin"]

STRONG_EVIDENCE = 8.0
FAIR_EVIDENCE = 3.0
LITTLE_DATA = 20


@dataclass(frozen=True, slots=True)
class Evidence:
    """How many artists two people share, and how far the score can be trusted.

    Args:
        shared_artists: Artists that both have.
        all_artists: Artists that either has.
        level: ``strong``, ``fair`` or ``thin``.
    """

    shared_artists: int
    all_artists: int
    level: EvidenceLevel


def weigh_evidence(a: TasteVector, b: TasteVector, score: Score) -> Evidence:
    """Tell how much a score rests on; the same from both sides.

    The level follows the effective number of shared artists and tracks, which is
    ``(sum c)^2 / sum c^2`` over their contributions c: one dominant artist counts as
    one, however many trail behind. With fewer than 20 artists on a side the evidence
    is never strong.

    References:
        Hill (1973), *Diversity and evenness*, Ecology 54 (the number of order 2).
    """
    left, right = a.blocks.get("artist", {}), b.blocks.get("artist", {})
    shared = len(left.keys() & right.keys())
    return evidence_of(score, (len(left), len(right)), shared)


def evidence_of(score: Score, artists: tuple[int, int], shared: int) -> Evidence:
    """Tell how much a score rests on; see ``weigh_evidence``.

    Args:
        score: Of the pair.
        artists: How many artists either side has.
        shared: How many artists both have.
    """
    effective = _effective_number(score)
    level: EvidenceLevel = "thin"
    if effective >= STRONG_EVIDENCE and min(artists) >= LITTLE_DATA:
        level = "strong"
    elif effective >= FAIR_EVIDENCE:
        level = "fair"
    return Evidence(
        shared_artists=shared, all_artists=sum(artists) - shared, level=level
    )


def _effective_number(score: Score) -> float:
    named = [
        c.points
        for c in score.contributions
        if c.key is not None and c.kind in ("artist", "track")
    ]
    squares = math.fsum(points * points for points in named)
    return math.fsum(named) ** 2 / squares if squares else 0.0
