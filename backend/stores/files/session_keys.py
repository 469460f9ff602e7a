"""Session keys in one JSON file, for one machine."""

from __future__ import annotations

from pathlib import Path

import msgspec

from backend.stores.files._atomic_files import (
    exclusive,
    unavailable_on_os_error,
    write_whole,
)
from backend.use_cases.accounts.secret_keys import WeakKeyError
from backend.use_cases.accounts.session_keys import SessionKey

_NAME = "session_keys.json"


class JsonSessionKeyStore:
    """``session_keys.json``: the current key, then the one before it; its owner's only.

    Args:
        folder: Holds the file.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / _NAME

    def begin(self, key: SessionKey) -> None:
        """Keep the first key, unless there are keys already."""
        with unavailable_on_os_error(), exclusive(self._file.parent):
            if not self._file.exists():
                self._write((key,))

    def current(self) -> SessionKey:
        """Return the key that signs."""
        return self.kept()[0]

    def kept(self) -> tuple[SessionKey, ...]:
        """Return the current key and then, if there is one, the one before it."""
        with unavailable_on_os_error():
            content = self._file.read_bytes()
        try:
            keys = msgspec.json.decode(content, type=tuple[SessionKey, ...])
        except msgspec.DecodeError as error:
            # What the file holds is quoted nowhere.
            raise WeakKeyError(f"{self._file} does not hold session keys") from error
        if not keys:
            raise WeakKeyError(f"{self._file} holds no session key")
        return keys

    def replace(self, known_id: str, new: SessionKey) -> bool:
        """Make a new key current, and the current one the one before it."""
        with unavailable_on_os_error(), exclusive(self._file.parent):
            current = self.current()
            if current.key_id != known_id:
                return False
            self._write((new, current))
        return True

    def _write(self, keys: tuple[SessionKey, ...]) -> None:
        write_whole(self._file, msgspec.json.encode(keys))
