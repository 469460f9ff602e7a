"""Session keys: what sessions are signed with, and how a process learns of new ones."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Protocol

from backend.use_cases.accounts.secret_keys import WeakKeyError, require_strong_key
from backend.use_cases.errors import StoreUnavailableError

KNOWN_FOR = timedelta(minutes=10)
"""For so long a process goes by what it knows, unless it meets a key it does not."""

SOUGHT_EVERY = timedelta(minutes=1)
"""How soon unknown key ids, which anybody can invent, may be looked for again."""

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SessionKey:
    """One key.

    Args:
        key_id: Named by every token that it signs.
        secret: At least 32 bytes.

    Raises:
        WeakKeyError: The secret is missing or too short.
    """

    key_id: str
    secret: str = field(repr=False)

    def __post_init__(self) -> None:
        require_strong_key(self.secret, "session key")


class SessionKeyStore(Protocol):
    """Keeps the key that signs, and the one before it, which is still good."""

    def current(self) -> SessionKey:
        """Return the key that signs.

        Raises:
            WeakKeyError: It is missing or too short.
            StoreUnavailableError: It cannot be had just now.
        """

    def kept(self) -> tuple[SessionKey, ...]:
        """Return the current key and then, if there is one, the one before it.

        Raises:
            WeakKeyError: One of them is missing or too short.
            StoreUnavailableError: They cannot be had just now.
        """

    def replace(self, known_id: str, new: SessionKey) -> bool:
        """Make a new key current, and the current one the one before it.

        Args:
            known_id: Of the key to replace: of any number of callers at once who know
                the same, one does it.
            new: With an id that no key has had, of 32 to 64 characters.

        Returns:
            Whether the new one is current now; ``False`` when yet another is.
        """


class SessionKeys:
    """The session keys as one process knows them, for threads.

    They are read again when a token names a key that is not known, so that a rotation
    is noticed by its first session. Invented key ids cause one such read a minute and
    no more; a session that is under a newer key in that minute is refused.
    They are also read again when they are old, so that a key that was replaced twice is
    soon good nowhere.

    Args:
        first: The current key, which has just been read.
        store: Where keys are read again.
    """

    def __init__(self, first: SessionKey, store: SessionKeyStore) -> None:
        self._store = store
        self._known: tuple[SessionKey, ...] = (first,)
        self._lock = Lock()
        self._old_at: datetime | None = None
        self._sought_at: datetime | None = None
        self._is_readable = True

    def current(self, now: datetime) -> SessionKey:
        """Return the key that signs."""
        with self._lock:
            self._renew(now)
            return self._known[0]

    def find(self, key_id: str, now: datetime) -> SessionKey | None:
        """Return the key of an id, if it is still good.

        Raises:
            StoreUnavailableError: The id is not known, and cannot be looked for.
        """
        with self._lock:
            self._renew(now)
            key = self._named(key_id)
            if key is None:
                self._seek(now)
                key = self._named(key_id)
            return key

    def _named(self, key_id: str) -> SessionKey | None:
        return next((key for key in self._known if key.key_id == key_id), None)

    def _seek(self, now: datetime) -> None:
        if self._sought_at is None or now - self._sought_at >= SOUGHT_EVERY:
            self._sought_at = now
            self._is_readable = self._read(now)
        if not self._is_readable:
            raise StoreUnavailableError("session keys cannot be read")

    def _renew(self, now: datetime) -> None:
        if self._old_at is None:
            self._old_at = now + KNOWN_FOR
        elif now >= self._old_at:
            # Whatever comes of it: not again with the next request.
            self._old_at = now + SOUGHT_EVERY
            self._read(now)

    def _read(self, now: datetime) -> bool:
        """Read the keys; on failure, go on with those that are known."""
        try:
            self._known = self._store.kept()
        except (StoreUnavailableError, WeakKeyError) as error:
            _logger.error("session keys cannot be read: %s", type(error).__name__)
            return False
        self._old_at = now + KNOWN_FOR
        return True
