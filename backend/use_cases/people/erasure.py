"""Erase a person: at once, everywhere, and for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from backend.use_cases.accounts.accounts import Accounts
from backend.use_cases.accounts.api_key_usage import KeyUses
from backend.use_cases.accounts.audit_log import AuditLog
from backend.use_cases.accounts.source_links import SourceLinks
from backend.use_cases.people.relationships import Relationships
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.profiles.store import Profiles


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is gone.

    Args:
        user_id: Who is gone.
        had_taste_profile: Whether there was a taste to forget.
        links: How many accounts at music sources are strangers again.
    """

    user_id: str
    had_taste_profile: bool
    links: int


@dataclass(frozen=True, slots=True)
class Erasures:
    """Erases people from wherever something of them is kept.

    Args:
        profiles: Everybody's.
        accounts: Notes who was erased.
        links: Whose the accounts at music sources are.
        relationships: What binds people to each other.
        key_uses: When programs acted for them.
    """

    profiles: Profiles
    accounts: Accounts
    links: SourceLinks
    relationships: Relationships
    key_uses: KeyUses

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

    def forget(self, user_id: str) -> int:
        """Remove all that is kept of a person beside the taste; return how many links.

        What is added meanwhile is left alone, so that whoever adds it finds it
        together with its other half.
        """
        people = self.accounts.people
        kinds = people.records(user_id).keys()
        self.relationships.forget(user_id)
        self.accounts.forget_recovery(user_id)
        released = self.links.release_all(user_id)
        AuditLog(people).forget(user_id)
        for kind in people.records(user_id).keys() & kinds:
            people.remove(user_id, kind)
        # After the keys: whoever notes a use looks whether its key is still there.
        self.key_uses.forget_all(user_id)
        return released

    def replay(self, now: datetime) -> int:
        """Erase again whoever a restored copy brought back, with all that is theirs.

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
