"""The community that requests share: told about, and never waited for long."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.stores.files.profiles import JsonProfileStore
from backend.stores.files.statistics import JsonStatisticsStore
from backend.taste_profile import TopItem
from backend.use_cases.community.in_memory import InMemoryCommunities
from backend.use_cases.errors import StoreUnavailableError
from backend.use_cases.profiles.profile import ProfileItem
from tests.contracts.stored_items import new_user_id
from tests.use_cases.community.everybody import Everybody


class CrowdedStore(JsonProfileStore):
    """Reads a crowd that is in no file, and waits in the middle if asked to."""

    def __init__(self, folder: Path, n: int) -> None:
        super().__init__(folder)
        self.may_go_on = threading.Event()
        self.has_begun = threading.Event()
        self._users = [new_user_id() for _ in range(n)]

    def revisions(self) -> dict[str, object]:
        """Everybody is at their first save."""
        return dict.fromkeys(self._users, 1)

    def scan(self) -> Iterator[ProfileItem]:
        """Yield everybody once it may go on."""
        self.has_begun.set()
        assert self.may_go_on.wait(20)
        low = (TopItem(kind="artist", name="Low", rank=1),)
        for user_id in self._users:
            yield ProfileItem(
                user_id=user_id, top_items=low, visibility="open", updated_at=""
            )


def test_progress_is_told_while_many_are_read(tmp_path: Path) -> None:
    """Somebody waits for it at a terminal."""
    told: list[tuple[int, int]] = []
    store = CrowdedStore(tmp_path, 2_500)
    store.may_go_on.set()
    InMemoryCommunities(
        store,
        JsonStatisticsStore(tmp_path),
        Everybody,
        progress=lambda done, of: told.append((done, of)),
    ).community()
    assert told == [(1_000, 2_500), (2_000, 2_500), (2_500, 2_500)]


def test_nobody_waits_for_ever_while_everybody_is_read(tmp_path: Path) -> None:
    """A second caller is told to come back; afterwards all is well."""
    store = CrowdedStore(tmp_path, 200)
    population = InMemoryCommunities(
        store, JsonStatisticsStore(tmp_path), Everybody, patience_seconds=0.05
    )
    first = threading.Thread(target=population.community)
    first.start()
    assert store.has_begun.wait(20)
    with pytest.raises(StoreUnavailableError):
        population.community()
    store.may_go_on.set()
    first.join(20)
    assert len(population.community().appearances) == 200
