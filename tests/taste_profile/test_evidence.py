"""Evidence: how much a score rests on."""

from __future__ import annotations

import pytest

from backend.taste_profile import Contribution, Score, TasteVector
from backend.taste_profile.evidence import (
    FAIR_EVIDENCE,
    LITTLE_DATA,
    STRONG_EVIDENCE,
    weigh_evidence,
)
from tests.taste_profile.community import community


def _person(user_id: str, first: int, n: int) -> TasteVector:
    block = {f"a1|nova{number}": (0.1, 0.1) for number in range(first, first + n)}
    return TasteVector(user_id, {"artist": block})


def _score(*points: int) -> Score:
    rows = (Contribution("artist", f"a1|nova{n}", p) for n, p in enumerate(points))
    return Score(sum(points), tuple(rows))


MANY = LITTLE_DATA + 5


@pytest.mark.parametrize(
    ("score", "artists", "level"),
    [
        (_score(*[100] * int(STRONG_EVIDENCE)), MANY, "strong"),
        (_score(*[100] * int(STRONG_EVIDENCE)), LITTLE_DATA - 1, "fair"),
        (_score(*[100] * (int(STRONG_EVIDENCE) - 1)), MANY, "fair"),
        (_score(*[100] * int(FAIR_EVIDENCE)), 5, "fair"),
        (_score(*[100] * (int(FAIR_EVIDENCE) - 1)), MANY, "thin"),
        (_score(5_000, *[1] * 20), MANY, "thin"),
        (Score(0, ()), MANY, "thin"),
        (Score(900, (Contribution("genre", None, 900),)), MANY, "thin"),
        (Score(900, (Contribution("artist", None, 900),)), MANY, "thin"),
    ],
)
def test_evidence_counts_what_weighs(score: Score, artists: int, level: str) -> None:
    """Many alike are strong; one dominant, or only what was assumed, is thin."""
    ana, ben = _person("ana", 0, artists), _person("ben", 0, artists)
    assert weigh_evidence(ana, ben, score).level == level


def test_evidence_tells_shared_of_all() -> None:
    """31 shared of 240 artists, and the like."""
    evidence = weigh_evidence(_person("a", 0, 10), _person("b", 7, 10), _score(1, 1, 1))
    assert (evidence.shared_artists, evidence.all_artists) == (3, 17)
    nothing = weigh_evidence(TasteVector("a", {}), TasteVector("b", {}), Score(0, ()))
    assert (nothing.shared_artists, nothing.all_artists) == (0, 0)


def test_evidence_is_the_same_from_both_sides() -> None:
    """As the score is."""
    vectors = list(community().vectors.values())[:12]
    for a in vectors:
        for b in vectors:
            assert weigh_evidence(a, b, _score(5, 3)) == weigh_evidence(
                b, a, _score(5, 3)
            )
