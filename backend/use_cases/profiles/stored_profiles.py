"""Profiles as a store keeps them, without further promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from backend.use_cases.profiles.profile import ProfileHead, ProfileItem, ProfileOutline
from backend.use_cases.profiles.store import ProfileStore


@dataclass(frozen=True, slots=True)
class StoredProfiles:
    """Profiles of one store; by itself for people who are invented or imported.

    Args:
        store: Where profiles are kept.
    """

    store: ProfileStore

    def replace(self, before: ProfileHead | None, after: ProfileItem) -> None:
        """Keep an item in place of the one that was read."""
        self.store.put(
            after, expected_revision=None if before is None else before.revision
        )

    def get(self, user_id: str) -> ProfileItem:
        """Return the newest item."""
        return self.store.get(user_id)

    def head(self, user_id: str) -> ProfileHead:
        """Return the newest item without its top items."""
        return self.store.head(user_id)

    def outline(self, user_id: str) -> ProfileOutline | ProfileItem:
        """Return the newest item, perhaps with less of its top items."""
        return self.store.outline(user_id)

    def heads(self, user_ids: Sequence[str]) -> Mapping[str, ProfileHead]:
        """Return the newest items without their top items."""
        return self.store.heads(user_ids)

    def delete(self, user_id: str, *, expected_revision: int | None = None) -> None:
        """Remove the item."""
        self.store.delete(user_id, expected_revision=expected_revision)

    def stalest(self, source: str, before: str, n: int) -> list[str]:
        """Return who may be refreshed, the longest wait first."""
        return self.store.stalest(source, before, n)

    def expired(self, by: str, n: int) -> list[str]:
        """Return the users with an expired source, the longest ago first."""
        return self.store.expired(by, n)

    def revisions(self) -> Mapping[str, object]:
        """Return every kept ``user_id`` with a stamp."""
        return self.store.revisions()

    def scan(self) -> Iterator[ProfileItem]:
        """Yield every readable item once."""
        return self.store.scan()
