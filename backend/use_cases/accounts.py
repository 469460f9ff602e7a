"""Accounts: which sessions of a person are still good, and who was erased."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from backend.use_cases.people import PeopleStore

_ACCOUNT = "account"
_ERASURE = "erasure"
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class Accounts:
    """Decides whether a session is still good, and remembers who was erased.

    An erasure is remembered by a keyed hash of the ``user_id``: nobody learns from it
    who it was, and whoever still has the id can be told apart from somebody new.

    Args:
        people: Where the records are kept.
        key: Of the hashes.
    """

    people: PeopleStore
    key: bytes = field(repr=False)

    @classmethod
    def from_secret(cls, people: PeopleStore, secret: str) -> Accounts:
        """Derive the key from a secret that serves something else as well."""
        key = hmac.digest(secret.encode(), b"soulmate erasures", "sha256")
        return cls(people, key)

    def admits(self, user_id: str, issued_at: datetime) -> bool:
        """Tell whether a session of that time was not ended since."""
        account = self.people.get(user_id, _ACCOUNT) or {}
        return issued_at >= _time(int(account.get("sessions_from", 0)))

    def end_sessions(self, user_id: str, now: datetime) -> None:
        """End every session that was issued before now."""
        self.people.put(user_id, _ACCOUNT, {"sessions_from": _microseconds(now)})

    def note_erasure(self, user_id: str, now: datetime) -> None:
        """Remember that a person was erased; the first time counts."""
        record = {"at": now.isoformat(timespec="seconds")}
        self.people.claim(self._erasure(user_id), _ERASURE, record)

    def is_erased(self, user_id: str) -> bool:
        """Tell whether a person was erased."""
        return self.people.get(self._erasure(user_id), _ERASURE) is not None

    def _erasure(self, user_id: str) -> str:
        digest = hmac.digest(self.key, user_id.encode(), "sha256")
        return f"{_ERASURE}#{digest.hex()}"


def _microseconds(time: datetime) -> int:
    return (time - _EPOCH) // timedelta(microseconds=1)


def _time(microseconds: int) -> datetime:
    return _EPOCH + timedelta(microseconds=microseconds)
