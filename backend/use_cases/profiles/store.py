"""Where profiles are kept: what the use cases need of any store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from backend.use_cases.profiles.profile import ProfileHead, ProfileItem, ProfileOutline


class ProfileReader(Protocol):
    """Reads what is kept, one item per user."""

    def get(self, user_id: str) -> ProfileItem:
        """Return the newest item.

        Raises:
            ProfileNotFoundError: There is none, or it cannot be read as one.
        """

    def head(self, user_id: str) -> ProfileHead:
        """Return the newest item without its top items, and so more quickly.

        Raises:
            ProfileNotFoundError: There is none, or it cannot be read.
        """

    def outline(self, user_id: str) -> ProfileOutline | ProfileItem:
        """Return the newest item, perhaps with no more of its top items than counts.

        Raises:
            ProfileNotFoundError: There is none, or it cannot be read.
        """

    def heads(self, user_ids: Sequence[str]) -> Mapping[str, ProfileHead]:
        """Return the newest items of at most 100 people without their top items.

        Items that are missing, or cannot be read, are not among them.
        """

    def stalest(self, source: str, before: str, n: int) -> list[str]:
        """Return who may be refreshed, the longest wait first.

        Args:
            source: Where the first of their agreements leads: nobody is listed at two
                sources at once.
            before: Only who was last tried before this time: ISO 8601 in UTC.
            n: How many at most.
        """

    def expired(self, by: str, n: int) -> list[str]:
        """Return the users with an expired source, the longest ago first.

        Args:
            by: Only what expired before this time: ISO 8601 in UTC.
            n: How many people at most.
        """

    def revisions(self) -> Mapping[str, object]:
        """Return every kept ``user_id`` with a stamp that differs after each change."""

    def scan(self) -> Iterator[ProfileItem]:
        """Yield every readable item once, in no order, page by page."""


class ProfileStore(ProfileReader, Protocol):
    """Keeps one item per user."""

    def put(self, item: ProfileItem, *, expected_revision: int | None) -> None:
        """Keep the item whole or not at all, if the kept revision is the expected one.

        Args:
            item: Replaces whatever is kept under its ``user_id``.
            expected_revision: The revision it replaces; ``None`` when there must be
                no item yet.

        Raises:
            RevisionConflictError: Another revision, or none, or any, is kept.
            ProfileTooLargeError: The record takes more than ``MAX_ITEM_BYTES``.
        """

    def delete(self, user_id: str, *, expected_revision: int | None = None) -> None:
        """Remove the item; removing what is not there is no error.

        Args:
            user_id: Whose.
            expected_revision: The one that may go; ``None`` for whichever is there.

        Raises:
            RevisionConflictError: Another revision than the expected one is kept.
        """


class Profiles(ProfileReader, Protocol):
    """Everybody's profiles; changes keep what users were promised."""

    def replace(self, before: ProfileHead | None, after: ProfileItem) -> None:
        """Keep an item in place of the one that was read, and note what it allows.

        Args:
            before: What was kept when it was read; ``None`` when nothing was.
            after: What is kept from now on.

        Raises:
            RevisionConflictError: Something else is kept by now.
            ProfileTooLargeError: The record takes more than ``MAX_ITEM_BYTES``.
            ErasedError: The person was erased; nothing of this stays.
        """

    def delete(self, user_id: str, *, expected_revision: int | None = None) -> None:
        """Remove the item, as ``ProfileStore.delete`` does."""
