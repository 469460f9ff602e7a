"""Whose token it is, and what people listen to most."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, request

from backend.dev_server.demo.listenbrainz import rows
from backend.dev_server.demo.listenbrainz.ids import user_token
from backend.dev_server.demo.listenbrainz.people import InventedPerson
from backend.dev_server.demo.listenbrainz.refusals import (
    bad_request,
    no_content,
    unknown_user,
)
from backend.dev_server.demo.listening import plays_at
from backend.taste_profile import TimeRange, TopItem
from backend.taste_profile.top_items import ItemKind

MAX_ITEMS_PER_GET = 1_000
DEFAULT_ITEMS_PER_GET = 25

RANGES: Mapping[str, tuple[TimeRange, int]] = {
    "this_week": ("short_term", 7),
    "week": ("short_term", 7),
    "this_month": ("short_term", 30),
    "month": ("short_term", 30),
    "quarter": ("medium_term", 91),
    "half_yearly": ("medium_term", 182),
    "this_year": ("medium_term", 365),
    "year": ("long_term", 365),
    "all_time": ("long_term", 7_300),
}
"""What an invented person's time ranges stand in for, and days back from now."""

Answer = dict[str, Any]


def statistics_api(
    people: Mapping[str, InventedPerson],
    albums: Mapping[tuple[str, str], str],
    now: Callable[[], datetime],
) -> Blueprint:
    """Return the operations about people.

    Args:
        people: By user name, casefolded.
        albums: By main artist and title.
        now: The time, timezone-aware.
    """
    blueprint = Blueprint("statistics_api", __name__, url_prefix="/1")
    owners = {user_token(name): person for name, person in people.items()}

    @blueprint.get("/validate-token")
    def validate_token() -> Answer:
        return _owner_of(_asked_token(), owners)

    @blueprint.get("/stats/user/<path:user_name>/artists")
    def artists(user_name: str) -> Answer:
        listed = _listed(_called(user_name, people), "artist")
        page = _Page(user_name, "artists", "total_artist_count")
        return page.of(listed, albums, now())

    @blueprint.get("/stats/user/<path:user_name>/recordings")
    def recordings(user_name: str) -> Answer:
        listed = _listed(_called(user_name, people), "track")
        page = _Page(user_name, "recordings", "total_recording_count")
        return page.of(listed, albums, now())

    @blueprint.get("/user/<path:user_name>/listen-count")
    def listen_count(user_name: str) -> Answer:
        items = _called(user_name, people).top_items
        tracks = (item for item in items if item.kind == "track")
        plays = (plays_at(item.rank or 1, item.time_range) for item in tracks)
        return {"payload": {"count": sum(plays)}}

    return blueprint


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of a top list, and how its answer names rows and total."""

    user_name: str
    rows: str
    total: str

    def of(
        self,
        listed: Sequence[TopItem],
        albums: Mapping[tuple[str, str], str],
        now: datetime,
    ) -> Answer:
        offset = _non_negative("offset", 0)
        count = min(_non_negative("count", DEFAULT_ITEMS_PER_GET), MAX_ITEMS_PER_GET)
        page = [rows.row(item, albums) for item in listed[offset : offset + count]]
        _, days = RANGES[_asked_range()]
        to_ts = int(now.timestamp())
        return {
            "payload": {
                "user_id": self.user_name,
                self.rows: page,
                "count": len(page),
                self.total: len(listed),
                "offset": offset,
                "range": _asked_range(),
                "from_ts": to_ts - days * 86_400,
                "to_ts": to_ts,
                "last_updated": to_ts,
            }
        }


def _called(user_name: str, people: Mapping[str, InventedPerson]) -> InventedPerson:
    person = people.get(user_name.casefold())
    if person is None:
        raise unknown_user(user_name)
    return person


def _listed(person: InventedPerson, kind: ItemKind) -> list[TopItem]:
    time_range, _ = RANGES[_asked_range()]
    listed = [
        item
        for item in person.top_items
        if item.kind == kind and item.time_range == time_range
    ]
    if not listed:
        raise no_content()
    return listed


def _owner_of(token: str, owners: Mapping[str, InventedPerson]) -> Answer:
    if token not in owners:
        return {"code": 200, "message": "Token invalid.", "valid": False}
    answer = {"code": 200, "message": "Token valid.", "valid": True}
    return {**answer, "user_name": owners[token].user_name}


def _asked_token() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    token = token if scheme.lower() == "token" else request.args.get("token", "")
    if not token:
        raise bad_request("You need to provide an Authorization token.")
    return token


def _asked_range() -> str:
    stats_range = request.args.get("range", "all_time")
    if stats_range not in RANGES:
        raise bad_request(f"Invalid range: {stats_range}")
    return stats_range


def _non_negative(name: str, default: int) -> int:
    given = request.args.get(name, "")
    if not given:
        return default
    if not given.isdecimal() or len(given) > 15:
        raise bad_request(f"'{name}' should be a non-negative integer")
    return int(given)
