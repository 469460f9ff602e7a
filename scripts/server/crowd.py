"""A crowd of profile files, written much sooner than people are invented."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec

from backend.dev_server.demo.seeding import visibility_of
from backend.dev_server.demo.world import InventedPerson, invented_people
from backend.stores.files.profiles import JsonProfileStore
from backend.stores.files.statistics import JsonStatisticsStore
from backend.taste_profile import MAX_NAMED_ARTISTS
from backend.taste_profile.top_items import TIME_RANGES, TimeRange
from backend.use_cases.community.count_statistics import count_statistics
from backend.use_cases.profiles.profile import ITEM_SCHEMA
from backend.use_cases.profiles.record import top_item_record

_SEED = 1
_INVENTED = 400
_COUNTED = 3_000
_LONG_AGO = "2026-01-02T03:04:05.678901+00:00"


def write_crowd(folder: Path, people: int) -> None:
    """Write profiles, and statistics of the first thousands of them.

    Each takes one time range after the other from an invented person of a few hundred:
    millions of different tastes, as long as those of ``flask seed-demo``.
    """
    profiles = folder / "profiles"
    profiles.mkdir(parents=True)
    for user_id, content in _profiles(people):
        (profiles / f"{user_id}.json").write_bytes(content)
    counted = islice(JsonProfileStore(folder).scan(), _COUNTED)
    JsonStatisticsStore(folder).publish(count_statistics(counted))


def _profiles(people: int) -> Iterator[tuple[str, bytes]]:
    rng = random.Random(_SEED)
    invented = [p for p in invented_people(_INVENTED, _SEED) if p.top_items]
    ranges = {r: [_encoded(person, r) for person in invented] for r in TIME_RANGES}
    named = [[a.name for a in p.artists["long_term"]] for p in invented]
    for number in range(people):
        user_id = str(uuid.UUID(int=rng.getrandbits(128), version=4))
        visibility = visibility_of(number, _SEED)
        head = {
            "user_id": user_id,
            "schema": ITEM_SCHEMA,
            "visibility": visibility,
            "is_verified": True,
            "revision": 1,
            "updated_at": _LONG_AGO,
            "display_name": f"Listener {number}",
        }
        if visibility == "anonymous":
            head["named_artists"] = rng.choice(named)[:MAX_NAMED_ARTISTS]
        lists = (rng.choice(ranges[r]) for r in TIME_RANGES)
        items = b",".join(filter(None, lists))
        begun = msgspec.json.encode(head).removesuffix(b"}")
        yield user_id, begun + b',"profile":{"top_items":[' + items + b"]}}"


def _encoded(person: InventedPerson, time_range: TimeRange) -> bytes:
    items = (item for item in person.top_items if item.time_range == time_range)
    return b",".join(msgspec.json.encode(top_item_record(item)) for item in items)
