"""Links: whose a source's account is, kept so that nobody can read the account."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import NewType, Protocol

Link = NewType("Link", str)
"""64 hexadecimal characters that stand for one account at one source."""


@dataclass(frozen=True, slots=True)
class Linker:
    """Makes links with a secret key: from the kept link nobody learns the account."""

    key: bytes

    @classmethod
    def from_secret(cls, secret: str) -> Linker:
        """Derive the key from a secret that serves something else as well."""
        return cls(hmac.digest(secret.encode(), b"soulmate links", "sha256"))

    def link(self, source: str, account: str) -> Link:
        """Return the link of an account; the same account gives the same link."""
        text = f"{source}|{account}".encode()
        return Link(hmac.digest(self.key, text, "sha256").hex())


class LinkStore(Protocol):
    """Keeps which user an account belongs to; a link never moves to another user."""

    def holder(self, link: Link) -> str | None:
        """Return the ``user_id`` that the link leads to, or ``None``."""

    def claim(self, link: Link, user_id: str) -> str:
        """Lead the link to a user unless it leads to one already.

        Returns:
            The ``user_id`` it leads to now: of any number of callers at once, one
            wins and all are told who.
        """
