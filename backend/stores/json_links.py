"""Links from source accounts to users as JSON files, for one machine."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec

from backend.stores._whole_files import (
    exclusive,
    unavailable_on_os_error,
    write_whole,
)
from backend.use_cases.errors import StoreUnavailableError
from backend.use_cases.links import Link

_log = logging.getLogger(__name__)


class _KeptLink(msgspec.Struct):
    user_id: str


class JsonLinkStore:
    """One file per link, ``links/<link>.json``, for threads and processes.

    Args:
        folder: Holds ``links/``; made at the first claim.
    """

    def __init__(self, folder: Path) -> None:
        self._links = folder / "links"

    def holder(self, link: Link) -> str | None:
        """Return the user whom the link leads to, if any."""
        with unavailable_on_os_error():
            try:
                content = self._path(link).read_bytes()
            except FileNotFoundError:
                return None
        try:
            return msgspec.json.decode(content, type=_KeptLink).user_id
        except msgspec.DecodeError as error:
            # Claimed anew, it would split one person into two: somebody must look.
            _log.warning("%a is damaged: %s", str(self._path(link)), error)
            raise StoreUnavailableError("a link is damaged") from error

    def claim(self, link: Link, user_id: str) -> str:
        """Lead the link to a user unless it leads to one already; return whom."""
        with unavailable_on_os_error(), exclusive(self._links):
            holder = self.holder(link)
            if holder is not None:
                return holder
            write_whole(self._path(link), msgspec.json.encode(_KeptLink(user_id)))
        return user_id

    def _path(self, link: Link) -> Path:
        return self._links / f"{link}.json"
