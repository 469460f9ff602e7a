"""Erase a person: at once, everywhere, and for good."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from backend.use_cases.accounts.accounts import Accounts
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.profiles.store import Profiles


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is gone.

    Args:
        user_id: Who is gone.
        had_taste_profile: Whether there was a taste to forget.
        counts: How much of each part was removed, of those that count.
    """

    user_id: str
    had_taste_profile: bool
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Erasures:
    """Erases people from wherever something of them is kept.

    Args:
        profiles: Everybody's.
        accounts: Notes who was erased.
        parts: What removes each part of what is kept of a user beside the taste, by
            name; it may return how much there was.
    """

    profiles: Profiles
    accounts: Accounts
    parts: Mapping[str, Callable[[str], int | None]]

    def erase(self, user_id: str, now: datetime) -> Receipt:
        """Erase a person; erasing twice is fine, and so is going on after a crash.

        The erasure is noted first: from then on no session of the person is good, and
        no save that is under way can bring the taste back. Whatever else is under way
        looks for the erasure when it is done, and forgets what it has added.
        """
        self.accounts.note_erasure(user_id, now)
        had_taste_profile = _is_kept(self.profiles, user_id)
        self.profiles.delete(user_id)
        return Receipt(user_id, had_taste_profile, self.forget(user_id))

    def forget(self, user_id: str) -> Mapping[str, int]:
        """Remove all that is kept of a person beside the taste; return the counts."""
        removed = {name: erase(user_id) for name, erase in self.parts.items()}
        return {name: n for name, n in removed.items() if n is not None}

    def replay(self, now: datetime) -> int:
        """Erase again everybody whom a restored copy brought back, and all their data.

        Returns:
            How many there were.
        """
        owners = filter(_is_person, self.accounts.people.owners())
        there = sorted({*self.profiles.revisions(), *owners})
        returned = [user_id for user_id in there if self.accounts.is_erased(user_id)]
        for user_id in returned:
            self.erase(user_id, now)
        return len(returned)


def _is_person(owner: str) -> bool:
    return "#" not in owner


def _is_kept(profiles: Profiles, user_id: str) -> bool:
    try:
        profiles.head(user_id)
    except ProfileNotFoundError:
        return False
    return True
