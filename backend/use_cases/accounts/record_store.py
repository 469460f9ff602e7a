"""Small records about people, beside their taste, and what a store of them promises.

Every record has an owner and a kind. The owner is mostly a ``user_id``; a record that
is looked up before it is known whose it is has an owner of its own (``link#…``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Record = Mapping[str, str | int | bool]
"""Flat, small, and without anybody's taste. ``expires_at`` in it, in seconds of Unix
time, lets a store forget it some time after; readers compare it with the clock."""

RECORD_WORDS = frozenset(
    {
        "account",
        "audit",
        "block",
        "blocked",
        "by",
        "erasure",
        "event",
        "invitation",
        "key",
        "known_by",
        "link",
        "pair",
        "recovery",
        "use",
        "wave",
        "waved",
    }
)
"""The words of owners and kinds. A word that is added here needs a part of the personal
data that exports and erases its records, or the build fails."""

PLACE = re.compile(
    rf"({'|'.join(sorted(RECORD_WORDS))})(#[A-Za-z0-9_:.-]+)?|[0-9a-f-]{{36}}"
)
"""Owners and kinds: a word, perhaps with what of that word, or a ``user_id``."""

MAX_TOGETHER = 100
"""So many records may change together: as many as DynamoDB takes."""

Before = Literal["absent", "present"]


@dataclass(frozen=True, slots=True)
class Put:
    """Keep a record; ``when`` says what must be true before, ``None`` is anything."""

    owner: str
    kind: str
    record: Record
    when: Before | None = None


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove a record; ``when`` says what must be true before, ``None`` is anything."""

    owner: str
    kind: str
    when: Before | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """Leave a record as it is, and demand that it is there or is not."""

    owner: str
    kind: str
    when: Before


Change = Put | Remove | Check


class RecordStore(Protocol):
    """Keeps records; each call is whole and durable, even beside other writers."""

    def get(self, owner: str, kind: str) -> Record | None:
        """Return the newest record, or ``None``."""

    def records(self, owner: str, word: str | None = None) -> Mapping[str, Record]:
        """Return an owner's records whose kind is ``word#…``, by kind, in order.

        Without a word, all of the owner's records.
        """

    def owners(self) -> Iterator[str]:
        """Yield every owner of a record once, in no order; reads everything."""

    def put(self, owner: str, kind: str, record: Record) -> None:
        """Keep a record in place of any other."""

    def claim(self, owner: str, kind: str, record: Record) -> Record:
        """Keep a record unless one is kept already.

        Returns:
            The one that is kept now: of any number of callers at once one wins, and
            all get the winner's record.
        """

    def remove(self, owner: str, kind: str) -> bool:
        """Remove a record; return whether this call did, of any number at once."""

    def remove_all(self, owner: str) -> None:
        """Remove all records of an owner, not in one step."""

    def change_together(self, changes: Sequence[Change]) -> bool:
        """Make all the changes, or none.

        Once a reader has seen one of them, every later read sees all of them. An
        error may come after the changes were made, as for every other write.

        Args:
            changes: 1 to ``MAX_TOGETHER``, each of a record of its own.

        Returns:
            ``False``, and nothing has changed, when a record was not as a change
            demands it.

        Raises:
            ValueError: The changes are too many or none, or two are of one record.
        """


def forget_words(store: RecordStore, user_id: str, *words: str) -> None:
    """Remove a user's own records of some words, not in one step."""
    for kind in store.records(user_id):
        if kind.partition("#")[0] in words:
            store.remove(user_id, kind)


def check_together(changes: Sequence[Change]) -> None:
    """Refuse changes that no store makes together.

    Raises:
        ValueError: As ``RecordStore.change_together`` says.
    """
    places = {(change.owner, change.kind) for change in changes}
    if not 1 <= len(changes) <= MAX_TOGETHER or len(places) < len(changes):
        raise ValueError(f"1 to {MAX_TOGETHER} records, each once, change together")


def change_in_groups(store: RecordStore, groups: Iterable[Sequence[Change]]) -> None:
    """Make every change; those of one group together.

    As many whole groups as fit go into one step. When a step fails, those before it
    are made, so a second try goes on with the rest.

    Args:
        store: Where the records are kept.
        groups: At most ``MAX_TOGETHER`` changes each, without conditions; no two of
            one record.
    """
    step: list[Change] = []
    for group in groups:
        if len(step) + len(group) > MAX_TOGETHER:
            store.change_together(step)
            step = []
        step += group
    if step:
        store.change_together(step)
