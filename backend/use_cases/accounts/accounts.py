"""Accounts: which sessions of a person are still good, and who was erased."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from textwrap import wrap

from backend.use_cases.accounts.errors import RecoveryCodeError
from backend.use_cases.accounts.record_store import (
    Change,
    Put,
    RecordStore,
    Remove,
    change_in_groups,
)

_ACCOUNT = "account"
_ERASURE = "erasure"
_RECOVERY = "recovery"
_HEXADECIMAL = "0123456789abcdef"
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class Accounts:
    """Knows which sessions are still good, who comes back by a code, who was erased.

    An erasure is remembered by a keyed hash of the ``user_id``: the hash does not show
    who it was, and a caller who still has the id is known as erased, not as new.

    Args:
        people: Where the records are kept.
        erasures: Where erasures are remembered: apart, so that a restored copy of the
            people does not forget them.
        key: Of the hashes.
    """

    people: RecordStore
    erasures: RecordStore
    key: bytes = field(repr=False)

    @classmethod
    def from_secret(
        cls, people: RecordStore, erasures: RecordStore, secret: str
    ) -> Accounts:
        """Derive the key from a secret that serves something else as well."""
        key = hmac.digest(secret.encode(), b"soulmate erasures", "sha256")
        return cls(people, erasures, key)

    def admits(self, user_id: str, issued_at: datetime) -> bool:
        """Return whether a session of that time is still good."""
        account = self.people.get(user_id, _ACCOUNT) or {}
        return issued_at >= _time(int(account.get("sessions_from", 0)))

    def end_sessions(self, user_id: str, now: datetime) -> None:
        """End every session that was issued before now."""
        self.people.put(user_id, _ACCOUNT, {"sessions_from": _microseconds(now)})

    def make_recovery_code(self, user_id: str, secret: str) -> str:
        """Return a code that leads to a user; one made before leads nowhere any more.

        Args:
            user_id: Whom it leads to.
            secret: 128 random bits or more; the code is made of it.
        """
        digits = hashlib.sha256(secret.encode()).hexdigest()[:32]
        code = "-".join(wrap(digits, 4))
        place = self._recovery(code)
        # It is one old code, or few that were made at the same moment.
        old = self.people.records(user_id, _RECOVERY).keys() - {place}
        self.people.change_together(
            (
                *(change for one in old for change in _recovery_ended(user_id, one)),
                Put(place, _RECOVERY, {"holder": user_id}),
                Put(user_id, place, {}),
            )
        )
        return code

    def recovered(self, code: str) -> str:
        """Return whom a recovery code leads to.

        Raises:
            RecoveryCodeError: It leads nowhere, or not any more.
        """
        record = self.people.get(self._recovery(code), _RECOVERY)
        if record is None or self.is_erased(str(record["holder"])):
            raise RecoveryCodeError
        return str(record["holder"])

    def forget_recovery(self, user_id: str) -> None:
        """Make a user's recovery code useless."""
        places = self.people.records(user_id, _RECOVERY)
        change_in_groups(self.people, (_recovery_ended(user_id, p) for p in places))

    def forget(self, user_id: str) -> None:
        """Remove a user's recovery code, and since when sessions are good."""
        self.forget_recovery(user_id)
        self.people.remove(user_id, _ACCOUNT)

    def note_erasure(self, user_id: str, now: datetime) -> None:
        """Remember that a person was erased; the first time counts."""
        record = {"at": now.isoformat(timespec="seconds")}
        self.erasures.claim(self._erasure(user_id), _ERASURE, record)

    def is_erased(self, user_id: str) -> bool:
        """Return whether a user was erased."""
        return self.erasures.get(self._erasure(user_id), _ERASURE) is not None

    def _recovery(self, code: str) -> str:
        plain = "".join(c for c in code.lower() if c in _HEXADECIMAL)
        digest = hmac.digest(self.key, plain.encode(), "sha256")
        return f"{_RECOVERY}#{digest.hex()}"

    def _erasure(self, user_id: str) -> str:
        digest = hmac.digest(self.key, user_id.encode(), "sha256")
        return f"{_ERASURE}#{digest.hex()}"


def _recovery_ended(user_id: str, place: str) -> tuple[Change, ...]:
    return Remove(place, _RECOVERY), Remove(user_id, place)


def _microseconds(time: datetime) -> int:
    return (time - _EPOCH) // timedelta(microseconds=1)


def _time(microseconds: int) -> datetime:
    return _EPOCH + timedelta(microseconds=microseconds)
