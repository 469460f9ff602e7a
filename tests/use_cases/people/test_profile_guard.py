"""Whoever was known by a name keeps no wave that leads from it to an alias."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.stores.files.profiles import JsonProfileStore
from backend.stores.files.records import JsonRecordStore
from backend.taste_profile import Visibility
from backend.use_cases.accounts.accounts import Accounts
from backend.use_cases.accounts.audit_log import AuditLog
from backend.use_cases.accounts.record_store import Change
from backend.use_cases.errors import StoreUnavailableError
from backend.use_cases.people.profile_guard import GuardedProfiles
from backend.use_cases.people.wave_records import Waves
from backend.use_cases.profiles.profile import ProfileItem
from tests.contracts.stored_items import profile_item

BEN = "22222222-2222-4222-8222-222222222222"
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


class Breaking(JsonRecordStore):
    """A store of records that cannot be changed for a while."""

    is_down = False

    def change_together(self, changes: Sequence[Change]) -> bool:
        """Change if the store can be reached."""
        if self.is_down:
            raise StoreUnavailableError("gone")
        return super().change_together(changes)


class Person:
    """Somebody who is saved again and again, and whom Ben knows."""

    def __init__(self, folder: Path) -> None:
        self.people = Breaking(folder)
        self.waves = Waves(self.people)
        self.store = JsonProfileStore(folder)
        accounts = Accounts(self.people, JsonRecordStore(folder, "erasures"), b"key")
        self.audit_log = AuditLog(self.people)
        self.guarded = GuardedProfiles(
            self.store, accounts, self.audit_log, lambda: NOW, self.waves
        )
        self.item = profile_item(visibility="hidden", display_name="Ana", revision=1)
        self.guarded.replace(None, self.item)

    def become(self, visibility: Visibility) -> None:
        """Choose how to be seen."""
        before, revision = self.item, self.item.revision + 1
        later = replace(before, visibility=visibility, revision=revision)
        self.guarded.replace(before, later)
        self.item = later

    def be_waved_at(self) -> None:
        """Let Ben wave."""
        self.waves.wave(BEN, self.item.user_id, NOW)

    @property
    def has_waves(self) -> bool:
        """Whether either knows of a wave; both do or neither."""
        theirs, own = self.waves.of(BEN), self.waves.of(self.item.user_id)
        assert bool(theirs) is bool(own)
        return bool(own)


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """Somebody hidden, whom nobody has known yet."""
    return Person(tmp_path)


@pytest.mark.parametrize(
    ("before", "then", "stays"),
    [
        ("open", ["anonymous"], False),
        ("open", ["hidden", "anonymous"], False),
        ("open", ["hidden", "open"], True),
        ("anonymous", ["anonymous"], True),
        ("anonymous", ["hidden", "anonymous"], True),
        ("anonymous", ["open"], True),
    ],
)
def test_waves_end_where_they_would_lead_from_a_name_to_an_alias(
    person: Person, before: Visibility, then: list[Visibility], stays: bool
) -> None:
    """At the alias, and back at the same name, they are what they were."""
    person.become(before)
    person.be_waved_at()
    for visibility in then:
        person.become(visibility)
    assert person.has_waves is stays


def test_waves_at_a_second_time_of_being_open_end_as_well(person: Person) -> None:
    """Whoever took an alias once, and gave it up, is known by name again."""
    for visibility in ("open", "anonymous", "open"):
        person.become(visibility)
    person.be_waved_at()
    person.become("anonymous")
    assert not person.has_waves


def test_what_breaks_off_is_gone_on_with_by_the_next_save(person: Person) -> None:
    """Until then the save has not happened, so nothing leads to the alias."""
    person.become("open")
    person.be_waved_at()
    person.people.is_down = True
    with pytest.raises(StoreUnavailableError):
        person.become("anonymous")
    assert person.store.get(person.item.user_id).visibility == "open"
    person.people.is_down = False
    person.become("anonymous")
    assert not person.has_waves


def test_of_two_saves_at_once_the_later_name_is_known(
    tmp_path: Path, person: Person
) -> None:
    """It comes between the save of the alias and the note of it."""

    class Late(JsonProfileStore):
        """A store that lets the person be opened when the alias has been kept."""

        def put(self, item: ProfileItem, *, expected_revision: int | None) -> None:
            """Keep the item, then become open."""
            super().put(item, expected_revision=expected_revision)
            person.item = item
            person.become("open")

    person.become("open")
    before, revision = person.item, person.item.revision + 1
    late = replace(person.guarded, store=Late(tmp_path))
    late.replace(before, replace(before, visibility="anonymous", revision=revision))
    assert person.store.get(person.item.user_id).visibility == "open"
    person.be_waved_at()
    person.become("anonymous")
    assert not person.has_waves
