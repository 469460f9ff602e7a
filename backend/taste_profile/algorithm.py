"""Every number that was chosen, in one place; a reply names ``ALGORITHM``.

The values were decided by measurement where data exist (plays, ranks, genres, the
panel; see the README) and by reasoning where none do (tracks, eras, time ranges).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.top_items import TimeRange

ALGORITHM = "soulmate-1"

BLOCK_WEIGHTS: Mapping[FeatureKind, float] = MappingProxyType(
    {"artist": 0.72, "track": 0.15, "genre": 0.10, "era": 0.03}
)
"""Shares of the blocks in a similarity; they add up to 1."""

TIME_RANGE_WEIGHTS: Mapping[TimeRange, float] = MappingProxyType(
    {"short_term": 0.2, "medium_term": 0.3, "long_term": 0.5}
)
"""What lasts says more about a person than the last four weeks."""

MAX_FEATURES: Mapping[FeatureKind, int] = MappingProxyType(
    {"artist": 256, "track": 256, "genre": 64, "era": 16}
)
"""A profile keeps its strongest features: a bound on what one person can cost."""

PLAY_EXPONENT = 0.5

ARTIST_OF_TRACK_WEIGHT = 0.4
"""An artist known from tracks alone, against one named as a top artist."""

GUEST_ARTIST_WEIGHT = 0.3
"""A track's second and later artists, against its main one."""

POINTS = 10_000
"""A score of 1 in points."""

YOUNG_COMMUNITY = 200
"""Below this many people there is no local scaling and no rarity."""

PANEL_SIZE = 600
PANEL_NEIGHBOURS = 50

MAX_COUNTED_FEATURES = 300_000
"""Statistics count the most common features; the rest weigh as rare ones."""
