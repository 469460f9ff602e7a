"""What a ranking says in the terminal."""

from __future__ import annotations

import pytest

from backend.dev_server.commands.terminal import ranking_text
from backend.http_api.matching.messages import (
    EvidenceReply,
    MatchesReply,
    MatchReply,
    StatisticsReply,
)


def matches_page(level: str) -> MatchesReply:
    """A ranking of one person, by the level of its evidence."""
    match = MatchReply(
        user_id="ben",
        display_name="Ben",
        is_anonymous=False,
        is_verified=True,
        wave="none",
        updated_at=None,
        band="very_close",
        score=0.2,
        points=2_000,
        one_in=26_000,
        evidence=EvidenceReply(level, 2, 31),
        shared_artists=["Low"],
        contributions=[],
    )
    return MatchesReply(
        user_id="ana",
        matches=[match],
        next_cursor=None,
        artists=30,
        has_little_data=False,
        is_complete=True,
        algorithm="a",
        statistics=StatisticsReply("1", 240, is_young=False),
    )


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("strong", "closer than 1 pair in 26,000"),
        ("fair", "closer than 1 pair in 26,000"),
        ("thin", "too little shared to say how rare"),
    ],
)
def test_thin_evidence_comes_without_a_number_for_its_rarity(
    level: str, said: str
) -> None:
    """Two shared artists may be chance, however rare the score is."""
    text = ranking_text("Ana", matches_page(level))
    assert f"very close · {said} · 2,000 points" in text
    assert ("26,000" in text) == (level != "thin")
