"""What a profile store promises to many writers at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.use_cases.profiles.errors import RevisionConflictError
from backend.use_cases.profiles.store import ProfileStore
from tests.contracts.stored_items import new_user_id, profile_item

SAVERS = 8
SAVES_EACH = 5


def save_again(store: ProfileStore, user_id: str) -> None:
    """Save on top of what is kept, as often as somebody else comes first."""
    while True:
        kept = store.get(user_id)
        newer = profile_item(
            user_id, top_items=kept.top_items, revision=kept.revision + 1
        )
        try:
            return store.put(newer, expected_revision=kept.revision)
        except RevisionConflictError:
            continue


class ConcurrentSavesContract:
    """Subclass it and override ``open_store``."""

    @pytest.fixture
    def open_store(self) -> Callable[[], ProfileStore]:
        """Return what opens one more store on this test's own, empty place."""
        raise NotImplementedError("an adapter's test must say how to open its store")

    def test_no_save_is_lost_among_many(
        self, open_store: Callable[[], ProfileStore]
    ) -> None:
        """Everybody who saves on top of the newest ends up in the count."""
        item = profile_item()
        stores = [open_store() for _ in range(SAVERS)]
        stores[0].put(item, expected_revision=None)
        turns = stores * SAVES_EACH
        with ThreadPoolExecutor(SAVERS) as threads:
            list(threads.map(lambda s: save_again(s, item.user_id), turns))
        assert stores[0].get(item.user_id).revision == 1 + len(turns)

    def test_only_one_first_save_wins(
        self, open_store: Callable[[], ProfileStore]
    ) -> None:
        """Of many at the same time, one keeps its item and the others are told."""
        user_id = new_user_id()

        def first_save(name: str) -> str | None:
            item = profile_item(user_id, display_name=name)
            try:
                open_store().put(item, expected_revision=None)
            except RevisionConflictError:
                return None
            return name

        with ThreadPoolExecutor(SAVERS) as threads:
            names = list(threads.map(first_save, map(str, range(SAVERS))))
        winners = [name for name in names if name is not None]
        assert winners == [open_store().get(user_id).display_name]
