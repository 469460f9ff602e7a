"""Blocks: two people who never meet here, because one of them wants it so."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from backend.use_cases.accounts.record_store import (
    Change,
    Check,
    Put,
    Record,
    RecordStore,
    Remove,
    change_in_groups,
)
from backend.use_cases.accounts.source_links import SourceLinks

_BLOCK = "block"
_BLOCKED = "blocked"
_BY = "by"


@dataclass(frozen=True, slots=True)
class Block:
    """A block against one person; who that is, is not kept.

    Args:
        block_id: By which the block can be lifted.
        at: When, ISO 8601 in UTC.
    """

    block_id: str
    at: str


@dataclass(frozen=True, slots=True)
class Blocks:
    """Keeps blocks by keyed hashes, so that they outlive the blocked person's erasure.

    A block holds for the person and for the accounts that lead to them. A person who
    is erased and returns by such an account has a new ``user_id``; when they claim the
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

    def block(
        self,
        blocker: str,
        blocked: str,
        now: datetime,
        *,
        ends: Sequence[Change] = (),
    ) -> None:
        """Block a person, now and after a return; blocking twice is fine.

        Args:
            blocker: Who blocks.
            blocked: Whom.
            now: The time.
            ends: What ends together with the beginning of the block.
        """
        at = now.astimezone(UTC).isoformat(timespec="seconds")
        own = self._mark(blocked)
        # Random: a mark would show that two blocks hold the same person.
        record = self.people.get(blocker, f"{_BLOCK}#{own}") or {
            "of": self.new_id(),
            "at": at,
        }
        marks = self.links.marks(blocked)
        change_in_groups(
            self.people,
            (
                (*ends, *_blocked(blocker, own, record)),
                *(_blocked(blocker, mark, record) for mark in marks),
            ),
        )

    def lift(self, blocker: str, block_id: str) -> bool:
        """Lift a block; return whether there was one."""
        kept = self.people.records(blocker, _BLOCK)
        lifted = [kind for kind, record in kept.items() if record["of"] == block_id]
        self._remove(blocker, lifted)
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
        """Let blocks follow an account that leads to a user from now on.

        A user who blocked the account blocks the person, who may have returned by it;
        a user who blocked the person blocks the account.
        """
        marks = [self._mark(user_id), *self.links.marks(user_id)]
        for mark in marks:
            for kind in self.people.records(f"{_BLOCKED}#{mark}", _BY):
                blocker = kind.partition("#")[2]
                record = self.people.get(blocker, f"{_BLOCK}#{mark}")
                if record is None:
                    continue
                stands = Check(blocker, f"{_BLOCK}#{mark}", "present")
                for other in marks:
                    if other != mark:
                        followed = _blocked(blocker, other, record)
                        self.people.change_together((stands, *followed))

    def forget(self, blocker: str) -> None:
        """Remove the blocks that a person made; those of others stay."""
        self._remove(blocker, self.people.records(blocker, _BLOCK))

    def _remove(self, blocker: str, kinds: Iterable[str]) -> None:
        marks = (kind.partition("#")[2] for kind in kinds)
        change_in_groups(self.people, (_lifted(blocker, mark) for mark in marks))

    def _mark(self, user_id: str) -> str:
        return mark_of(user_id, self.key)


def _blocked(blocker: str, mark: str, record: Record) -> tuple[Change, ...]:
    return (
        Put(f"{_BLOCKED}#{mark}", f"{_BY}#{blocker}", {}),
        Put(blocker, f"{_BLOCK}#{mark}", record),
    )


def _lifted(blocker: str, mark: str) -> tuple[Change, ...]:
    return (
        Remove(f"{_BLOCKED}#{mark}", f"{_BY}#{blocker}"),
        Remove(blocker, f"{_BLOCK}#{mark}"),
    )


@dataclass(frozen=True, slots=True)
class BlockedUsers:
    """Who must not meet one person: whom they blocked, and who blocked them."""

    blocked: frozenset[str]
    blocked_by: frozenset[str]
    key: bytes = field(repr=False)

    def __contains__(self, user_id: str) -> bool:
        """Return whether a user must not meet the person."""
        return user_id in self.blocked_by or (
            bool(self.blocked) and mark_of(user_id, self.key) in self.blocked
        )


def mark_of(user_id: str, key: bytes) -> str:
    """Return the keyed hash by which a person is blocked."""
    return hmac.digest(key, user_id.encode(), "sha256").hex()
