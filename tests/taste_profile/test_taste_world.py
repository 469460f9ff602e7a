"""A tiny world with known answers: how the score works, read from top to bottom.

Five people and a handful of artists. Nobody's answer needs a computer.
"""

from __future__ import annotations

from backend.taste_profile import (
    TasteProfile,
    TasteVectorizer,
    build_statistics,
    build_taste_profile,
    compare_profiles,
    explain_match,
    feature_names,
    rank_matches,
)

ANA = build_taste_profile("ana", {"artists": {"Low": 100, "Codeine": 100}})
BEN = build_taste_profile("ben", {"artists": {"Low": 7, "Codeine": 7}})
CEM = build_taste_profile("cem", {"artists": {"Low": 50, "Abba": 50}})
DEA = build_taste_profile("dea", {"artists": {"Abba": 30, "Codeine": 30}})
EVA = build_taste_profile("eva", {"artists": {"Abba": 9, "Wham!": 9}})
WORLD = (ANA, BEN, CEM, DEA, EVA)


def _points(viewer: TasteProfile) -> dict[str, int]:
    return {m.user_id: m.score.points for m in rank_matches(viewer, WORLD)}


def test_ben_is_ana_s_soulmate_though_he_listens_less() -> None:
    """The same two artists in the same proportion: all points, at any volume."""
    assert next(iter(_points(ANA).items())) == ("ben", 10_000)


def test_cem_and_dea_share_half_with_ana_and_tie() -> None:
    """One of two artists each, each had by three people: alike, so by name."""
    points = _points(ANA)
    assert list(points) == ["ben", "cem", "dea"]
    assert points["cem"] == points["dea"] == 5_000


def test_eva_shares_nothing_with_ana_and_is_no_match() -> None:
    """Nothing in common is no low score: it is no line in the list."""
    assert "eva" not in _points(ANA)
    assert "ana" not in _points(EVA)


def test_a_rare_artist_of_one_s_own_sets_one_apart() -> None:
    """Wham! is Eva's alone: it weighs more than Low does for Cem, so she is further."""
    points = _points(DEA)
    assert points["ana"] == points["ben"] == points["cem"] == 5_000
    assert 0 < points["eva"] < 5_000


def test_the_sum_is_on_paper() -> None:
    """Two artists alike owe half each, and Ben says so in words."""
    match = rank_matches(ANA, WORLD)[0]
    told = explain_match(
        match,
        feature_names(ANA.top_items),
        build_statistics(WORLD),
        visibility="open",
    )
    assert [(row.name, row.points) for row in told.contributions] == [
        ("Codeine", 5_000),
        ("Low", 5_000),
    ]
    assert told.shared_artists == ("Codeine", "Low")
    assert told.evidence_level == "thin"


def test_cem_could_show_ana_abba_and_hear_codeine() -> None:
    """Discoveries go both ways."""
    vectorizer = TasteVectorizer(build_statistics(WORLD))
    ana, cem = (vectorizer.vector(p.user_id, p.weights) for p in (ANA, CEM))
    found = compare_profiles(ANA, CEM, ana, cem)
    assert [mine.item.name for mine, _ in found.shared] == ["Low"]
    assert [d.item.name for d in found.discoveries_for_you] == ["Abba"]
    assert [d.item.name for d in found.discoveries_for_them] == ["Codeine"]


def test_a_community_this_young_knows_no_rarity() -> None:
    """Five people cannot tell what is unusual, and the match says so."""
    assert build_statistics(WORLD).is_young
    assert all(match.one_in is None for match in rank_matches(ANA, WORLD))
