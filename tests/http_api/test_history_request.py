"""What the browser sends of one's own listening history, as it was shown there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from backend.dev_server import create_app
from backend.dev_server.wiring import wire
from backend.use_cases.profiles.profile import ProfileItem
from tests.history.write_golden import GOLDEN

CHOSEN = {"visibility": "hidden"}


@pytest.fixture
def saved(tmp_path: Path) -> ProfileItem:
    """Who came of a golden aggregate with the person's choices added."""
    body = aggregate() | CHOSEN
    reply = create_app(tmp_path).test_client().post("/taste-profile", json=body)
    assert reply.status_code == 201, reply.text
    return wire(tmp_path).store.get(reply.get_json()["user_id"])


def aggregate() -> dict[str, Any]:
    """The aggregate of a golden case."""
    content = (GOLDEN / "names" / "aggregate.json").read_bytes()
    read: dict[str, Any] = json.loads(content)
    return read


def test_an_aggregate_is_taken_as_it_is(saved: ProfileItem) -> None:
    """Every item with its place and plays, and none besides."""
    sent = aggregate()
    kept = [(t.name, t.time_range, t.rank, t.plays) for t in saved.top_items]
    assert kept == [
        (item["name"], item["time_range"], item["rank"], item["plays"])
        for kind in ("artists", "tracks")
        for item in sent[kind]
    ]


def test_every_item_says_that_it_is_from_a_history(saved: ProfileItem) -> None:
    """So that it can be told from another source's, and removed with it."""
    assert {top.source for top in saved.top_items} == {"history"}
    assert {top.fetched_at for top in saved.top_items} == {saved.updated_at}


def test_files_prove_nothing(saved: ProfileItem) -> None:
    """Anybody may have anybody's history."""
    assert saved.is_verified is False


def test_plain_names_have_a_source_too(tmp_path: Path) -> None:
    """A list of names is ordered, whatever it is from."""
    body = {"source": "history", "artists": ["Low", "Ride"], **CHOSEN}
    reply = create_app(tmp_path).test_client().post("/taste-profile", json=body)
    item = wire(tmp_path).store.get(reply.get_json()["user_id"])
    kept = [(top.name, top.rank, top.source) for top in item.top_items]
    assert kept == [("Low", 1, "history"), ("Ride", 2, "history")]


def test_nothing_more_than_an_aggregate_is_taken(tmp_path: Path) -> None:
    """A time or an address in it is refused, not dropped."""
    client = create_app(tmp_path).test_client()
    for extra in ({"ts": "2026-01-01T00:00:00Z"}, {"ip_addr": "192.0.2.7"}):
        artists = [{"name": "Low", **extra}]
        body = {"source": "history", "artists": artists, **CHOSEN}
        reply = client.post("/taste-profile", json=body)
        assert (reply.status_code, reply.get_json()["error"]["code"]) == (
            422,
            "invalid_request",
        )
