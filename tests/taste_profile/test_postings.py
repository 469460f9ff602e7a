"""Under which features somebody is found."""

from __future__ import annotations

import math

from backend.taste_profile import (
    Statistics,
    TasteVector,
    postings,
    telling_features,
    unit_blocks,
)
from backend.taste_profile.algorithm import POSTED_FEATURES

COUNTED = Statistics(
    people={"artist": 100, "track": 100, "genre": 100},
    document_frequency={"a1|low": 4, "a1|abba": 90, "t1|low|words": 2, "g1|pop": 50},
)


def vector(local_scale: float = 1.0) -> TasteVector:
    """Return somebody with two counted artists, an uncounted one, and more."""
    weights = {"a1|low": 0.5, "a1|abba": 0.4, "a1|nobodyelse": 0.1}
    blocks = unit_blocks(
        {"artist": weights, "track": {"t1|low|words": 1.0}, "genre": {"g1|pop": 1.0}},
        COUNTED.idf,
    )
    return TasteVector("ana", blocks, local_scale)


def test_what_nobody_else_has_comes_last() -> None:
    """However telling it would be."""
    keys = [posting.key for posting in telling_features(vector(), COUNTED, 9)]
    assert keys[-1] == "a1|nobodyelse"
    assert keys[0] == "a1|low"


def test_only_what_can_make_a_match_is_posted() -> None:
    """Nobody is a match for a genre alone."""
    kinds = {posting.key[:2] for posting in postings(vector(), COUNTED)}
    assert kinds == {"a1", "t1"}


def test_products_of_weights_bound_what_a_feature_adds() -> None:
    """For oneself, all of them together are the artists' and tracks' shares."""
    found = telling_features(vector(), COUNTED, 9)
    assert math.isclose(sum(posting.weight**2 for posting in found), 0.79 + 0.12)


def test_hubs_are_posted_lighter() -> None:
    """By the root of the local scale, as their scores are."""
    plain = postings(vector(), COUNTED)
    hub = postings(vector(local_scale=4.0), COUNTED)
    assert [p.key for p in hub] == [p.key for p in plain]
    assert all(
        math.isclose(p.weight, 2 * h.weight) for p, h in zip(plain, hub, strict=True)
    )


def test_a_long_list_is_posted_in_part() -> None:
    """The number of postings bounds what a save costs."""
    weights = {f"a1|artist{number}": 0.005 for number in range(200)}
    everything = TasteVector("ben", unit_blocks({"artist": weights}, COUNTED.idf))
    assert len(postings(everything, COUNTED)) == POSTED_FEATURES
    assert len(telling_features(everything, COUNTED, 96)) == 96


def test_without_counts_the_heaviest_come_first() -> None:
    """A young community has counted nobody."""
    found = telling_features(vector(), Statistics(), 9)
    assert [p.weight for p in found] == sorted((p.weight for p in found), reverse=True)
