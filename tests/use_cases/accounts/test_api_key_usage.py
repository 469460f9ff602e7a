"""When keys were last used: hourly, with hardly a write, and gone with the key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backend.stores.files.records import JsonRecordStore
from backend.use_cases.accounts.api_key_usage import KeyUses
from backend.use_cases.accounts.api_keys import ApiKeys, KeyHolder
from backend.use_cases.accounts.audit_log import KEPT_FOR
from backend.use_cases.accounts.record_store import Record

ANA = "11111111-1111-4111-8111-111111111111"
BEN = "22222222-2222-4222-8222-222222222222"
NOW = datetime(2026, 11, 20, 12, 34, 56, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Meanwhile(JsonRecordStore):
    """A store of files in which somebody revokes the key when its use is written."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "key_uses")
        self.keys: ApiKeys | None = None
        self.writes = 0

    def put(self, owner: str, kind: str, record: Record) -> None:
        """Keep a record, of a key that is good no more."""
        self.writes += 1
        if self.keys is not None:
            self.keys.revoke(owner, kind.partition("#")[2])
        super().put(owner, kind, record)


@pytest.fixture
def records(tmp_path: Path) -> Meanwhile:
    """No key was used yet."""
    return Meanwhile(tmp_path)


@pytest.fixture
def keys(tmp_path: Path, records: Meanwhile) -> ApiKeys:
    """Nobody has a key yet."""
    secrets = (f"{n:043d}" for n in range(9))
    return ApiKeys(JsonRecordStore(tmp_path), KeyUses(records), lambda: next(secrets))


def made(keys: ApiKeys, user_id: str = ANA) -> KeyHolder:
    """Return who calls with a new key."""
    text, _ = keys.make(user_id, "a program", ["profile:read"], NOW)
    holder = keys.holder(text)
    assert holder is not None
    return holder


def last_used(keys: ApiKeys, now: datetime = NOW) -> list[str | None]:
    """Return when Ana's keys were last used, as she sees it."""
    return [key.last_used_at for key in keys.listed(ANA, now)]


def test_the_hour_is_kept_and_nothing_closer(keys: ApiKeys) -> None:
    """Of each key its own; of those of others nothing."""
    holder, _ = made(keys), made(keys)
    keys.note_use(made(keys, BEN), NOW)
    assert last_used(keys) == [None, None]
    keys.note_use(holder, NOW)
    assert {*last_used(keys)} == {"2026-11-20T12:00:00+00:00", None}


def test_a_key_in_use_is_one_write_an_hour(keys: ApiKeys, records: Meanwhile) -> None:
    """However often it is used; a new process writes once more."""
    holder = made(keys)
    for minute in range(180):
        keys.note_use(holder, NOW + minute * timedelta(minutes=1))
    assert records.writes == 4
    assert last_used(keys) == ["2026-11-20T15:00:00+00:00"]
    KeyUses(records).note(ANA, holder.key_id, NOW + 3 * HOUR)
    assert records.writes == 5


def test_the_hour_goes_with_the_audit_log(keys: ApiKeys) -> None:
    """A key that was not used for so long was never used."""
    keys.note_use(made(keys), NOW)
    assert last_used(keys, NOW + KEPT_FOR - HOUR) != [None]
    assert last_used(keys, NOW + KEPT_FOR) == [None]


def test_nothing_stays_of_a_key_that_is_revoked(
    keys: ApiKeys, records: Meanwhile
) -> None:
    """Also when it is revoked while it is used."""
    first, second = made(keys), made(keys)
    keys.note_use(first, NOW)
    keys.revoke(ANA, first.key_id)
    assert records.records(ANA) == {}
    records.keys = keys
    keys.note_use(second, NOW)
    assert records.records(ANA) == {}
