"""Profiles whose changes never connect a name with an alias."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from backend.use_cases.accounts.audited_profiles import AuditedProfiles
from backend.use_cases.accounts.errors import ErasedError
from backend.use_cases.people.wave_records import Waves
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.profiles.profile import ProfileHead, ProfileItem

_KNOWN_BY = "known_by"


@dataclass(frozen=True, slots=True)
class GuardedProfiles(AuditedProfiles):
    """Audited profiles whose changes never connect a name with an alias.

    Both sides of a wave know each other by a name or by an alias. If the wave stayed
    when one of them changes that, the other could connect the name with the alias. So a
    user who was last known by name and becomes anonymous, at once or after having been
    hidden or gone, loses the waves that revealed nobody.

    Args:
        waves: Everybody's.
    """

    waves: Waves

    def replace(self, before: ProfileHead | None, after: ProfileItem) -> None:
        """Keep an item in place of the one that was read, and note what it allows.

        Raises:
            ErasedError: The person was erased.
        """
        user_id = after.user_id
        try:
            if after.visibility == "open":
                # First: whatever comes at the name is found when it is given up.
                self._note_name(user_id)
                AuditedProfiles.replace(self, before, after)
                self._note_name(user_id)
            elif after.visibility == "hidden" or self._is_known_by_alias(user_id):
                AuditedProfiles.replace(self, before, after)
            else:
                self.waves.forget_unreturned(user_id)
                AuditedProfiles.replace(self, before, after)
                # Once more, for waves that came just now; noted last, so that the next
                # save goes on where this one breaks off.
                self.waves.forget_unreturned(user_id)
                self._note_alias(user_id)
        except ErasedError:
            self.waves.people.remove(user_id, _KNOWN_BY)
            raise

    def _is_known_by_alias(self, user_id: str) -> bool:
        known = self.waves.people.get(user_id, _KNOWN_BY)
        return known is not None and bool(known["is_alias"])

    def _note_name(self, user_id: str) -> None:
        if self._is_known_by_alias(user_id):
            self.waves.people.put(user_id, _KNOWN_BY, {"is_alias": False})

    def _note_alias(self, user_id: str) -> None:
        """Note it, unless the name is shown again: of two saves one sees the other."""
        self.waves.people.put(user_id, _KNOWN_BY, {"is_alias": True})
        with suppress(ProfileNotFoundError):
            if self.store.head(user_id).visibility == "open":
                self._note_name(user_id)
