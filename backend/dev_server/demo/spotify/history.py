"""The last plays of an invented person: the month's favourites, one after another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import request

from backend.dev_server.demo.spotify import objects
from backend.dev_server.demo.spotify.catalogue import Catalogue
from backend.dev_server.demo.spotify.paging import asked_page, whole_number
from backend.dev_server.demo.spotify.refusals import bad_request
from backend.taste_profile import TopItem

MAX_PLAYS = 50
_APART = timedelta(minutes=17)


def recently_played(
    heard: Sequence[TopItem], catalogue: Catalogue, now: datetime
) -> dict[str, Any]:
    """Return the page of plays that the current request asks for, newest first."""
    asked = asked_page()
    if "after" in request.args and "before" in request.args:
        raise bad_request("Only one of before and after may be given")
    after, before = whole_number("after", 0), whole_number("before", 10**13)
    # On the quarter hour, so that pages read one after another fit together.
    latest = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0)
    times = [latest - place * _APART for place in range(MAX_PLAYS)] if heard else []
    plays = [
        (at, heard[place % len(heard)])
        for place, at in enumerate(times)
        if after < _milliseconds(at) < before
    ][: asked.limit]
    rows = [_play(at, item, catalogue) for at, item in plays]
    base = f"{request.base_url}?limit={asked.limit}"
    cursors = None
    if plays:
        newest, oldest = plays[0][0], plays[-1][0]
        cursors = {
            "after": str(_milliseconds(newest)),
            "before": str(_milliseconds(oldest)),
        }
    return {
        "href": base,
        "items": rows,
        "limit": asked.limit,
        "cursors": cursors,
        "next": f"{base}&before={cursors['before']}" if cursors else None,
    }


def _play(at: datetime, item: TopItem, catalogue: Catalogue) -> dict[str, Any]:
    track = catalogue.track(item)
    written = objects.album(track.album)
    context = {name: written[name] for name in ("type", "href", "external_urls", "uri")}
    return {
        "track": objects.track(track),
        "played_at": at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        # Some plays come from nowhere in particular.
        "context": context if at.minute % 2 else None,
    }


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1_000)
