"""What callers send and get about their own taste profile."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct, field

from backend.http_api.fields import Name
from backend.taste_profile import (
    Muted,
    TimeRange,
    Visibility,
)
from backend.use_cases.profiles.choices import MAX_MUTED, Choices

MutedNames = Annotated[list[Name], Meta(max_length=MAX_MUTED)]


class Mute(Struct, forbid_unknown_fields=True, kw_only=True):
    """What shall not count; it replaces what was muted before."""

    artists: MutedNames = field(default_factory=list)
    genres: MutedNames = field(default_factory=list)
    sources: Annotated[list[Name], Meta(max_length=10)] = field(default_factory=list)

    def muted(self) -> Muted:
        """Return what shall not count."""
        return Muted(tuple(self.artists), tuple(self.genres), tuple(self.sources))


class ChangeChoices(Struct, forbid_unknown_fields=True, kw_only=True):
    """Change how you are seen; what is left out stays as it is."""

    visibility: Visibility | None = None
    display_name: Annotated[str, Meta(max_length=500)] | None = None
    named_artists: Annotated[list[Name], Meta(max_length=8)] | None = None
    muted: Mute | None = None

    def choices(self) -> Choices:
        """Return how the person wants to be seen."""
        return Choices(
            visibility=self.visibility,
            display_name=self.display_name,
            named_artists=self.named_artists,
            muted=None if self.muted is None else self.muted.muted(),
        )


class TopItemsQuery(Struct, forbid_unknown_fields=True, kw_only=True):
    """Which top items; without ``time_range`` those of all ranges."""

    time_range: TimeRange | None = None
    limit: Annotated[int, Meta(ge=1, le=50)] = 50


class SavedReply(Struct):
    """What was saved; ``has_little_data`` says that matches will be vague."""

    user_id: str
    is_new: bool
    visibility: Visibility
    display_name: str | None
    revision: int
    updated_at: str
    artists: int
    tracks: int
    genres: int
    has_little_data: bool


class DeletedReply(Struct):
    """The taste profile is gone."""

    user_id: str
    is_deleted: bool


class TopItemReply(Struct):
    """An artist or track as it is kept."""

    kind: str
    name: str
    artists: list[str]
    time_range: TimeRange
    rank: int | None
    plays: int | None
    genres: list[str]
    release_date: str | None
    links: dict[str, str]
    source: str
    fetched_at: str | None


class FeatureReply(Struct):
    """One axis of taste; ``weight`` is relative to the strongest of its kind."""

    name: str
    artist: str | None
    weight: float


class SavedSourceReply(Struct):
    """Where top items came from, whether it proved who you are, and when.

    ``is_invented`` where it was a stand-in of a demo world. What it said goes by itself
    at ``expires_at``, unless it is saved again.
    """

    source: str
    is_verified: bool
    saved_at: str
    is_invented: bool
    expires_at: str | None


class RefreshReply(Struct):
    """Where your listening is read again from time to time."""

    source: str
    user_name: str
    tried_at: str


class MutedReply(Struct):
    """What one does not want to count."""

    artists: list[str]
    genres: list[str]
    sources: list[str]


class TasteProfileReply(Struct):
    """All that is kept about your taste; ``refresh`` is the next of ``refreshes``."""

    user_id: str
    visibility: Visibility
    display_name: str | None
    named_artists: list[str]
    is_verified: bool
    revision: int
    updated_at: str
    refresh: RefreshReply | None
    muted: MutedReply
    refreshes: list[RefreshReply]
    sources: list[SavedSourceReply]
    top_items: list[TopItemReply]
    features: dict[str, list[FeatureReply]]


class TopItemsReply(Struct):
    """Top artists or top tracks."""

    user_id: str
    time_range: TimeRange | None
    items: list[TopItemReply]
