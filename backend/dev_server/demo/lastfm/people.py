"""Who asks the stand-in, and whom it knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from backend.taste_profile import TopItem


@dataclass(frozen=True, slots=True)
class ApiAccount:
    """The one API account that may ask.

    Args:
        api_key: Goes with every call.
        secret: Signs the exchange of a sign-in.
        name: Shown to people who sign in.
    """

    api_key: str
    secret: str = field(repr=False)
    name: str = "Music Soulmate Finder"


class InventedPerson(Protocol):
    """A person who does not exist."""

    @property
    def user_name(self) -> str:
        """Unique whatever its case, and what everybody may ask for."""

    @property
    def name(self) -> str:
        """As the sign-in page shows them."""

    @property
    def top_items(self) -> Sequence[TopItem]:
        """Artists and tracks of each time range, best first within a range."""
