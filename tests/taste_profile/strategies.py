"""Hypothesis strategies: tastes from a small world, so that people do meet in it."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from backend.taste_profile import TasteProfile
from tests.taste_profile.invented_tastes import (
    RANGES,
    Item,
    Taste,
    artist,
    profile_of,
    track,
)

_NUMBERS = st.integers(0, 9)
_PLACES: st.SearchStrategy[dict[str, int]] = st.fixed_dictionaries(
    {}, optional={"rank": st.integers(1, 60), "plays": st.integers(1, 20_000)}
)
_LISTS: st.SearchStrategy[dict[str, str]] = st.fixed_dictionaries(
    {},
    optional={
        "source": st.sampled_from(["lastfm", "spotify"]),
        "time_range": st.sampled_from(RANGES),
    },
)
_WEIGHTS = st.one_of(st.integers(1, 100), st.floats(0.01, 100))
_GENRES = st.dictionaries(
    st.sampled_from([f"tone{number}" for number in range(5)]), _WEIGHTS, max_size=3
)


def _fields(
    place: dict[str, int], listed: dict[str, str], genres: dict[str, float]
) -> dict[str, Any]:
    return {**place, **listed, **({"genres": genres} if genres else {})}


_FIELDS = st.builds(_fields, _PLACES, _LISTS, _GENRES)
_ARTISTS: st.SearchStrategy[Item] = st.builds(
    lambda number, fields: artist(number, **fields), _NUMBERS, _FIELDS
)
_TRACKS: st.SearchStrategy[Item] = st.builds(
    lambda number, song, fields: track(number, song, **fields),
    _NUMBERS,
    st.integers(0, 2),
    _FIELDS,
)

TASTES: st.SearchStrategy[Taste] = st.lists(
    st.one_of(_ARTISTS, _TRACKS), min_size=1, max_size=12
)
"""Any mixture of artists and tracks, in one list or several, some named twice."""

COUNTED: st.SearchStrategy[Taste] = st.lists(
    st.builds(
        lambda number, plays: artist(number, plays=plays),
        _NUMBERS,
        st.integers(1, 5_000),
    ),
    min_size=1,
    max_size=12,
)
"""Artists with plays, and nothing else."""


def groups(
    least: int, most: int, tastes: st.SearchStrategy[Taste] = TASTES
) -> st.SearchStrategy[list[TasteProfile]]:
    """Return profiles of several people, named by their place."""
    return st.lists(tastes, min_size=least, max_size=most).map(
        lambda given: [
            profile_of(f"user{place}", taste) for place, taste in enumerate(given)
        ]
    )
