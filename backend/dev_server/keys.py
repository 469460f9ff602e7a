"""The keys of a server on one machine: files that only their owner can read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from backend.stores.files._atomic_files import exclusive, write_whole
from backend.stores.files.session_keys import JsonSessionKeyStore
from backend.use_cases.accounts.secret_keys import require_strong_key
from backend.use_cases.accounts.session_keys import SessionKey

_PSEUDONYM_KEY = "pseudonym_key"


def local_keys(
    folder: Path, new_key: Callable[[], SessionKey]
) -> tuple[str, JsonSessionKeyStore]:
    """Return the pseudonym key and the session keys of a data folder.

    What is missing is made.

    Args:
        folder: Where everything is kept; it is there.
        new_key: Makes a key that nobody has had.

    Raises:
        WeakKeyError: A key is too short to be safe.
    """
    sessions = JsonSessionKeyStore(folder)
    sessions.begin(new_key())
    file = folder / _PSEUDONYM_KEY
    with exclusive(folder):
        if not file.exists():
            write_whole(file, new_key().secret.encode())
    return require_strong_key(file.read_text().strip(), "pseudonym key"), sessions
