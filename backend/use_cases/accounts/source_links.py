"""Links: which user an account at a source belongs to, kept as a keyed hash."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field

from backend.use_cases.accounts.record_store import (
    Put,
    RecordStore,
    Remove,
    change_in_groups,
)

_KIND = "link"


@dataclass(frozen=True, slots=True)
class SourceLinks:
    """Leads accounts at sources to users; a link never moves to another user.

    A link is 64 hexadecimal characters, made of source and account with a secret key:
    from what is kept nobody learns the account. It has a record of its own, which says
    whose it is, and one among those of its holder, by which it is found to be removed.

    Args:
        people: Where the records are kept.
        key: Of the hash; its holder could test a guess of an account.
    """

    people: RecordStore
    key: bytes = field(repr=False)

    @classmethod
    def from_secret(cls, people: RecordStore, secret: str) -> SourceLinks:
        """Derive the key from a secret that serves something else as well."""
        return cls(people, hmac.digest(secret.encode(), b"soulmate links", "sha256"))

    def holder(self, source: str, account: str) -> str | None:
        """Return the ``user_id`` that an account leads to, or ``None``."""
        record = self.people.get(f"{_KIND}#{self._link(source, account)}", _KIND)
        return None if record is None else str(record["holder"])

    def sources_of(self, user_id: str) -> frozenset[str]:
        """Return the sources whose accounts lead to a user."""
        links = self.people.records(user_id, _KIND)
        return frozenset(str(link["source"]) for link in links.values())

    def claim(self, source: str, account: str, user_id: str) -> str:
        """Lead an account to a user unless it leads to one already.

        Returns:
            The ``user_id`` it leads to now: of any number of callers at once one
            wins, and all get the winner's.
        """
        place = f"{_KIND}#{self._link(source, account)}"
        linked = (
            Put(place, _KIND, {"holder": user_id}, "absent"),
            Put(user_id, place, {"source": source}),
        )
        while (holder := self.holder(source, account)) is None:
            if self.people.change_together(linked):
                return user_id
        return holder

    def marks(self, user_id: str) -> list[str]:
        """Return the links of a user's accounts, which outlive the user."""
        places = self.people.records(user_id, _KIND)
        return [place.partition("#")[2] for place in places]

    def release_all(self, user_id: str) -> int:
        """Make a user's accounts strangers again; return how many there were."""
        places = self.people.records(user_id, _KIND)
        change_in_groups(
            self.people,
            ((Remove(place, _KIND), Remove(user_id, place)) for place in places),
        )
        return len(places)

    def _link(self, source: str, account: str) -> str:
        text = f"{source}|{account}".encode()
        return hmac.digest(self.key, text, "sha256").hex()
