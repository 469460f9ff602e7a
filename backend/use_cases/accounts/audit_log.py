"""What was done with a person's account, kept for that person: no taste, no names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from backend.use_cases.accounts.record_store import Record, RecordStore
from backend.use_cases.profiles.consents import ConsentEvent

AccountEvent = Literal[
    "api_key_made",
    "api_key_revoked",
    "sessions_ended",
    "exported",
    "recovery_code_made",
    "recovered",
    "revealed",
    "invited",
    "invitation_revoked",
    "comparison_begun",
    "comparison_ended",
]

Event = ConsentEvent | AccountEvent

KEPT_FOR = timedelta(days=400)
_AUDIT = "audit"
_EVENT = "event"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One event; ``at`` is ISO 8601 in UTC."""

    at: str
    event: str


@dataclass(frozen=True, slots=True)
class AuditLog:
    """Notes events of a user, and shows them to that user for 400 days."""

    people: RecordStore

    def note(self, user_id: str, event: Event, now: datetime) -> None:
        """Keep an event; of two alike in one microsecond, one is kept."""
        at = now.astimezone(UTC).isoformat(timespec="microseconds")
        expires_at = int((now + KEPT_FOR).timestamp())
        kind = f"{_EVENT}#{at[:-6]}:{event}"
        record: Record = {"at": at, "event": event, "expires_at": expires_at}
        # A partition of its own: rankings read a person's other records.
        self.people.put(f"{_AUDIT}#{user_id}", kind, record)

    def note_both(
        self,
        user_ids: tuple[str, str],
        event: Event,
        now: datetime,
        is_erased: Callable[[str], bool],
    ) -> None:
        """Keep an event of two people, unless one is just being erased."""
        for user_id in user_ids:
            self.note(user_id, event, now)
            if is_erased(user_id):
                self.forget(user_id)

    def entries(self, user_id: str, now: datetime) -> tuple[AuditEntry, ...]:
        """Return a person's events, oldest first."""
        return tuple(
            AuditEntry(str(record["at"]), str(record["event"]))
            for record in self.people.records(f"{_AUDIT}#{user_id}").values()
            if int(record["expires_at"]) > now.timestamp()
        )

    def forget(self, user_id: str) -> None:
        """Remove a person's events."""
        self.people.remove_all(f"{_AUDIT}#{user_id}")
