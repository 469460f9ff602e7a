"""One event for each function: the first that a new environment might get."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scripts.local_cloud.emulator import EmulatedFunction
from scripts.local_cloud.http_event import HttpRequest, event_of

PEOPLE = 30
_ARTISTS = 60
_LISTED = 40


@dataclass(frozen=True)
class SignedIn:
    """A user with a profile, and the cookie of their session."""

    user_id: str
    cookie: str


def request(
    route_key: str, cookie: str = "", body: Any = None, **path: str
) -> dict[str, Any]:
    """Return API Gateway's event for a request that took a route."""
    method, _, route = route_key.partition(" ")
    headers = [("host", "localhost"), ("content-type", "application/json")]
    if cookie:
        headers += [("cookie", cookie), ("x-soulmate-request", "1")]
    content = b"" if body is None else json.dumps(body).encode()
    sent = HttpRequest(method, route.format(**path), "", headers, content, "127.0.0.1")
    return event_of(sent, route_key, path)


def somebody(number: int) -> dict[str, Any]:
    """Return the taste of an invented person, as it is posted."""
    names = [f"Artist {(number + step) % _ARTISTS}" for step in range(_LISTED)]
    return {
        "source": "top_items",
        "visibility": "open",
        "display_name": f"Person {number}",
        "artists": names,
    }


def change(user_id: str) -> dict[str, Any]:
    """Return the stream's event for a user who has changed."""
    keys = {"user_id": {"S": user_id}}
    changed = {"Keys": keys, "SequenceNumber": "1", "StreamViewType": "KEYS_ONLY"}
    return {
        "Records": [
            {
                "eventID": "1",
                "eventName": "MODIFY",
                "eventSource": "aws:dynamodb",
                "dynamodb": changed,
            }
        ]
    }


def settle(functions: Mapping[str, EmulatedFunction]) -> SignedIn:
    """Save and index a few people; return one of them."""
    for number in range(PEOPLE):
        event = request("POST /taste-profile", body=somebody(number))
        saved = functions["SaveFunction"].invoke(event)
        [cookie] = saved["cookies"]
        last = SignedIn(json.loads(saved["body"])["user_id"], cookie.partition(";")[0])
        functions["IndexFunction"].invoke(change(last.user_id))
    return last


def first_events(person: SignedIn) -> dict[str, dict[str, Any]]:
    """Return an event by function, where a user with a profile asks."""
    turn = {"source": "aws.events", "detail-type": "Scheduled Event", "detail": {}}
    ranking = request("GET /matches/{user_id}", person.cookie, user_id=person.user_id)
    return {
        "SaveFunction": request("POST /taste-profile", body=somebody(1)),
        "ReadFunction": request("GET /me", person.cookie),
        "MatchFunction": ranking,
        "MeetFunction": request("POST /invitations", person.cookie, body={}),
        "RefreshFunction": turn,
        "IndexFunction": change(person.user_id),
        "StatisticsFunction": turn,
    }
