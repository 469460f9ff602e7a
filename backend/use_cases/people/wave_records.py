"""Waves: two people who wave at each other are revealed to each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from backend.use_cases.accounts.record_store import (
    Change,
    Put,
    Record,
    RecordStore,
    Remove,
    change_in_groups,
)
from backend.use_cases.timestamps import time_text

_SENT = "wave"
_RECEIVED = "waved"


@dataclass(frozen=True, slots=True)
class Wave:
    """A wave as its sender or its receiver knows it.

    Args:
        other_id: The other person's ``user_id``; showing it needs their visibility.
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
    """Keeps who waved at whom, with the sender and with the receiver: always both."""

    people: RecordStore

    def wave(self, sender: str, receiver: str, now: datetime) -> datetime | None:
        """Wave; waving twice is waving once.

        Returns:
            When the two were revealed to each other; ``None`` if they are not. Waves
            that cross at once may all get the same time, and at least one does.
        """
        record = {"at": time_text(now)}
        self.people.change_together(
            (
                Put(receiver, f"{_RECEIVED}#{sender}", record, "absent"),
                Put(sender, f"{_SENT}#{receiver}", record, "absent"),
            )
        )
        return self.revealed_at(sender, receiver)

    def take_back(self, sender: str, receiver: str) -> None:
        """Take a wave back, and with it what it revealed."""
        self.people.change_together(wave_ended(sender, receiver))

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
        self._end(user_id, [wave for wave in self.of(user_id) if not wave.is_mutual])

    def forget(self, user_id: str) -> None:
        """Remove a person's waves, and those at them, from everybody."""
        self._end(user_id, self.of(user_id))

    def _end(self, user_id: str, waves: Iterable[Wave]) -> None:
        ended = (
            wave_ended(user_id, wave.other_id)
            if wave.is_sent
            else wave_ended(wave.other_id, user_id)
            for wave in waves
        )
        change_in_groups(self.people, ended)


def wave_ended(sender: str, receiver: str) -> tuple[Change, ...]:
    """Return what ends a wave, if there is one."""
    return (
        Remove(receiver, f"{_RECEIVED}#{sender}"),
        Remove(sender, f"{_SENT}#{receiver}"),
    )


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
