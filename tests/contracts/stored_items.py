"""Items to keep, and ids that nobody has, for tests of stores."""

from __future__ import annotations

import uuid
from typing import Any

from backend.taste_profile import TopItem
from backend.use_cases.profiles.profile import ProfileItem

NOBODYS_IDS = [
    "",
    "nobody",
    "Björk",
    "..",
    "../profiles/0e8ee2b0-2c55-4d3e-9d4c-6f2d0c3a8a11",
    "0e8ee2b0-2c55-4d3e-9d4c-6f2d0c3a8a11/../x",
    "0E8EE2B0-2C55-4D3E-9D4C-6F2D0C3A8A11",
    "{0e8ee2b0-2c55-4d3e-9d4c-6f2d0c3a8a11}",
    "0e8ee2b02c554d3e9d4c6f2d0c3a8a11",
    "0e8ee2b0-2c55-4d3e-9d4c-6f2d0c3a8a11\n",
    "0e8ee2b0-2c55-4d3e-9d4c-6f2d0c3a8a11\0",
    "\N{ARABIC-INDIC DIGIT ZERO}e8ee2b0-2c55-4d3e-9d4c-6f2d0c3a8a11",
    "\ud800",
    "0" * 5_000,
]


def new_user_id() -> str:
    """Return an id that no other test uses."""
    return str(uuid.uuid4())


def profile_item(user_id: str | None = None, **changes: Any) -> ProfileItem:
    """Return a small item, with changes where a test cares."""
    values: dict[str, Any] = {
        "user_id": user_id or new_user_id(),
        "top_items": (TopItem(kind="artist", name="Kate Bush", rank=1),),
        "visibility": "open",
        "updated_at": "2026-11-20T12:00:00.000000Z",
    }
    return ProfileItem(**{**values, **changes})


def item_of_size(size: int, **changes: Any) -> ProfileItem:
    """Return an item that takes a little more than this many bytes."""
    return profile_item(display_name="x" * size, **changes)
