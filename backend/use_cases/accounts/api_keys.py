"""Keys with which programs act for a person, as far as that person lets them."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal, get_args
from uuid import UUID

from backend.taste_profile import InvalidTopItemError, clean_name
from backend.use_cases.accounts.api_key_usage import KeyUses
from backend.use_cases.accounts.errors import (
    ApiKeyNotFoundError,
    TooManyApiKeysError,
)
from backend.use_cases.accounts.record_store import (
    Record,
    RecordStore,
    forget_words,
)

Scope = Literal["profile:read", "profile:write", "matches:read"]
SCOPES: tuple[Scope, ...] = get_args(Scope)

MAX_API_KEYS = 20
MAX_KEY_NAME_LENGTH = 80
_WORD = "key"
_KEY_ID = re.compile(r"[0-9a-f]{12}")
_TEXT = re.compile(
    rf"soulmate_([0-9a-f]{{32}})_({_KEY_ID.pattern})_([A-Za-z0-9_-]{{32,64}})"
)


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as its owner sees it later: never the key itself.

    Args:
        key_id: Names the key; 12 hexadecimal digits.
        name: What the owner calls it.
        scopes: What it may be used for.
        made_at: ISO 8601 in UTC.
        last_used_at: In which hour, ISO 8601 in UTC; ``None`` for never.
    """

    key_id: str
    name: str
    scopes: tuple[Scope, ...]
    made_at: str
    last_used_at: str | None = None


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """Who calls with a key, and what they may do."""

    user_id: str
    key_id: str
    scopes: tuple[Scope, ...]


@dataclass(frozen=True, slots=True)
class ApiKeys:
    """Makes, lists, revokes and recognises keys.

    A key is shown once. Its secret has 256 random bits, so a plain SHA-256 of it, which
    is kept, gives nothing away.

    Args:
        people: Where the records are kept.
        uses: When they were used.
        new_secret: Makes 256 random bits as URL-safe Base64.
    """

    people: RecordStore
    uses: KeyUses
    new_secret: Callable[[], str]

    def make(
        self, user_id: str, name: str, scopes: Collection[Scope], now: datetime
    ) -> tuple[str, ApiKey]:
        """Make a key; return its text, for this one time, and how it is listed.

        Raises:
            InvalidTopItemError: The name shows nothing or is too long.
            TooManyApiKeysError: The person has ``MAX_API_KEYS`` already.
        """
        shown = clean_name(name)
        if not 1 <= len(shown) <= MAX_KEY_NAME_LENGTH:
            raise InvalidTopItemError(
                "name", f"must have 1 to {MAX_KEY_NAME_LENGTH} characters"
            )
        if len(self.people.records(user_id, _WORD)) >= MAX_API_KEYS:
            raise TooManyApiKeysError(MAX_API_KEYS)
        secret = self.new_secret()
        key_id = _digest(secret)[:12]
        record: Record = {
            "name": shown,
            "scopes": " ".join(scope for scope in SCOPES if scope in scopes),
            "made_at": now.astimezone(UTC).isoformat(timespec="seconds"),
            "digest": _digest(secret),
        }
        self.people.put(user_id, _kind(key_id), record)
        text = f"soulmate_{UUID(user_id).hex}_{key_id}_{secret}"
        return text, _as_listed(_kind(key_id), record)

    def listed(self, user_id: str, now: datetime) -> tuple[ApiKey, ...]:
        """Return a person's keys, oldest first."""
        records = self.people.records(user_id, _WORD)
        uses = self.uses.of(user_id, now) if records else {}
        keys = [
            replace(key, last_used_at=uses.get(key.key_id))
            for key in (_as_listed(kind, record) for kind, record in records.items())
        ]
        return tuple(sorted(keys, key=lambda key: (key.made_at, key.key_id)))

    def revoke(self, user_id: str, key_id: str) -> None:
        """Make a key useless from now on.

        Raises:
            ApiKeyNotFoundError: The person has no such key.
        """
        is_id = _KEY_ID.fullmatch(key_id)
        if not is_id or not self.people.remove(user_id, _kind(key_id)):
            raise ApiKeyNotFoundError
        self.uses.forget(user_id, key_id)

    def forget(self, user_id: str) -> None:
        """Remove a user's keys, and when they were used."""
        forget_words(self.people, user_id, _WORD)
        # Afterwards: noting a use checks that the key is still there.
        self.uses.forget_all(user_id)

    def note_use(self, holder: KeyHolder, now: datetime) -> None:
        """Remember that a key is used."""
        user_id, key_id = holder.user_id, holder.key_id
        is_noted = self.uses.note(user_id, key_id, now)
        # Revoked, or its owner erased, before there was a use to forget.
        if is_noted and self.people.get(user_id, _kind(key_id)) is None:
            self.uses.forget(user_id, key_id)

    def holder(self, text: str) -> KeyHolder | None:
        """Return who holds a key; ``None`` for one that is forged or revoked."""
        parts = _TEXT.fullmatch(text)
        if parts is None:
            return None
        user_id = str(UUID(parts[1]))
        kind = _kind(parts[2])
        record = self.people.get(user_id, kind)
        kept = "" if record is None else str(record["digest"])
        if record is None or not hmac.compare_digest(kept, _digest(parts[3])):
            return None
        return KeyHolder(user_id, parts[2], _as_listed(kind, record).scopes)


def is_api_key(text: str) -> bool:
    """Return whether it looks like a key rather than a session."""
    return text.startswith("soulmate_")


def _kind(key_id: str) -> str:
    return f"{_WORD}#{key_id}"


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _as_listed(kind: str, record: Record) -> ApiKey:
    words = str(record["scopes"]).split()
    return ApiKey(
        key_id=kind.partition("#")[2],
        name=str(record["name"]),
        scopes=tuple(scope for scope in SCOPES if scope in words),
        made_at=str(record["made_at"]),
    )
