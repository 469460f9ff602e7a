"""Profiles as JSON files, for one machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from backend.stores._item_limits import encode_admitted, is_user_id
from backend.stores.files._atomic_files import (
    exclusive,
    sync_folder,
    unavailable_on_os_error,
    write_whole,
)
from backend.stores.files._folder_listing import SUFFIX, FolderListing, Stamp
from backend.stores.files._listed_profiles import read_listed
from backend.stores.files._profile_files import (
    ForeignFileError,
    read_content,
    read_head,
    read_item,
    read_outline,
    read_stamp,
)
from backend.stores.files._quarantine import SetAsideFolder
from backend.taste_profile import ListedItem
from backend.use_cases.profiles.errors import (
    ProfileNotFoundError,
    RevisionConflictError,
)
from backend.use_cases.profiles.profile import (
    ProfileHead,
    ProfileItem,
    ProfileOutline,
)
from backend.use_cases.profiles.record import to_record

_KEPT_HEADS = 20_000
"""How many stay in memory, at about a kilobyte each."""

PartT = TypeVar("PartT", bound=ProfileHead)


class JsonProfileStore:
    """One file per user, ``profiles/<user_id>.json``, for threads and processes.

    A save writes a file beside, makes it durable and renames it over the old one
    while it holds ``profiles/.lock``; so a reader, who needs no lock, finds the old
    item or the new one, even after ``kill -9``. When the operating system refuses
    (full disk, no permission), ``StoreUnavailableError`` is raised and the old item
    stays.

    What is no profile file, or no longer readable as one, is moved to ``set-aside/``
    with a warning, and counts as not there. Deleting a user also removes what was
    set aside under that name. An id that is no canonical UUID is nobody's.

    Args:
        folder: Holds ``profiles/`` and ``set-aside/``; made at the first save.
    """

    def __init__(self, folder: Path) -> None:
        self._profiles = folder / "profiles"
        self._aside = SetAsideFolder(folder / "set-aside")
        self._listing = FolderListing(self._profiles, self._set_foreign_aside)
        self._heads: dict[str, tuple[Stamp, ProfileHead]] = {}
        self._stamps: Mapping[str, object] = {}

    def get(self, user_id: str) -> ProfileItem:
        """Return the newest item, whichever process wrote it."""
        item = self._read(user_id) if is_user_id(user_id) else None
        if item is None:
            raise ProfileNotFoundError(user_id)
        return item

    def head(self, user_id: str) -> ProfileHead:
        """Return the newest item without its top items; a few times as quick.

        A user's file is read again only when it is another one, as after every save.
        """
        if not is_user_id(user_id):
            raise ProfileNotFoundError(user_id)
        with unavailable_on_os_error():
            # Taken before the file is read: of whatever comes between, it is too old.
            stamp = read_stamp(self._path(user_id))
        known = self._heads.get(user_id)
        if known is not None and known[0] == stamp:
            return known[1]
        self._heads.pop(user_id, None)
        head = self._in_part(user_id, read_head)
        if stamp is not None and len(self._heads) < _KEPT_HEADS:
            self._heads[user_id] = (stamp, head)
        return head

    def outline(self, user_id: str) -> ProfileOutline | ProfileItem:
        """Return the newest item with what counts of its top items.

        Several times as quick as all of it: nothing is checked but types.
        """
        return self._in_part(user_id, read_outline)

    def _in_part(
        self, user_id: str, read: Callable[[Path, str], PartT | None]
    ) -> PartT | ProfileItem:
        if not is_user_id(user_id):
            raise ProfileNotFoundError(user_id)
        with unavailable_on_os_error():
            try:
                part = read(self._path(user_id), user_id)
            except ForeignFileError:
                # Reading it whole sets it aside if it is foreign indeed.
                return self.get(user_id)
        if part is None:
            raise ProfileNotFoundError(user_id)
        return part

    def listed(self, user_id: str) -> tuple[ProfileHead, Sequence[ListedItem]] | None:
        """Return the newest item's head and the items that count; ``None`` without one.

        The same as ``get`` tells, several times as quick where nothing is unusual.
        """
        with unavailable_on_os_error(), suppress(ForeignFileError):
            content = read_content(self._path(user_id))
            if content is None:
                return None
            listed = read_listed(content)
            if listed is not None and listed[0].user_id == user_id:
                return listed
        item = self._read(user_id)
        return None if item is None else (item, item.counted_items)

    def heads(self, user_ids: Sequence[str]) -> Mapping[str, ProfileHead]:
        """Return them without their top items."""
        found = {}
        for user_id in user_ids:
            with suppress(ProfileNotFoundError):
                found[user_id] = self.head(user_id)
        return found

    def put(self, item: ProfileItem, *, expected_revision: int | None) -> None:
        """Keep the item whole or not at all, if the expected revision is kept."""
        content = encode_admitted(to_record(item))
        with unavailable_on_os_error(), exclusive(self._profiles):
            if self._revision(item.user_id) != expected_revision:
                kept = self._read_or_set_aside(item.user_id)
                if kept is not None or expected_revision is not None:
                    raise RevisionConflictError(item.user_id, expected_revision)
            write_whole(self._path(item.user_id), content)

    def delete(self, user_id: str, *, expected_revision: int | None = None) -> None:
        """Remove the item and whatever was set aside under its name."""
        if not is_user_id(user_id):
            return
        path = self._path(user_id)
        with unavailable_on_os_error(), exclusive(self._profiles):
            kept = None if expected_revision is None else self._revision(user_id)
            if kept not in (None, expected_revision):
                raise RevisionConflictError(user_id, expected_revision)
            try:
                path.unlink(missing_ok=True)
            except IsADirectoryError:
                self._aside.take_in(path, "not a regular file")
            self._aside.forget(path.name)
            sync_folder(self._profiles)

    def stalest(self, source: str, before: str, n: int) -> list[str]:
        """Return who may be refreshed; looks into every file."""
        waiting = []
        for user_id in self.revisions():
            try:
                refresh = self.head(user_id).refresh
            except ProfileNotFoundError:
                continue
            if refresh and refresh.source == source and refresh.tried_at < before:
                waiting.append((refresh.tried_at, user_id))
        return [user_id for _, user_id in sorted(waiting)[:n]]

    def expired(self, by: str, n: int) -> list[str]:
        """Return of whom a source has expired; looks into every file."""
        found = []
        for user_id in self.revisions():
            try:
                expires_at = self.head(user_id).expires_at
            except ProfileNotFoundError:
                continue
            if expires_at and expires_at < by:
                found.append((expires_at, user_id))
        return [user_id for _, user_id in sorted(found)[:n]]

    def revisions(self) -> Mapping[str, object]:
        """Return user_id to stamp; the same object as long as nothing changed.

        Cost:
            One ``stat`` of the folder while nothing changes, one per file after.
        """
        with unavailable_on_os_error():
            stamps = self._listing.stamps()
        if stamps is not self._stamps:
            # Nothing stays of users who have left.
            for user_id in self._heads.keys() - stamps.keys():
                self._heads.pop(user_id, None)
            self._stamps = stamps
        return stamps

    def scan(self) -> Iterator[ProfileItem]:
        """Yield the items of the users that are there when it starts."""
        for user_id in self.revisions():
            item = self._read(user_id)
            if item is not None:
                yield item

    def _revision(self, user_id: str) -> int | None:
        try:
            head = read_head(self._path(user_id), user_id)
        except ForeignFileError:
            self._read_or_set_aside(user_id)
            return None
        return None if head is None else head.revision

    def _path(self, user_id: str) -> Path:
        return self._profiles / f"{user_id}{SUFFIX}"

    def _read(self, user_id: str) -> ProfileItem | None:
        with unavailable_on_os_error():
            try:
                return read_item(self._path(user_id), user_id)
            except ForeignFileError:
                # Another process may be replacing it: look again as the only writer.
                with exclusive(self._profiles):
                    return self._read_or_set_aside(user_id)

    def _read_or_set_aside(self, user_id: str) -> ProfileItem | None:
        path = self._path(user_id)
        try:
            return read_item(path, user_id)
        except ForeignFileError as error:
            self._aside.take_in(path, str(error))
            return None

    def _set_foreign_aside(self, names: list[str]) -> None:
        with exclusive(self._profiles):
            for name in names:
                user_id = name.removesuffix(SUFFIX)
                if name == f"{user_id}{SUFFIX}" and is_user_id(user_id):
                    # By now it may have become a profile file: look again.
                    self._read_or_set_aside(user_id)
                else:
                    self._aside.take_in(self._profiles / name, "not a profile file")
