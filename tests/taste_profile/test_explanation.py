"""Explanations: open people tell everything, anonymous ones nothing but a band."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.taste_profile import (
    Contribution,
    Evidence,
    Explanation,
    FeatureName,
    Match,
    Score,
    Statistics,
    explain_match,
    feature_names,
    match_pair,
)
from backend.taste_profile.explanation import COMMON_ENOUGH, RARE_ENOUGH
from tests.examples import examples
from tests.taste_profile.community import community

PAIRS = st.tuples(st.integers(0, 203), st.integers(0, 203)).filter(
    lambda p: p[0] != p[1]
)


def _match(pair: tuple[int, int]) -> tuple[Match, Mapping[str, FeatureName]]:
    viewer, other = (f"user{number}" for number in pair)
    vectors = community().vectors
    match = match_pair(vectors[viewer], vectors[other], community().statistics)
    return match, feature_names(community().profiles[viewer].top_items)


@examples(40)
@given(PAIRS, st.none() | st.integers(0, 12))
def test_rows_of_an_open_person_sum_to_the_score(
    pair: tuple[int, int], n: int | None
) -> None:
    """With all rows or the first n and one row for the others."""
    match, names = _match(pair)
    told = explain_match(match, names, community().statistics, visibility="open", n=n)
    assert told.points == match.score.points
    assert sum(row.points for row in told.contributions) == told.points
    is_rare = match.one_in is not None and match.one_in >= RARE_ENOUGH
    assert told.one_in == (match.one_in if is_rare else None)
    assert told.evidence == match.evidence
    if n is not None:
        assert len(told.contributions) <= n + 1
    for row in told.contributions:
        assert (row.name is None) == (row.is_assumed or row.kind is None)


def test_rows_are_named_as_the_viewer_writes_them() -> None:
    """Assumed rows have no name, and neither has the row of the others."""
    rows = (
        Contribution("track", "t1|low|words", 700),
        Contribution("artist", "a1|low", 600),
        Contribution("genre", None, 500),
        Contribution("artist", "a1|slint", 200),
        Contribution("era", "e1|1990s", 100),
    )
    match = replace(_match((0, 1))[0], score=Score(2_100, rows), one_in=None)
    names = {
        "t1|low|words": FeatureName("track", "Words", "Low"),
        "a1|low": FeatureName("artist", "LOW"),
    }
    told = explain_match(match, names, Statistics(), visibility="open", n=4)
    shown = [(row.kind, row.name, row.artist, row.points) for row in told.contributions]
    assert shown == [
        ("track", "Words", "Low", 700),
        ("artist", "LOW", None, 600),
        ("genre", None, None, 500),
        ("artist", "slint", None, 200),
        (None, None, None, 100),
    ]
    assert [row.is_assumed for row in told.contributions] == [
        *(False, False, True),
        *(False, False),
    ]
    assert told.shared_artists == ("LOW", "slint")


@examples(60)
@given(PAIRS, st.sets(st.integers(0, 60), max_size=8))
def test_an_anonymous_person_tells_a_band_and_allowed_artists(
    pair: tuple[int, int], allowed: set[int]
) -> None:
    """No points, no rarity, no counts, no rows, and no artist that is rare."""
    match, names = _match(pair)
    named = [f"Nova{number}" for number in allowed]
    told = explain_match(
        match,
        names,
        community().statistics,
        visibility="anonymous",
        named_artists=named,
    )
    bare = Explanation(told.band, told.evidence_level, told.shared_artists)
    assert told == bare
    frequency = community().statistics.document_frequency
    for name in told.shared_artists:
        assert int(name.removeprefix("nova")) in allowed
        assert frequency[f"a1|{name}"] >= COMMON_ENOUGH
    assert len(told.shared_artists) <= 3


@examples(40)
@given(PAIRS)
def test_an_anonymous_person_who_allows_nothing_names_nobody(
    pair: tuple[int, int],
) -> None:
    """What is told has no digit and no name in it."""
    match, names = _match(pair)
    told = explain_match(match, names, community().statistics, visibility="anonymous")
    assert told.shared_artists == ()
    text = repr(told)
    assert not any(character.isdigit() for character in text)
    assert "nova" not in text
    assert match.user_id not in text


def test_an_artist_must_be_common_enough_to_be_tied_to_somebody() -> None:
    """Also one that the statistics never counted."""
    rows = tuple(Contribution("artist", f"a1|{name}", 1) for name in ("low", "new"))
    match = replace(_match((0, 1))[0], score=Score(2, rows))

    def shared(people: int) -> tuple[str, ...]:
        statistics = Statistics(document_frequency={"a1|low": people})
        return explain_match(
            match,
            {"a1|low": FeatureName("artist", "Low")},
            statistics,
            visibility="anonymous",
            named_artists=["LOW", "New"],
        ).shared_artists

    assert shared(COMMON_ENOUGH) == ("Low",)
    assert shared(COMMON_ENOUGH - 1) == ()


def test_a_hidden_person_is_explained_to_nobody() -> None:
    """An error, so that a forgotten check cannot show anything."""
    match, names = _match((0, 1))
    with pytest.raises(ValueError, match="hidden"):
        explain_match(match, names, community().statistics, visibility="hidden")


@pytest.mark.parametrize(
    ("points", "one_in", "band"),
    [
        (300, 1_000, "exceptional"),
        (300, 999, "very_close"),
        (300, 99, "close"),
        (300, 25, "close"),
        (9_000, 24, "some"),
        (5_000, None, "exceptional"),
        (4_999, None, "very_close"),
        (2_499, None, "close"),
        (999, None, "some"),
        (0, None, "some"),
    ],
)
@pytest.mark.parametrize("visibility", ["open", "anonymous"])
def test_bands_follow_rarity_or_points_in_a_young_community(
    points: int, one_in: int | None, band: str, visibility: str
) -> None:
    """The same words for everybody, whoever is asked about."""
    row = Contribution("artist", "a1|low", points)
    evidence = Evidence(shared_artists=9, all_artists=30, level="fair")
    match = replace(
        _match((0, 1))[0],
        score=Score(points, (row,)),
        one_in=one_in,
        evidence=evidence,
    )
    told = explain_match(match, {}, Statistics(), visibility=visibility)  # type: ignore[arg-type]
    assert told.band == band
    thin = replace(match, evidence=replace(evidence, level="thin"))
    told = explain_match(thin, {}, Statistics(), visibility=visibility)  # type: ignore[arg-type]
    assert told.band == ("some" if band == "some" else "close")


def test_without_music_in_common_there_is_no_band() -> None:
    """Genres and assumptions alone make nobody close."""
    rows = (Contribution("genre", "g1|rock", 200), Contribution("track", None, 90))
    match = replace(_match((0, 1))[0], score=Score(290, rows), one_in=1)
    told = explain_match(match, {}, Statistics(), visibility="open")
    assert (told.band, told.one_in, told.points) == ("none", None, 290)
