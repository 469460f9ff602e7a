"""The vectorizer: comparable vectors under one version of the statistics."""

from __future__ import annotations

from backend.taste_profile import Statistics, TasteVectorizer, build_taste_profile
from backend.taste_profile.algorithm import MIN_LOCAL_SCALE
from backend.taste_profile.vectorizer import local_scale
from tests.taste_profile.community import community


def test_there_is_no_scaling_in_a_young_community() -> None:
    """Too few people to say who is near everybody."""
    ana = build_taste_profile("ana", {"artists": ["Low"]})
    assert TasteVectorizer(Statistics()).vector("ana", ana.weights).local_scale == 1


def test_broad_popular_taste_scales_above_a_narrow_one() -> None:
    """Who shares much with everybody is corrected more."""
    people = community()
    common = sorted(
        (key for key in people.statistics.document_frequency if key.startswith("a1|")),
        key=lambda key: -people.statistics.document_frequency[key],
    )
    broad = {"artist": dict.fromkeys(common[:20], 0.05)}
    narrow = {"artist": dict.fromkeys(common[-20:], 0.05)}
    wide, small = (
        people.vectorizer.vector("x", weights)  # type: ignore[arg-type]
        for weights in (broad, narrow)
    )
    assert wide.local_scale > 1 > small.local_scale


def test_the_scale_of_a_stranger_is_bounded() -> None:
    """Sharing nothing with the panel must not turn every score into 1."""
    people = community(has_only_names=True)
    stranger = build_taste_profile("x", {"artists": ["Nobody Else Has This"]})
    scale = people.vectorizer.vector("x", stranger.weights).local_scale
    assert scale >= MIN_LOCAL_SCALE
    assert local_scale(0.0, people.statistics) == MIN_LOCAL_SCALE
    assert local_scale(people.statistics.panel_mean, people.statistics) == 1


def test_a_vector_depends_on_profile_and_statistics_alone() -> None:
    """The same again, from another vectorizer, whoever was seen before."""
    people = community()
    again = TasteVectorizer(people.statistics)
    for user in reversed(list(people.profiles)[:20]):
        vector = again.vector(user, people.profiles[user].weights)
        assert vector == people.vectors[user]


def test_a_member_s_own_place_in_the_panel_is_left_out() -> None:
    """Standing in the panel makes nobody nearer to everybody."""
    people = community()
    member = next(iter(people.statistics.panel))
    weights = people.profiles[member].weights
    other = people.vectorizer.vector("somebody else", weights)
    assert people.vectors[member].local_scale < other.local_scale
    assert people.vectors[member].blocks == other.blocks
