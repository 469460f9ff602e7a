"""An erasure that breaks off is gone on with, and nobody is told that it is done."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.dev_server.wiring import wire
from backend.http_api.api import HttpApi
from backend.http_api.messages import HttpReply, HttpRequest
from backend.stores.files.profiles import JsonProfileStore
from backend.stores.files.records import JsonRecordStore
from backend.use_cases.accounts.accounts import Accounts
from backend.use_cases.accounts.audit_log import AuditLog
from backend.use_cases.errors import StoreUnavailableError
from backend.use_cases.people.profile_guard import GuardedProfiles
from backend.use_cases.people.wave_records import Waves
from backend.use_cases.profiles.profile import ProfileItem
from tests.contracts.api_client import BY_NAME
from tests.contracts.invented_people import ANA
from tests.contracts.stored_items import profile_item

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


class Breaking(JsonProfileStore):
    """A store that cannot delete for a while."""

    is_down = False

    def delete(self, user_id: str, *, expected_revision: int | None = None) -> None:
        """Delete if the store can be reached."""
        if self.is_down:
            raise StoreUnavailableError("gone")
        super().delete(user_id, expected_revision=expected_revision)


@pytest.fixture
def store(tmp_path: Path) -> Breaking:
    """Nobody is kept yet."""
    return Breaking(tmp_path)


@pytest.fixture
def api(tmp_path: Path, store: Breaking) -> HttpApi:
    """The API over that store."""
    api = wire(tmp_path).api
    services = api.services
    waves = services.viewing.relationships.waves
    guarded = GuardedProfiles(
        store, services.accounts, services.audit_log, services.now, waves
    )
    return replace(api, services=replace(services, profiles=guarded))


def ask(
    api: HttpApi, operation: str, session: str = "", body: object = None
) -> HttpReply:
    """Call an operation with a session."""
    headers = {"content-type": "application/json"}
    if session:
        headers["authorization"] = f"Bearer {session}"
    given = b"" if body is None else json.dumps(body).encode()
    return api.handle(BY_NAME[operation], HttpRequest(headers=headers, body=given))


def test_whoever_asks_again_is_erased_then(api: HttpApi, store: Breaking) -> None:
    """The first answer says that it did not work, the second that all is gone."""
    user_id = str(json.loads(ask(api, "save_taste_profile", body=ANA).body)["user_id"])
    session = api.signer.issue(user_id, api.services.now())
    store.is_down = True
    assert ask(api, "erase_me", session).status == 503
    assert ask(api, "erase_me", session).status == 503
    assert store.head(user_id).user_id == user_id
    store.is_down = False
    assert ask(api, "erase_me", session).status == 410
    assert list(store.scan()) == []


def test_whoever_is_erased_during_a_first_save_does_not_come_back(
    tmp_path: Path, store: Breaking
) -> None:
    """Also when nobody can say so at that moment."""
    people = JsonRecordStore(tmp_path)
    asked: list[str] = []

    class Failing(Accounts):
        def is_erased(self, user_id: str) -> bool:
            """Be out of reach."""
            asked.append(user_id)
            raise StoreUnavailableError("gone")

    accounts = Failing(people, JsonRecordStore(tmp_path, "erasures"), b"key")
    guarded = GuardedProfiles(
        store, accounts, AuditLog(people), lambda: NOW, Waves(people)
    )
    item: ProfileItem = profile_item()
    with pytest.raises(StoreUnavailableError):
        guarded.replace(None, item)
    assert asked
    assert list(store.scan()) == []
