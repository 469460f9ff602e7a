"""The keys of a server on one machine: files that only their owner can read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from backend.stores.files._atomic_files import exclusive, write_whole
from backend.stores.files.session_keys import JsonSessionKeyStore
from backend.use_cases.accounts.secret_keys import require_strong_key
from backend.use_cases.accounts.session_keys import SessionKey

_PSEUDONYM_KEY = "pseudonym_key"
_ONE_FOR_ALL = "signing_key"
_ITS_ID = "local"


def local_keys(
    folder: Path, new_key: Callable[[], SessionKey]
) -> tuple[str, JsonSessionKeyStore]:
    """Return the pseudonym key and the session keys of a data folder.

    What is missing is made. Where one ``signing_key`` did both, it becomes the
    pseudonym key, for people hang on it; its sessions are good until a rotation.

    Args:
        folder: Where everything is kept; it is there.
        new_key: Makes a key that nobody has had.

    Raises:
        WeakKeyError: A key is too short to be safe.
    """
    sessions = JsonSessionKeyStore(folder)
    file, one_for_all = folder / _PSEUDONYM_KEY, folder / _ONE_FOR_ALL
    keys = [new_key()]
    # It goes away at any moment: another process may have just come so far.
    with suppress(FileNotFoundError):
        keys.append(SessionKey(_ITS_ID, one_for_all.read_text().strip()))
    sessions.begin(*keys)
    with exclusive(folder):
        if not file.exists() and one_for_all.exists():
            one_for_all.rename(file)
        elif not file.exists():
            write_whole(file, new_key().secret.encode())
    return require_strong_key(file.read_text().strip(), "pseudonym key"), sessions
