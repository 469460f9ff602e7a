"""When the key of each program was last used: to the hour, and not for what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from backend.use_cases.accounts.audit_log import KEPT_FOR
from backend.use_cases.accounts.record_store import Record, RecordStore

_WORD = "use"
_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class KeyUses:
    """Keeps the hour in which a key was last used, for as long as the audit log.

    Args:
        records: Where the hours are kept: apart from other records about people, for
            whatever only reads may write there, and nowhere else.
    """

    records: RecordStore
    _noted: dict[tuple[str, str], str] = field(
        default_factory=dict, init=False, repr=False
    )

    def note(self, user_id: str, key_id: str, now: datetime) -> bool:
        """Keep the hour of a use.

        Returns:
            Whether anything was written: the first time in an hour, of each process.
        """
        time = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        hour = time.isoformat(timespec="seconds")
        if self._noted.get((user_id, key_id)) == hour:
            return False
        expires_at = int((now + KEPT_FOR).timestamp())
        record: Record = {"at": hour, "expires_at": expires_at}
        self.records.put(user_id, f"{_WORD}#{key_id}", record)
        if len(self._noted) >= _REMEMBERED:
            self._noted.clear()
        self._noted[user_id, key_id] = hour
        return True

    def of(self, user_id: str, now: datetime) -> Mapping[str, str]:
        """Return when a person's keys were last used: ISO 8601 in UTC by ``key_id``."""
        return {
            kind.partition("#")[2]: str(record["at"])
            for kind, record in self.records.records(user_id, _WORD).items()
            if int(record["expires_at"]) > now.timestamp()
        }

    def forget(self, user_id: str, key_id: str) -> None:
        """Forget the use of a key that is good no more."""
        self.records.remove(user_id, f"{_WORD}#{key_id}")

    def forget_all(self, user_id: str) -> None:
        """Forget the use of all of a person's keys."""
        self.records.remove_all(user_id)
