"""Waves: two people who wave at each other are revealed to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from backend.use_cases.accounts.record_store import Record, RecordStore
from backend.use_cases.timestamps import time_text

_SENT = "wave"
_RECEIVED = "waved"


@dataclass(frozen=True, slots=True)
class Wave:
    """A wave as its sender or its receiver knows it.

    Args:
        other_id: The other person's ``user_id``; whoever shows it minds visibility.
        is_sent: Whether it was sent, rather than received.
        is_mutual: Whether both waved: then both are revealed.
        at: When, ISO 8601 in UTC.
    """

    other_id: str
    is_sent: bool
    is_mutual: bool
    at: str


@dataclass(frozen=True, slots=True)
class Waves:
    """Keeps who waved at whom, once with the sender and once with the receiver."""

    people: RecordStore

    def wave(self, sender: str, receiver: str, now: datetime) -> datetime | None:
        """Wave; waving twice is waving once.

        Returns:
            When the two were revealed to each other, if they are now: the same for
            all whose waves at once may have done it, of whom one at least is told.
        """
        record = {"at": time_text(now)}
        # First with the receiver: a wave that counts is always seen.
        self.people.claim(receiver, f"{_RECEIVED}#{sender}", record)
        self.people.claim(sender, f"{_SENT}#{receiver}", record)
        # Once more: who ends waves at this moment may have found the first half alone,
        # and must find both the next time; or has found both, and no half may stay.
        self.people.claim(receiver, f"{_RECEIVED}#{sender}", record)
        if self.people.get(sender, f"{_SENT}#{receiver}") is None:
            self.people.remove(receiver, f"{_RECEIVED}#{sender}")
        return self.revealed_at(sender, receiver)

    def take_back(self, sender: str, receiver: str) -> None:
        """Take a wave back, and with it what it revealed."""
        self.people.remove(receiver, f"{_RECEIVED}#{sender}")
        # Not before: until the sender's half is gone, the sender can try again.
        self.people.remove(sender, f"{_SENT}#{receiver}")
        # Once more, should the wave be sent at this moment: it looks for that half.
        self.people.remove(receiver, f"{_RECEIVED}#{sender}")

    def revealed_at(self, one: str, other: str) -> datetime | None:
        """Return when the later of two wave at each other; ``None`` unless both do."""
        sent = self.people.get(one, f"{_SENT}#{other}")
        returned = self.people.get(other, f"{_SENT}#{one}")
        if sent is None or returned is None:
            return None
        return max(datetime.fromisoformat(str(r["at"])) for r in (sent, returned))

    def of(self, user_id: str) -> tuple[Wave, ...]:
        """Return a person's waves, sent and received, the newest first."""
        return waves_among(self.people.records(user_id))

    def forget_unreturned(self, user_id: str) -> None:
        """Remove the waves of and at a person that revealed nobody."""
        for wave in self.of(user_id):
            if not wave.is_mutual:
                self._end(user_id, wave)

    def forget(self, user_id: str) -> None:
        """Remove a person's waves, and those at them, from everybody."""
        for wave in self.of(user_id):
            self._end(user_id, wave)

    def _end(self, user_id: str, wave: Wave) -> None:
        """Remove both halves, the person's own after the other, to which it leads."""
        if wave.is_sent:
            self.take_back(user_id, wave.other_id)
            return
        self.people.remove(wave.other_id, f"{_SENT}#{user_id}")
        self.people.remove(user_id, f"{_RECEIVED}#{wave.other_id}")
        # Once more, should the wave be sent at this moment.
        self.people.remove(wave.other_id, f"{_SENT}#{user_id}")


def waves_among(records: Mapping[str, Record]) -> tuple[Wave, ...]:
    """Return the waves among a person's records, the newest first."""
    others: dict[str, set[str]] = {_SENT: set(), _RECEIVED: set()}
    found = []
    for kind, record in records.items():
        word, _, other = kind.partition("#")
        if word in others:
            others[word].add(other)
            found.append((word, other, str(record["at"])))
    revealed = others[_SENT] & others[_RECEIVED]
    waves = [Wave(o, word == _SENT, o in revealed, at) for word, o, at in found]
    return tuple(sorted(waves, key=lambda w: (w.at, w.other_id), reverse=True))
