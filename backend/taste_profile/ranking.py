"""Ranking: candidates scored, ordered, and explained on request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from backend.taste_profile.evidence import Evidence, weigh_evidence
from backend.taste_profile.population import build_statistics
from backend.taste_profile.profile import TasteProfile
from backend.taste_profile.scoring import Score, score_pair, score_points
from backend.taste_profile.statistics import Statistics
from backend.taste_profile.vectorizer import TasteVectorizer
from backend.taste_profile.vectors import TasteVector


@dataclass(frozen=True, slots=True)
class Match:
    """One scored candidate.

    Args:
        user_id: The candidate.
        score: Points and the contributions that sum to them.
        evidence: How much the score rests on.
        one_in: Rarity: about one random pair in this many scores as high; ``None`` in
            a young community.
    """

    user_id: str
    score: Score
    evidence: Evidence
    one_in: int | None


def rank_matches(
    profile: TasteProfile,
    candidates: Iterable[TasteProfile],
    *,
    statistics: Statistics | None = None,
    n: int = 10,
) -> list[Match]:
    """Rank candidates by similarity to a profile, with reasons.

    Args:
        profile: Who is looking; left out of their own ranking.
        candidates: Who might be a soulmate; of profiles of one ``user_id``, the first.
        statistics: The population to judge by; when ``None``, the profile and the
            candidates are taken as the whole population.
        n: Length of the list, at least 1.

    Returns:
        Up to n matches, highest points first, ties broken by ``user_id``. Only people
        who share an artist or a track are matches.

    Raises:
        ValueError: n is below 1.

    Examples:
        >>> from backend.taste_profile import build_taste_profile
        >>> ana = build_taste_profile("ana", {"artists": ["Low", "Grouper"]})
        >>> ben = build_taste_profile("ben", {"artists": ["Low", "Slint"]})
        >>> cem = build_taste_profile("cem", {"artists": ["ABBA"]})
        >>> [match.user_id for match in rank_matches(ana, [ben, cem])]
        ['ben']
    """
    if n < 1:
        raise ValueError(f"n must be at least 1, not {n}")
    people: dict[str, TasteProfile] = {}
    for person in candidates:
        people.setdefault(person.user_id, person)
    if statistics is None:
        statistics = build_statistics({**people, profile.user_id: profile}.values())
    vectorizer = TasteVectorizer(statistics)
    viewer = vectorizer.vector(profile.user_id, profile.weights)
    vectors = (vectorizer.vector(p.user_id, p.weights) for p in people.values())
    return rank_vectors(viewer, vectors, statistics, n)


def rank_vectors(
    viewer: TasteVector,
    candidates: Iterable[TasteVector],
    statistics: Statistics,
    n: int,
) -> list[Match]:
    """Rank vectors of the same statistics; see ``rank_matches``."""
    scored = [
        (-score_points(viewer, candidate, statistics), candidate.user_id, candidate)
        for candidate in candidates
        if candidate.user_id != viewer.user_id and share_music(viewer, candidate)
    ]
    scored.sort(key=lambda entry: entry[:2])
    return [match_pair(viewer, entry[2], statistics) for entry in scored[:n]]


def share_music(a: TasteVector, b: TasteVector) -> bool:
    """Return whether two people share an artist or a track: the least a match needs."""
    for kind in ("artist", "track"):
        left, right = a.blocks.get(kind), b.blocks.get(kind)
        if left and right and not left.keys().isdisjoint(right.keys()):
            return True
    return False


def match_pair(
    viewer: TasteVector, other: TasteVector, statistics: Statistics
) -> Match:
    """Score, weigh and rate one pair."""
    score = score_pair(viewer, other, statistics)
    return Match(
        user_id=other.user_id,
        score=score,
        evidence=weigh_evidence(viewer, other, score),
        one_in=statistics.one_in(score.points),
    )
