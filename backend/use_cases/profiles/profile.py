"""What is kept of one user: top items, where they came from, and choices."""

from __future__ import annotations

from dataclasses import dataclass, field

from backend.taste_profile import (
    ListedItem,
    Muted,
    TopItem,
    Visibility,
    unmuted,
)

ITEM_SCHEMA = 1


MAX_ITEM_BYTES = 380_000
"""DynamoDB refuses items above 400 KB; every store refuses earlier, alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refresh:
    """Where a user's listening may be read again from time to time, as they agreed.

    Args:
        source: The source's key.
        user_name: The public name there.
        tried_at: When it was last read, or tried to be: ISO 8601 in UTC. Its turn
            comes by this time, so a try that a source cut short may move it.
        misses: How many turns in a row found nobody by the name, or nothing public.
    """

    source: str
    user_name: str
    tried_at: str
    misses: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSource:
    """One source of a user's top items.

    Args:
        source: The source's key, as top items have it.
        is_verified: Whether it proved who listens.
        saved_at: When its top items were last saved: ISO 8601 in UTC.
        is_invented: Whether it was a stand-in, whose people do not exist.
        expires_at: When what it said goes by itself: ISO 8601 in UTC; ``None`` for
            never.
    """

    source: str
    is_verified: bool
    saved_at: str
    is_invented: bool = False
    expires_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileHead:
    """All of a user's kept item but the top items.

    Args:
        user_id: A random UUID in canonical form.
        visibility: ``hidden``, ``anonymous`` or ``open``.
        display_name: Shown when open; ``None`` when not given.
        named_artists: At most 8 artist names that an anonymous user allows to be named.
        is_verified: Whether every source proved who listens.
        sources: Where the top items came from, the newest last.
        revision: Counts the saves, from 1.
        updated_at: ISO 8601 in UTC.
        refreshes: Where it may be read again, at most once of each source, whichever
            waits longest first.
        muted: What the user does not want to count.
    """

    user_id: str
    visibility: Visibility
    display_name: str | None = None
    named_artists: tuple[str, ...] = ()
    is_verified: bool = False
    sources: tuple[SavedSource, ...] = ()
    revision: int = 1
    updated_at: str
    refreshes: tuple[Refresh, ...] = ()
    muted: Muted = field(default_factory=Muted)

    @property
    def refresh(self) -> Refresh | None:
        """The agreement whose turn comes first; ``None`` without any."""
        return self.refreshes[0] if self.refreshes else None

    @property
    def expires_at(self) -> str | None:
        """When the first of the sources expires; ``None`` without any that does."""
        return min((s.expires_at for s in self.sources if s.expires_at), default=None)

    @property
    def named_items(self) -> tuple[TopItem, ...]:
        """The artists that an anonymous user allows to be named, as likes."""
        named = (TopItem(kind="artist", name=name) for name in self.named_artists)
        return unmuted(named, Muted(artists=self.muted.artists))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileOutline(ProfileHead):
    """One user's kept item, of whose top items no more is read than counts.

    Args:
        listed_items: The top items in their order, muted ones included.
    """

    listed_items: tuple[ListedItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileItem(ProfileHead):
    """One user's kept item: the raw top items and who may see them.

    Args:
        top_items: What the sources gave, in their order.
    """

    top_items: tuple[TopItem, ...]

    @property
    def counted_items(self) -> tuple[TopItem, ...]:
        """The top items without what is muted: all that a taste is made of."""
        return unmuted(self.top_items, self.muted)

    @property
    def listed_items(self) -> tuple[ListedItem, ...]:
        """What the taste is made of."""
        return self.counted_items

    @property
    def shown_items(self) -> tuple[TopItem, ...]:
        """What others may find the person by.

        For an anonymous user it is the artists that they named, as likes, and nothing
        else: no score, order or presence can then give away more, however often and
        by whatever caller it is requested.
        """
        if self.visibility != "anonymous":
            return self.counted_items
        return self.named_items
