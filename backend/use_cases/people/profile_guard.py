"""The store that people save to: it keeps what they were promised about others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from backend.use_cases.accounts.accounts import Accounts
from backend.use_cases.accounts.errors import ErasedError
from backend.use_cases.errors import StoreUnavailableError
from backend.use_cases.people.wave_records import Waves
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.profiles.profile import (
    ProfileHead,
    ProfileItem,
)
from backend.use_cases.profiles.store import ProfileStore

_KNOWN_BY = "known_by"


@dataclass(frozen=True, slots=True)
class GuardedProfiles:
    """A store of profiles that brings nobody back and leads no name to an alias.

    A save reads what is kept, then asks here whether the person was erased, then writes
    under the condition that what is kept has not changed; an erasure is noted first and
    deletes then. So of the two at once either the delete comes last, or the save finds
    the erasure.

    Whoever has or got a wave knows the other by a name or by an alias, and would know
    the one behind the other were the wave to stay when that changes. So whoever was
    last known by name and becomes anonymous, at once or after having been hidden or
    gone, loses the waves that revealed nobody.

    Args:
        store: Where profiles are kept.
        accounts: Knows who was erased.
        waves: Everybody's.
    """

    store: ProfileStore
    accounts: Accounts
    waves: Waves

    def put(self, item: ProfileItem, *, expected_revision: int | None) -> None:
        """Keep the item as the store does.

        Raises:
            ErasedError: The person was erased.
        """
        user_id = item.user_id
        if item.visibility == "open":
            # First: whatever comes at the name is found when it is given up.
            self._note_name(user_id)
            self._put_unerased(item, expected_revision)
            self._note_name(user_id)
        elif item.visibility == "hidden" or self._is_known_by_alias(user_id):
            self._put_unerased(item, expected_revision)
        else:
            self.waves.forget_unreturned(user_id)
            self._put_unerased(item, expected_revision)
            # Once more, for what came meanwhile; noted last, so that the next save goes
            # on where this one breaks off.
            self.waves.forget_unreturned(user_id)
            self._note_alias(user_id)

    def _is_known_by_alias(self, user_id: str) -> bool:
        known = self.waves.people.get(user_id, _KNOWN_BY)
        return known is not None and bool(known["is_alias"])

    def _note_name(self, user_id: str) -> None:
        if self._is_known_by_alias(user_id):
            self.waves.people.put(user_id, _KNOWN_BY, {"is_alias": False})

    def _note_alias(self, user_id: str) -> None:
        """Note it, unless the name is told again: of two saves one sees the other."""
        self.waves.people.put(user_id, _KNOWN_BY, {"is_alias": True})
        with suppress(ProfileNotFoundError):
            if self.store.head(user_id).visibility == "open":
                self._note_name(user_id)

    def _put_unerased(self, item: ProfileItem, expected_revision: int | None) -> None:
        user_id = item.user_id
        if self.accounts.is_erased(user_id):
            raise ErasedError(user_id)
        self.store.put(item, expected_revision=expected_revision)
        if expected_revision is not None:
            return
        # Without a revision to replace, nothing tells a new item from one after.
        try:
            is_erased = self.accounts.is_erased(user_id)
        except StoreUnavailableError:
            self.store.delete(user_id, expected_revision=item.revision)
            raise
        if is_erased:
            self.store.delete(user_id)
            raise ErasedError(user_id)

    def get(self, user_id: str) -> ProfileItem:
        """Return the newest item."""
        return self.store.get(user_id)

    def head(self, user_id: str) -> ProfileHead:
        """Return the newest item without its top items."""
        return self.store.head(user_id)

    def heads(self, user_ids: Sequence[str]) -> Mapping[str, ProfileHead]:
        """Return the newest items without their top items."""
        return self.store.heads(user_ids)

    def delete(self, user_id: str, *, expected_revision: int | None = None) -> None:
        """Remove the item."""
        self.store.delete(user_id, expected_revision=expected_revision)

    def stalest(self, source: str, before: str, n: int) -> list[str]:
        """Return who may be refreshed, whoever waits longest first."""
        return self.store.stalest(source, before, n)

    def expired(self, by: str, n: int) -> list[str]:
        """Return of whom a source has expired, the longest ago first."""
        return self.store.expired(by, n)

    def revisions(self) -> Mapping[str, object]:
        """Return every kept ``user_id`` with a stamp."""
        return self.store.revisions()

    def scan(self) -> Iterator[ProfileItem]:
        """Yield every readable item once."""
        return self.store.scan()
