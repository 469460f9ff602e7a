"""What the stand-in needs to know: people who listen, and artists with their music."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from backend.taste_profile import TopItem


class InventedPerson(Protocol):
    """A person who does not exist."""

    @property
    def user_name(self) -> str:
        """Unique, whatever the case."""

    @property
    def top_items(self) -> Sequence[TopItem]:
        """Artists and tracks of each time range, best first within a range."""


class Recording(Protocol):
    """A track of an album."""

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


class KnownArtist(Protocol):
    """An artist whom MusicBrainz knows, whether or not anybody here listens."""

    @property
    def name(self) -> str:
        """Unique."""

    @property
    def genres(self) -> Sequence[str]:
        """Most agreed first."""

    @property
    def tracks(self) -> Sequence[Recording]:
        """What there is to hear."""
