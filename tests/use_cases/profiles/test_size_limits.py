"""Six full lists fit into one kept profile, whatever things are called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from backend.sources.listenbrainz.reader import MAX_GENRES_READ, read_top_items
from backend.stores._item_limits import encode_admitted
from backend.taste_profile import TopItem
from backend.taste_profile.top_items import TIME_RANGES
from backend.use_cases.profiles.profile import (
    MAX_ITEM_BYTES,
    ProfileItem,
)
from backend.use_cases.profiles.record import to_record
from backend.use_cases.profiles.size_limits import MAX_LISTED_BYTES, trim_to_limits

ROWS = 100


def full_lists(named: Callable[[int], str], genre: str) -> list[TopItem]:
    """Six lists of a hundred rows with everything that a row can hold."""
    items: list[TopItem] = []
    for kind in ("artist", "track"):
        for time_range in TIME_RANGES:
            rows = [
                {
                    "artist_name": named(n),
                    "track_name": named(n),
                    f"{'artist' if kind == 'artist' else 'recording'}_mbid": str(
                        UUID(int=n)
                    ),
                    "listen_count": 123_456,
                }
                for n in range(ROWS)
            ]
            items += read_top_items(
                rows,
                kind="artist" if kind == "artist" else "track",
                time_range=time_range,
                fetched_at="2026-11-20T12:00:00.000000Z",
            )
    genres = {f"{genre} {n}": 100.0 + n for n in range(MAX_GENRES_READ)}
    return [
        replace(item, genres=genres)
        if item.kind == "artist"
        else replace(item, release_date="1993")
        for item in items
    ]


def size(items: tuple[TopItem, ...]) -> int:
    """Bytes that a store counts for a kept profile with these items."""
    item = ProfileItem(
        user_id="0e8ee2b0-2c55-4d3e-9d4c-6f2d0c3a8a11",
        top_items=items,
        visibility="anonymous",
        display_name="\u30a2" * 80,
        named_artists=("\u30a2" * 200,) * 8,
        is_verified=True,
        updated_at="2026-11-20T12:00:00.000000Z",
    )
    return len(encode_admitted(to_record(item)))


def test_full_lists_with_ordinary_names_fit_whole() -> None:
    """Forty characters for every artist and title, genres for every artist."""
    items = full_lists(lambda n: f"An ordinary name of forty characters {n:>3}", "pop")
    kept = trim_to_limits(items)
    assert list(kept) == items
    assert size(kept) < MAX_ITEM_BYTES - 20_000


@pytest.mark.parametrize("letter", ["x", '"', "\u30a2", "\U0001f3b5"])
def test_very_long_names_cost_the_ends_of_the_lists(letter: str) -> None:
    """The most played of every list stays, in order, and a store admits it."""
    items = full_lists(lambda n: f"{n} {letter * 600}", "progressive symphonic metal")
    kept = trim_to_limits(items)
    assert size(kept) < MAX_ITEM_BYTES
    assert len(kept) < len(items)
    lists: dict[tuple[str, str], list[int | None]] = {}
    for item in kept:
        lists.setdefault((item.kind, item.time_range), []).append(item.rank)
    lengths = {len(ranks) for ranks in lists.values()}
    assert len(lists) == 6
    assert max(lengths) - min(lengths) <= 1
    assert all(r == list(range(1, len(r) + 1)) for r in lists.values())


def test_the_room_is_filled() -> None:
    """Nothing is left out that would have fitted at its place."""
    items = full_lists(lambda n: "x" * 500, "rock")
    one_more = len(trim_to_limits(items)) + 1
    assert len(trim_to_limits(items, MAX_LISTED_BYTES + 5_000)) >= one_more
    assert trim_to_limits(items, 0) == ()


def test_too_many_items_cost_the_ends_of_the_lists_too() -> None:
    """Several sources of one person share the room."""
    items = full_lists(str, "rock")
    several = [
        *items,
        *(replace(item, source="lastfm") for item in items),
        *(replace(item, source="spotify") for item in items),
    ]
    kept = trim_to_limits(several, max_items=540)
    assert len(kept) == 540
    assert {item.rank for item in kept} == set(range(1, 31))
