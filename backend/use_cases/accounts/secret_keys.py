"""The two kinds of key that the service itself has, and how strong each must be.

The pseudonym key is what people and accounts are hashed with wherever they may not be
named: links, aliases, blocks, erasures, counters. Those hang on it, so it is never
replaced. Session keys sign sessions, and can be replaced at any time.
"""

from __future__ import annotations

MIN_KEY_BYTES = 32


class WeakKeyError(ValueError):
    """A key is missing or shorter than 32 bytes: refuse to start."""


def require_strong_key(key: str, name: str) -> str:
    """Return a key as it is.

    Args:
        key: Random, as text.
        name: What it is called.

    Raises:
        WeakKeyError: It is missing or too short.
    """
    if len(key.encode()) < MIN_KEY_BYTES:
        raise WeakKeyError(f"the {name} is shorter than {MIN_KEY_BYTES} bytes")
    return key
