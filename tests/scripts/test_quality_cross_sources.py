"""What each source tells, and the ratios of first places, worked out by hand."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from backend.taste_profile import TopItem
from scripts.quality.cross_sources import places_held
from scripts.quality.listeners import SEED, Listeners, TopItems, read
from scripts.quality.one_person import halves, whole_lists
from scripts.quality.progress import Progress
from scripts.quality.soulmate import Community, Points, Scorer
from scripts.quality.source_views import (
    HALF,
    SOURCES,
    USUAL,
    Chosen,
    Lengths,
    draw_sources,
    other_sources,
    through,
)
from tests.scripts.invented_listeners import write_folder

TAGS = {f"tag {n}": float(n) for n in range(1, 9)}


def long_list() -> TopItems:
    """Return 120 artists, the least played first, every third without tags."""
    return tuple(
        TopItem(
            kind="artist",
            name=f"Band {plays}",
            plays=plays,
            genres=TAGS if plays % 3 else {},
        )
        for plays in range(1, 121)
    )


def seen(source: str, lengths: Lengths = USUAL) -> TopItems:
    [items] = through([long_list()], [source], lengths)
    return items


def test_spotify_tells_fifty_ranks_and_nothing_else() -> None:
    """The most played first; no plays, no genres."""
    items = seen("spotify")
    assert [item.name for item in items] == [f"Band {n}" for n in range(120, 70, -1)]
    assert [item.rank for item in items] == list(range(1, 51))
    assert all(item.plays is None and not item.genres for item in items)


@pytest.mark.parametrize("source", ["listenbrainz", "lastfm"])
def test_the_other_two_tell_a_hundred_with_plays_and_ranks(source: str) -> None:
    """The most played first, each with its own plays."""
    items = seen(source)
    assert [item.plays for item in items] == list(range(120, 20, -1))
    assert [item.rank for item in items] == list(range(1, 101))
    assert all(item.name == f"Band {item.plays}" for item in items)


def test_listenbrainz_names_few_genres_of_every_artist_that_has_some() -> None:
    """The strongest five, down to the end of the list; none are made up."""
    strongest = {f"tag {n}": float(n) for n in range(4, 9)}
    for item in seen("listenbrainz"):
        assert dict(item.genres) == (strongest if (item.plays or 0) % 3 else {})


def test_lastfm_has_all_tags_of_the_first_forty_artists_only() -> None:
    """Where they have some; a call for each artist has to end somewhere."""
    items = seen("lastfm")
    for item in items[:40]:
        assert dict(item.genres) == (TAGS if (item.plays or 0) % 3 else {})
    assert not any(item.genres for item in items[40:])


@pytest.mark.parametrize("source", SOURCES)
def test_lists_half_as_long_are_the_heads_of_the_usual_ones(source: str) -> None:
    """Tags of half as many artists, too."""
    usual, half = seen(source), seen(source, HALF)
    assert len(half) * 2 == len(usual)
    tagged = 20 if source == "lastfm" else len(half)
    assert half[:tagged] == usual[:tagged]
    assert half[tagged:] == tuple(
        replace(item, genres={}) for item in usual[tagged : len(half)]
    )


def test_everybody_comes_through_their_own_source() -> None:
    """Three people who listen to the same, through one source each."""
    everybody = through([long_list()] * 3, SOURCES)
    assert everybody == [seen(source) for source in SOURCES]


def test_each_source_is_drawn_for_as_many_people() -> None:
    """The same people every time for one seed, others for another."""
    chosen = draw_sources(60, 1)
    assert Counter(chosen.tolist()) == dict.fromkeys(SOURCES, 20)
    assert (chosen == draw_sources(60, 1)).all()
    assert (chosen != draw_sources(60, 2)).any()


def test_a_second_source_is_never_the_first() -> None:
    """Each of the other two, for about as many people."""
    first = draw_sources(600, 1)
    second = other_sources(first, 2)
    pairs = Counter(zip(first.tolist(), second.tolist(), strict=True))
    assert len(pairs) == 6
    assert all(one != other for one, other in pairs)
    assert min(pairs.values()) > 70


def thirty_people(bonus: int) -> tuple[Points, Chosen]:
    """Return random points, with a bonus for pairs with people of Spotify."""
    rng = np.random.default_rng(3)
    chosen = np.repeat(SOURCES, 10)
    points = rng.integers(0, 1000, (30, 30), dtype=np.int32)
    points[:, chosen == "spotify"] += bonus
    return points, chosen


def test_people_of_one_source_in_all_first_places_hold_three_times_their_part() -> None:
    """Ten of the 29 others, in ten of ten places; nobody else is left a place."""
    held = places_held(*thirty_people(bonus=1000))
    assert held["spotify"][10:] == pytest.approx([29 / 10] * 20)
    # For their own viewers only nine are left: one place goes to somebody else.
    assert held["spotify"][:10] == pytest.approx([0.9 * 29 / 9] * 10)
    assert not held["lastfm"][20:].any()
    assert not held["listenbrainz"][10:20].any()


def test_where_nobody_has_an_advantage_the_ratios_are_about_one() -> None:
    """Weighted by their parts they are one for every viewer."""
    points, chosen = thirty_people(bonus=0)
    held = places_held(points, chosen)
    for viewer, source in enumerate(chosen):
        parts = {s: (10 - (s == source)) / 29 for s in SOURCES}
        total = sum(parts[s] * held[s][viewer] for s in SOURCES)
        assert total == pytest.approx(1)
    assert all(0.75 < values.mean() < 1.25 for values in held.values())


@pytest.fixture(name="listeners")
def small_listeners(tmp_path: Path) -> Listeners:
    return read(write_folder(tmp_path))


def test_a_pair_of_oneself_has_the_score_that_the_product_gives(
    listeners: Listeners,
) -> None:
    """Nearer than anybody else, and no longer 1: a source told less."""
    scorer = Scorer(1, Progress(is_quiet=True))
    chosen = np.repeat(["spotify"], len(listeners))
    items = through(listeners.top_items, chosen)
    community = Community.of(listeners.user_ids, items)
    points = scorer.among(community, "")
    before = points.copy()
    found = dict(whole_lists(listeners, community, points, chosen, SEED))
    assert (points == before).all()
    assert set(found) == {
        "whole lists, spotify and listenbrainz",
        "whole lists, spotify and lastfm",
    }
    for figures in found.values():
        assert (figures["top1"] == 1).all()
        assert (figures["score"] < 1).all()
        assert (figures["score"] * 10_000 > before.max()).all()


def test_halves_are_looked_for_through_random_sources(listeners: Listeners) -> None:
    """Every person at most once; their scores are parts of one."""
    found = list(halves(listeners, Scorer(1, Progress(is_quiet=True)), SEED))
    assert found
    assert sum(len(figures["mrr"]) for _, figures in found) <= len(listeners)
    for name, figures in found:
        assert name.startswith("halves, ")
        assert ((figures["mrr"] > 0) & (figures["mrr"] <= 1)).all()
        assert ((figures["score"] >= 0) & (figures["score"] <= 1)).all()
