"""Profiles that note changes of consent, and bring no erased user back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from backend.use_cases.accounts.accounts import Accounts
from backend.use_cases.accounts.audit_log import AuditLog
from backend.use_cases.accounts.errors import ErasedError
from backend.use_cases.errors import StoreUnavailableError
from backend.use_cases.profiles.consents import consent_events
from backend.use_cases.profiles.profile import ProfileHead, ProfileItem
from backend.use_cases.profiles.stored_profiles import StoredProfiles


@dataclass(frozen=True, slots=True)
class AuditedProfiles(StoredProfiles):
    """Profiles that note every change of consent, and bring nobody back.

    A save reads what is kept and writes under the condition that it has not changed; an
    erasure is noted first and deletes then. So a save of an existing profile comes
    before the delete or fails. A first save and the notes have no such condition: they
    look for the erasure afterwards and remove what they kept.

    Args:
        accounts: Knows who was erased.
        audit_log: Where changes of consent are noted.
        now: The time, timezone-aware.
    """

    accounts: Accounts
    audit_log: AuditLog
    now: Callable[[], datetime]

    def replace(self, before: ProfileHead | None, after: ProfileItem) -> None:
        """Keep an item in place of the one that was read, and note what it allows.

        Raises:
            ErasedError: The person was erased.
        """
        StoredProfiles.replace(self, before, after)
        events = tuple(consent_events(before, after))
        for event in events:
            self.audit_log.note(after.user_id, event, self.now())
        if before is None or events:
            self._check_not_erased(before, after)

    def _check_not_erased(self, before: ProfileHead | None, after: ProfileItem) -> None:
        """Take back what no condition has kept from an erased person.

        Raises:
            ErasedError: The person was erased.
            StoreUnavailableError: That cannot be known; nothing new is kept.
        """
        try:
            is_erased = self.accounts.is_erased(after.user_id)
        except StoreUnavailableError:
            if before is None:
                self.store.delete(after.user_id, expected_revision=after.revision)
            raise
        if is_erased:
            self.store.delete(after.user_id)
            self.audit_log.forget(after.user_id)
            raise ErasedError(after.user_id)
