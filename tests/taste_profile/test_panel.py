"""The panel: one comparison with many, the same as many by pairs."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given

from backend.taste_profile.algorithm import PANEL_NEIGHBOURS
from backend.taste_profile.exact_index import ArrayPanel
from backend.taste_profile.panel import Panel, mean_of_nearest
from backend.taste_profile.scoring import score_points
from backend.taste_profile.statistics import Statistics
from backend.taste_profile.vectors import TasteVector, unit_blocks
from tests.examples import examples
from tests.taste_profile.community import community
from tests.taste_profile.invented_tastes import Taste, profile_of
from tests.taste_profile.strategies import TASTES


@cache
def panel() -> Panel:
    return Panel(community().statistics)


@cache
def arrays() -> ArrayPanel:
    return ArrayPanel(community().statistics)


@examples(25)
@given(TASTES)
def test_similarities_are_those_of_the_scorer(taste: Taste) -> None:
    """Postings are a short cut, never another formula."""
    statistics = community().statistics
    blocks = unit_blocks(profile_of("newcomer", taste).weights, statistics.idf)
    newcomer = TasteVector("newcomer", blocks)
    similarities = panel().similarities(blocks)
    for (user, theirs), similarity in zip(
        panel().members.items(), similarities, strict=True
    ):
        points = score_points(newcomer, TasteVector(user, theirs), statistics)
        assert points == pytest.approx(10_000 * similarity, abs=0.5 + 1e-9)


@examples(50)
@given(TASTES)
def test_arrays_give_the_same_to_the_last_bit(taste: Taste) -> None:
    """A local scale must not depend on who computed it."""
    blocks = unit_blocks(
        profile_of("newcomer", taste).weights, community().statistics.idf
    )
    assert arrays().similarities(blocks) == panel().similarities(blocks)
    near = panel().nearness("newcomer", blocks)
    assert arrays().nearness("newcomer", blocks) == near
    for member in list(panel().members)[:5]:
        theirs = panel().members[member]
        assert arrays().nearness(member, theirs) == panel().nearness(member, theirs)


def test_arrays_know_nobody_in_a_young_community() -> None:
    """Without statistics there is no panel, and nothing fails."""
    assert ArrayPanel(Statistics()).similarities({}) == []


def test_arrays_know_nothing_of_what_no_member_hears() -> None:
    """A stranger shares nothing with anybody."""
    cosines = arrays().cosines({"a1|nobody hears this": (1.0, 0.0)})
    assert cosines == [0.0] * len(panel().members)


def test_nobody_is_their_own_neighbour() -> None:
    """Nearness leaves the user out, or members would seem nearer than others."""
    user, blocks = next(iter(panel().members.items()))
    assert panel().nearness(user, blocks) < panel().nearness("somebody else", blocks)


def test_somebody_without_artists_is_near_by_what_is_usual() -> None:
    """No common artist still leaves what is assumed of the other blocks."""
    statistics = community().statistics
    similarities = panel().similarities({})
    bases = [usual.base for usual in statistics.assumptions.values()]
    assert all(min(bases) <= s <= max(bases) for s in similarities)


def test_nearness_is_the_mean_of_the_nearest() -> None:
    """As many as stated, or all when there are fewer."""
    far = [0.0] * 10
    assert mean_of_nearest([*far, *([0.5] * PANEL_NEIGHBOURS)]) == 0.5
    assert mean_of_nearest([0.25, 0.75]) == 0.5
