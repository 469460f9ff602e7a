"""What a source lets nobody keep for ever goes by itself, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backend.stores.files.profiles import JsonProfileStore
from backend.taste_profile import TopItem
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.profiles.expiry import forget_expired
from backend.use_cases.profiles.profile import ProfileItem
from backend.use_cases.profiles.save import Choices, Saving, save_taste_profile
from backend.use_cases.profiles.stored_profiles import StoredProfiles
from tests.contracts.stored_items import new_user_id

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
MONTH = timedelta(days=30)


@pytest.fixture
def store(tmp_path: Path) -> JsonProfileStore:
    """Nobody yet."""
    return JsonProfileStore(tmp_path)


def saved(
    store: JsonProfileStore,
    user_id: str,
    source: str,
    now: datetime = NOW,
    expires_after: timedelta | None = None,
) -> ProfileItem:
    """Save one artist from a source, beside what is there."""
    saving = Saving(
        top_items=(TopItem(kind="artist", name=f"Low {source}", source=source),),
        choices=Choices(visibility="hidden"),
        is_verified=source == "own",
        expires_after=expires_after,
        is_added=True,
    )
    return save_taste_profile(
        saving, user_id, profiles=StoredProfiles(store), now=now, new_id=new_user_id
    ).item


def test_what_expires_goes_and_the_rest_stays(store: JsonProfileStore) -> None:
    """Once its time is over; a source of one's own stays, and counts alone."""
    user_id = new_user_id()
    saved(store, user_id, "own")
    before = saved(store, user_id, "spotify", expires_after=MONTH)
    assert (
        forget_expired(9, profiles=StoredProfiles(store), now=lambda: NOW + MONTH) == 0
    )
    assert store.get(user_id) == before
    late = NOW + MONTH + timedelta(seconds=1)
    assert forget_expired(9, profiles=StoredProfiles(store), now=lambda: late) == 1
    left = store.get(user_id)
    assert {item.source for item in left.top_items} == {"own"}
    assert [source.source for source in left.sources] == ["own"]
    assert (left.is_verified, left.revision) == (True, before.revision + 1)
    assert forget_expired(9, profiles=StoredProfiles(store), now=lambda: late) == 0


def test_whoever_has_nothing_else_has_no_taste_then(store: JsonProfileStore) -> None:
    """As after deleting it."""
    user_id = new_user_id()
    saved(store, user_id, "spotify", expires_after=MONTH)
    late = NOW + 2 * MONTH
    assert forget_expired(9, profiles=StoredProfiles(store), now=lambda: late) == 1
    with pytest.raises(ProfileNotFoundError):
        store.get(user_id)


def test_whoever_comes_back_in_time_keeps_all(store: JsonProfileStore) -> None:
    """A sign-in renews it for as long again."""
    user_id = new_user_id()
    saved(store, user_id, "spotify", expires_after=MONTH)
    again = NOW + timedelta(days=29)
    renewed = saved(store, user_id, "spotify", again, MONTH)
    assert (
        forget_expired(9, profiles=StoredProfiles(store), now=lambda: NOW + MONTH * 1.5)
        == 0
    )
    assert store.get(user_id) == renewed


def test_a_save_at_that_moment_is_not_lost(tmp_path: Path) -> None:
    """The listing is of a moment ago, and so may be what was read."""

    class Overtaken(JsonProfileStore):
        def delete(self, user_id: str, *, expected_revision: int | None = None) -> None:
            item = self.get(user_id)
            newer = replace(item, revision=item.revision + 1)
            self.put(newer, expected_revision=item.revision)
            super().delete(user_id, expected_revision=expected_revision)

    store, user_id = Overtaken(tmp_path), new_user_id()
    saved(store, user_id, "spotify", expires_after=MONTH)
    assert (
        forget_expired(9, profiles=StoredProfiles(store), now=lambda: NOW + 2 * MONTH)
        == 0
    )
    assert store.get(user_id).revision == 2


def test_goes_on_as_long_as_it_may_and_no_further(store: JsonProfileStore) -> None:
    """So many, and while there is time; the next turn goes on."""
    for day in range(4):
        now = NOW + timedelta(days=day)
        saved(store, new_user_id(), "spotify", now, MONTH)
    turns = iter([True, True, False])
    late = NOW + 2 * MONTH
    may_go_on = turns.__next__
    gone = forget_expired(
        3, profiles=StoredProfiles(store), now=lambda: late, may_go_on=may_go_on
    )
    assert gone == 2
    assert forget_expired(1, profiles=StoredProfiles(store), now=lambda: late) == 1
    assert forget_expired(9, profiles=StoredProfiles(store), now=lambda: late) == 1
