"""Every number that was chosen, in one place; a reply names ``ALGORITHM``.

The values were decided by measurement where data exist (plays, ranks, genres, the
panel; see scripts/README.md), by reasoning where none do (tracks, eras, time ranges).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.top_items import TimeRange

ALGORITHM = "soulmate-1"

BLOCK_WEIGHTS: Mapping[FeatureKind, float] = MappingProxyType(
    {"artist": 0.79, "track": 0.12, "genre": 0.06, "era": 0.03}
)
"""Shares of the blocks in a similarity; they add up to 1."""

BREADTH_PART = 0.6
"""Of a block's similarity: which items a person has, against how much of each."""

BREADTH_SHARE = 0.001
"""The share at which having an item counts half."""

DEPTH_SLOPE = 8.0
"""Damps large shares: a favourite of 37 % weighs 29 times one of 0.6 %, not 60."""

TIME_RANGE_WEIGHTS: Mapping[TimeRange, float] = MappingProxyType(
    {"short_term": 0.2, "medium_term": 0.3, "long_term": 0.5}
)
"""What lasts says more about a person than the last four weeks."""

TRACK_LIST_WEIGHT = 0.25
"""What a list of tracks says about its artists, against a list of artists."""

GUEST_ARTIST_WEIGHT = 0.3
"""A track's second and later artists, against its main one."""

MAX_FEATURES: Mapping[FeatureKind, int] = MappingProxyType(
    {"artist": 256, "track": 256, "genre": 64, "era": 16}
)
"""A profile keeps its strongest features: a bound on what one person can cost."""

POINTS = 10_000
"""A score of 1 in points."""

YOUNG_COMMUNITY = 200
"""With fewer people unlike each other in the panel there is no local scaling, no
rarity and no assumption."""

PANEL_SIZE = 600
PANEL_NEIGHBOURS = 30
PANEL_LIKENESS = 0.9
"""Nobody joins the panel who is closer than this to a member, by artists."""

MIN_LOCAL_SCALE = 0.05
"""Bounds the scale of people who share next to nothing with the panel."""

ASSUMED_EXPONENT = 3.0
"""How fast a block's usual similarity rises with that by artists, where measured."""

ASSUMED_GENRE_BASE = 0.1
"""The usual genre similarity of random pairs, where nobody's genres are known."""

MIN_AVERAGED_PAIRS = 100
"""Panel pairs that must both have a block before its average is believed."""

MAX_COUNTED_FEATURES = 300_000
"""Statistics count the most common features; the rest weigh as rare ones."""

POSTED_FEATURES = 64
"""Under how many features a person is found where everybody is too many to scan."""
