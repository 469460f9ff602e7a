"""Change a kept item although others may save it at the same time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from backend.use_cases.profiles.errors import RevisionConflictError
from backend.use_cases.profiles.profile import (
    ProfileHead,
    ProfileItem,
)
from backend.use_cases.profiles.store import Profiles

ATTEMPTS = 5

KeptT = TypeVar("KeptT", bound=ProfileHead | None)


def update_with_retry(
    read: Callable[[], KeptT],
    changed: Callable[[KeptT], ProfileItem],
    profiles: Profiles,
) -> tuple[KeptT, ProfileItem]:
    """Put a changed item in place of the one that was read; begin anew on a conflict.

    Args:
        read: Returns what is kept now; ``None`` where nothing is.
        changed: Makes the item that replaces it.
        profiles: Where it is kept.

    Returns:
        What was kept before, and what is now.

    Raises:
        RevisionConflictError: Others saved in between, ``ATTEMPTS`` times.
        SoulmateError: Whatever ``read`` and ``changed`` raise; nothing was put.
    """
    for attempt in range(ATTEMPTS):
        kept = read()
        item = changed(kept)
        try:
            profiles.replace(kept, item)
        except RevisionConflictError:
            if attempt == ATTEMPTS - 1:
                raise
        else:
            break
    return kept, item
