"""Blocks: two people who never meet here, whichever of them wanted it so."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from backend.use_cases.accounts.record_store import Record, RecordStore
from backend.use_cases.accounts.source_links import SourceLinks

_BLOCK = "block"
_BLOCKED = "blocked"
_BY = "by"


@dataclass(frozen=True, slots=True)
class Block:
    """One person whom somebody blocked; who it is, is not kept.

    Args:
        block_id: By which the block can be lifted.
        at: When, ISO 8601 in UTC.
    """

    block_id: str
    at: str


@dataclass(frozen=True, slots=True)
class Blocks:
    """Keeps blocks by keyed hashes, so that they outlive the blocked person's erasure.

    A block holds for the person and for the accounts that lead to them. Whoever is
    erased and returns by such an account has a new ``user_id``; when they claim the
    account, ``linked`` blocks the new one as well.

    Args:
        people: Where the records are kept.
        links: Which accounts lead to whom.
        key: Of the hashes.
        new_id: Makes a random id of a block.
    """

    people: RecordStore
    links: SourceLinks
    key: bytes = field(repr=False)
    new_id: Callable[[], str]

    @classmethod
    def from_secret(
        cls,
        people: RecordStore,
        links: SourceLinks,
        secret: str,
        new_id: Callable[[], str],
    ) -> Blocks:
        """Derive the key from a secret that serves something else as well."""
        key = hmac.digest(secret.encode(), b"soulmate blocks", "sha256")
        return cls(people, links, key, new_id)

    def block(self, blocker: str, blocked: str, now: datetime) -> None:
        """Block somebody, now and should they return; blocking twice is fine."""
        at = now.astimezone(UTC).isoformat(timespec="seconds")
        own = self._mark(blocked)
        # Random: a mark would show that two blocks hold the same person.
        record = self.people.get(blocker, f"{_BLOCK}#{own}") or {
            "of": self.new_id(),
            "at": at,
        }
        for mark in (own, *self.links.marks(blocked)):
            self._put(blocker, mark, record)

    def lift(self, blocker: str, block_id: str) -> bool:
        """Lift a block; tell whether there was one."""
        kept = self.people.records(blocker, _BLOCK)
        lifted = [kind for kind, record in kept.items() if record["of"] == block_id]
        for kind in lifted:
            self._remove(blocker, kind.partition("#")[2])
        return bool(lifted)

    def of(self, blocker: str) -> tuple[Block, ...]:
        """Return a person's blocks, the newest first."""
        at = {
            str(record["of"]): str(record["at"])
            for record in self.people.records(blocker, _BLOCK).values()
        }
        blocks = (Block(block_id, time) for block_id, time in at.items())
        return tuple(sorted(blocks, key=lambda b: (b.at, b.block_id), reverse=True))

    def blocked_users(
        self, user_id: str, records: Mapping[str, Record] | None = None
    ) -> BlockedUsers:
        """Return who must not meet a person, for one request.

        Args:
            user_id: The person.
            records: The person's own, where they have been read.
        """
        if records is None:
            records = self.people.records(user_id, _BLOCK)
        blocked = {
            kind.partition("#")[2] for kind in records if kind.startswith(f"{_BLOCK}#")
        }
        mark = self._mark(user_id)
        by = {
            kind.partition("#")[2]
            for kind in self.people.records(f"{_BLOCKED}#{mark}", _BY)
        }
        return BlockedUsers(frozenset(blocked), frozenset(by), self.key)

    def linked(self, user_id: str) -> None:
        """Let blocks follow an account that leads to somebody from now on.

        Whoever blocked the account blocks the person, who may have returned by it; and
        whoever blocked the person blocks the account.
        """
        marks = [self._mark(user_id), *self.links.marks(user_id)]
        for mark in marks:
            for kind in self.people.records(f"{_BLOCKED}#{mark}", _BY):
                blocker = kind.partition("#")[2]
                record = self.people.get(blocker, f"{_BLOCK}#{mark}")
                if record is None:
                    continue
                for other in marks:
                    self._put(blocker, other, record)

    def forget(self, blocker: str) -> None:
        """Remove the blocks that a person made; those of others stay."""
        for kind in self.people.records(blocker, _BLOCK):
            self._remove(blocker, kind.partition("#")[2])

    def _put(self, blocker: str, mark: str, record: Record) -> None:
        self.people.put(f"{_BLOCKED}#{mark}", f"{_BY}#{blocker}", {})
        self.people.put(blocker, f"{_BLOCK}#{mark}", record)

    def _remove(self, blocker: str, mark: str) -> None:
        # The blocker's own last: whoever goes on after a crash finds the other by it.
        self.people.remove(f"{_BLOCKED}#{mark}", f"{_BY}#{blocker}")
        self.people.remove(blocker, f"{_BLOCK}#{mark}")

    def _mark(self, user_id: str) -> str:
        return mark_of(user_id, self.key)


@dataclass(frozen=True, slots=True)
class BlockedUsers:
    """Who must not meet one person: whom they blocked, and who blocked them."""

    blocked: frozenset[str]
    blocked_by: frozenset[str]
    key: bytes = field(repr=False)

    def __contains__(self, user_id: str) -> bool:
        """Tell whether somebody must not meet the person."""
        return user_id in self.blocked_by or (
            bool(self.blocked) and mark_of(user_id, self.key) in self.blocked
        )


def mark_of(user_id: str, key: bytes) -> str:
    """Return the keyed hash by which a person is blocked."""
    return hmac.digest(key, user_id.encode(), "sha256").hex()
