"""Waves: two people who wave at each other are revealed to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from backend.use_cases.people import PeopleStore

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

    people: PeopleStore

    def wave(self, sender: str, receiver: str, now: datetime) -> bool:
        """Wave; waving twice is waving once. Tell whether both have waved now."""
        record = {"at": now.astimezone(UTC).isoformat(timespec="seconds")}
        # First with the receiver: a wave that counts is always seen.
        self.people.claim(receiver, f"{_RECEIVED}#{sender}", record)
        self.people.claim(sender, f"{_SENT}#{receiver}", record)
        return self.are_revealed(sender, receiver)

    def take_back(self, sender: str, receiver: str) -> None:
        """Take a wave back, and with it what it revealed."""
        self.people.remove(sender, f"{_SENT}#{receiver}")
        self.people.remove(receiver, f"{_RECEIVED}#{sender}")

    def are_revealed(self, one: str, other: str) -> bool:
        """Tell whether both wave at each other."""
        return all(
            self.people.get(sender, f"{_SENT}#{receiver}") is not None
            for sender, receiver in ((one, other), (other, one))
        )

    def revealed_to(self, user_id: str) -> frozenset[str]:
        """Return everybody who is revealed to a person."""
        return self._others(user_id, _SENT) & self._others(user_id, _RECEIVED)

    def of(self, user_id: str) -> tuple[Wave, ...]:
        """Return a person's waves, sent and received, the newest first."""
        revealed = self.revealed_to(user_id)
        waves = [
            Wave(other, word == _SENT, other in revealed, str(record["at"]))
            for word in (_SENT, _RECEIVED)
            for kind, record in self.people.records(user_id, word).items()
            for other in [kind.partition("#")[2]]
        ]
        return tuple(sorted(waves, key=lambda w: (w.at, w.other_id), reverse=True))

    def forget(self, user_id: str) -> None:
        """Remove a person's waves, and those at them, from everybody."""
        for other in self._others(user_id, _SENT):
            self.take_back(user_id, other)
        for other in self._others(user_id, _RECEIVED):
            self.take_back(other, user_id)

    def _others(self, user_id: str, word: str) -> frozenset[str]:
        kinds = self.people.records(user_id, word)
        return frozenset(kind.partition("#")[2] for kind in kinds)
