"""What the stand-in needs to know: people who sign in, and what there is to hear."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from backend.taste_profile import TopItem


class InventedPerson(Protocol):
    """A person who does not exist; the stand-in makes its ids from ``person_id``."""

    @property
    def person_id(self) -> str:
        """Unique and lasting, in any form."""

    @property
    def name(self) -> str:
        """As others see it."""

    @property
    def top_items(self) -> Sequence[TopItem]:
        """Artists and tracks of each time range, best first within a range."""


class Recording(Protocol):
    """A track of an album, whether or not anybody listens to it."""

    @property
    def title(self) -> str:
        """As services list it."""

    @property
    def artists(self) -> tuple[str, ...]:
        """Main artist first; at least one."""

    @property
    def album(self) -> str:
        """The album that it first came out on."""

    @property
    def year(self) -> int:
        """When that was."""
