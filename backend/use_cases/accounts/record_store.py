"""Small records about people, beside their taste, and what a store of them promises.

Every record has an owner and a kind. The owner is mostly a ``user_id``; a record that
is looked up before it is known whose it is has an owner of its own (``link#…``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Protocol

Record = Mapping[str, str | int | bool]
"""Flat, small, and without anybody's taste. ``expires_at`` in it, in seconds of Unix
time, lets a store forget it some time after; whoever reads it looks at the clock."""

PLACE = re.compile(r"[a-z][a-z0-9_]*(#[A-Za-z0-9_:.-]+)?|[0-9a-f-]{36}")
"""Owners and kinds: a word, perhaps with what of that word, or a ``user_id``."""


class RecordStore(Protocol):
    """Keeps records; each call is whole and durable, whoever else writes."""

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
            The one that is kept now: of any number of callers at once, one wins and
            all are told which.
        """

    def remove(self, owner: str, kind: str) -> bool:
        """Remove a record; tell whether this call did, of any number at once."""

    def remove_all(self, owner: str) -> None:
        """Remove all records of an owner."""
