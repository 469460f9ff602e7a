"""Every change of consent is in the person's audit log, whatever made it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from backend.dev_server.demo.listenbrainz import user_token
from backend.dev_server.demo.marker import SEED
from backend.dev_server.demo.world import invented_people
from backend.dev_server.wiring import Wired, wire
from backend.http_api.messages import HttpRequest
from backend.use_cases.profiles.profile import ProfileItem, Refresh, SavedSource
from backend.use_cases.timestamps import time_text
from tests.contracts.api_client import BY_NAME
from tests.contracts.stored_items import profile_item
from tests.dev_server.command_line import done, run
from tests.dev_server.test_import_history import files_of

LISTS = {"source": "top_items", "artists": ["Low", "Slint"], "tracks": []}


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demo world that nobody may change."""
    folder = tmp_path_factory.mktemp("seeded")
    done(folder, "seed-demo", "12")
    return folder


@pytest.fixture
def folder(seeded: Path, tmp_path: Path) -> Path:
    """The same world, to be changed."""
    return Path(shutil.copytree(seeded, tmp_path / "data"))


def events(wired: Wired, user_id: str) -> list[str]:
    """Return what a person's audit log says, oldest first."""
    services = wired.api.services
    return [one.event for one in services.audit_log.entries(user_id, services.now())]


def kept(wired: Wired, **changes: Any) -> ProfileItem:
    """Keep somebody as the product does."""
    item = profile_item(**changes)
    wired.api.services.profiles.replace(None, item)
    return item


def call(wired: Wired, operation: str, user_id: str, body: object = None) -> None:
    """Call an operation as a signed-in person."""
    token = wired.api.signer.issue(user_id, wired.api.services.now())
    headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
    request = HttpRequest(
        headers=headers,
        path={"source": "listenbrainz"} if operation == "remove_source" else {},
        body=b"" if body is None else json.dumps(body).encode(),
    )
    reply = wired.api.handle(BY_NAME[operation], request)
    assert reply.status in (200, 201), reply.body


def agreeing(item: ProfileItem, name: str, days: float = 0) -> dict[str, Any]:
    """Return the fields of somebody who agreed to be read again at ListenBrainz."""
    tried_at = time_text(datetime.now(UTC) - timedelta(days=days))
    source = "listenbrainz"
    saved = SavedSource(source=source, is_verified=False, saved_at=tried_at)
    history = SavedSource(source="history", is_verified=False, saved_at=tried_at)
    top = item.top_items
    return {
        "refreshes": (Refresh(source=source, user_name=name, tried_at=tried_at),),
        "sources": (history, saved),
        "top_items": (
            *(replace(one, source="history") for one in top),
            replace(top[0], name="Grouper", source=source),
        ),
    }


CHANGES: dict[str, Callable[[Wired, str], None]] = {
    "chose_hidden": lambda wired, user_id: call(
        wired, "change_choices", user_id, {"visibility": "hidden"}
    ),
    "chose_anonymous": lambda wired, user_id: call(
        wired, "save_taste_profile", user_id, {**LISTS, "visibility": "anonymous"}
    ),
    "chose_named_artists": lambda wired, user_id: call(
        wired, "change_choices", user_id, {"named_artists": ["Low"]}
    ),
    "ended_refresh": lambda wired, user_id: call(wired, "remove_source", user_id),
}


@pytest.mark.parametrize("event", CHANGES)
def test_a_change_through_the_api_is_noted(tmp_path: Path, event: str) -> None:
    """Once, after what the first save chose."""
    wired = wire(tmp_path)
    item = profile_item(visibility="open", display_name="Ana")
    item = replace(item, **agreeing(item, "ana"))
    wired.api.services.profiles.replace(None, item)
    assert events(wired, item.user_id)[0] == "chose_open"
    before = events(wired, item.user_id)
    CHANGES[event](wired, item.user_id)
    assert event in events(wired, item.user_id)[len(before) :]


def test_what_changes_no_consent_is_not_noted(tmp_path: Path) -> None:
    """Another save, as the same."""
    wired = wire(tmp_path)
    item = kept(wired, visibility="open", display_name="Ana")
    before = events(wired, item.user_id)
    call(wired, "save_taste_profile", item.user_id, LISTS)
    assert events(wired, item.user_id) == before


@pytest.mark.slow
def test_saving_from_a_source_at_a_terminal_is_noted(folder: Path) -> None:
    """Also when the person was open before."""
    seventh = [*invented_people(8, SEED)][7]
    by_token = (
        "--source",
        "listenbrainz",
        "--user-token",
        user_token(seventh.user_name),
    )
    save = ("save-taste-profile", *by_token)
    options = ("--visibility", "open", "--display-name", "Ana", "--refresh")
    first = json.loads(done(folder, *save, *options))
    user_id = first["user_id"]
    assert events(wire(folder), user_id) == ["chose_open", "agreed_to_refresh"]
    done(folder, *save, "--visibility", "hidden")
    assert events(wire(folder), user_id)[2:] == ["chose_hidden"]


@pytest.mark.slow
def test_importing_a_history_is_noted(tmp_path: Path) -> None:
    """What a terminal chooses at the first save."""
    ran = run(tmp_path, "import-history", *files_of("csv"), "--visibility", "anonymous")
    assert ran.exit_code == 0, ran.output
    wired = wire(tmp_path)
    [user_id] = wired.store.revisions()
    assert events(wired, user_id) == ["chose_anonymous"]


@pytest.mark.slow
def test_a_refresh_that_drops_a_name_is_noted(folder: Path) -> None:
    """The command reads a name that is nobody's for the third time in a row."""
    wired = wire(folder)
    item = profile_item(visibility="hidden")
    item = replace(item, **agreeing(item, "nobody-by-this-name", days=30))
    missed = tuple(replace(one, misses=2) for one in item.refreshes)
    wired.api.services.profiles.replace(None, replace(item, refreshes=missed))
    done(folder, "refresh-taste-profiles")
    assert wired.store.get(item.user_id).refreshes == ()
    assert events(wired, item.user_id)[-1] == "ended_refresh"
