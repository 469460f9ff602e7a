"""Tokens of the sign-in page: good once, for an hour, for one API account."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from backend.dev_server.demo.lastfm.refusals import RefusalError

TOKEN_LIFE = timedelta(minutes=60)


class SignIns:
    """Keeps tokens in memory; safe to use from several threads."""

    def __init__(
        self, now: Callable[[], datetime], new_secret: Callable[[], str]
    ) -> None:
        self._now = now
        self._new_secret = new_secret
        self._lock = threading.Lock()
        self._granted: dict[str, tuple[str, datetime]] = {}

    def grant(self, user_name: str) -> str:
        """Return a token for a person who has agreed."""
        token = self._new_secret()
        with self._lock:
            self._granted[token] = (user_name, self._now() + TOKEN_LIFE)
        return token

    def exchange(self, token: str) -> tuple[str, str]:
        """Use up a token and return the user's name and a session key.

        Raises:
            RefusalError: It was never granted, was used before, or is too old.
        """
        with self._lock:
            found = self._granted.pop(token, None)
        if found is None:
            raise RefusalError(4)
        user_name, ends_at = found
        if self._now() >= ends_at:
            raise RefusalError(15)
        return user_name, self._new_secret()
