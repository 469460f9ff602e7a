"""What the use cases need from the outside, and the item that crosses the border."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal, Protocol, TypeVar

from backend.taste_profile import (
    BlockWeights,
    Match,
    Muted,
    Statistics,
    TasteVector,
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
        expires_at: When what it told goes by itself: ISO 8601 in UTC; ``None`` for
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
    def shown_items(self) -> tuple[TopItem, ...]:
        """What others may find the person by.

        Of somebody anonymous it is the artists that they named, as likes, and nothing
        else: no score, order or presence can then tell more, however often and by
        whomever it is asked for.
        """
        if self.visibility != "anonymous":
            return self.counted_items
        named = (TopItem(kind="artist", name=name) for name in self.named_artists)
        return unmuted(named, Muted(artists=self.muted.artists))


class ProfileStore(Protocol):
    """Keeps one item per user."""

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

    def heads(self, user_ids: Sequence[str]) -> Mapping[str, ProfileHead]:
        """Return the newest items of at most 100 people without their top items.

        Whoever is not there, or cannot be read, is not among them.
        """

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

    def stalest(self, source: str, before: str, n: int) -> list[str]:
        """Return who may be refreshed, whoever waits longest first.

        Args:
            source: Where the first of their agreements leads: nobody is listed at two
                sources at once.
            before: Only who was last tried before this time: ISO 8601 in UTC.
            n: How many at most.
        """

    def expired(self, by: str, n: int) -> list[str]:
        """Return of whom a source has expired, the longest ago first.

        Args:
            by: Only what expired before this time: ISO 8601 in UTC.
            n: How many people at most.
        """

    def revisions(self) -> Mapping[str, object]:
        """Return every kept ``user_id`` with a stamp that differs after each change."""

    def scan(self) -> Iterator[ProfileItem]:
        """Yield every readable item once, in no order, page by page."""


WeightedUser = tuple[str, BlockWeights, float]
"""``user_id``, weights before idf, and the local scale under some statistics."""


class CandidateIndex(Protocol):
    """Finds who may be ranked for a viewer, under one version of the statistics."""

    def nominate(self, viewer: TasteVector, n: int) -> list[str]:
        """Return the ``user_id`` of the first n of the viewer's ranking, in order.

        Existing people only, nobody twice, never the viewer.
        """

    def match(self, viewer: TasteVector, user_id: str) -> Match | None:
        """Return a user as a match of the viewer, exactly; ``None`` if not in."""


class FilledIndex(CandidateIndex, Protocol):
    """An index in memory that somebody fills.

    One writer at a time, any number of readers; a reader sees one moment, whole.
    """

    def nominate(
        self, viewer: TasteVector, n: int, *, exclude: Container[str] = ()
    ) -> list[str]:
        """Return the ``user_id`` of the first n of the ranking who are not excluded."""

    def put_all(self, users: Iterable[WeightedUser]) -> None:
        """Add users, or replace them."""

    def remove(self, user_id: str) -> None:
        """Take a user out; nothing happens when they are not in."""

    def vector(self, user_id: str) -> TasteVector | None:
        """Return a user's vector, exactly as the vectorizer made it."""


People = Literal["all", "verified", "unverified"]
"""Whom a ranking is of. ``all`` ranks who proved who they are, then, apart, the others:
however many fakes are made, they displace nobody real."""


@dataclass(frozen=True, slots=True)
class Nominations:
    """The beginning of somebody's ranking.

    Args:
        user_ids: In order: who proved who they are first, then the others.
        verified: How many of them, at the front, proved who they are.
        is_complete: Whether all was read that should be; ``False`` when it stopped
            short, so that somebody near may be missing.
    """

    user_ids: Sequence[str]
    verified: int
    is_complete: bool = True


class Community(Protocol):
    """Everybody who can be ranked, as one request sees them."""

    @property
    def statistics(self) -> Statistics:
        """The statistics that everybody is judged by."""

    def vector(self, item: ProfileItem) -> TasteVector:
        """Return the vector of somebody's whole taste, also of one who is not ranked.

        Raises:
            InvalidTasteError: The item keeps nothing to compare.
        """

    def shown_vector(self, item: ProfileItem) -> TasteVector:
        """Return the vector of what others may find somebody by, perhaps nothing."""

    def nominate(
        self, viewer: TasteVector, n: int, people: People = "all"
    ) -> Nominations:
        """Return the first n of the viewer's ranking of people."""

    def match(self, viewer: TasteVector, shown: ProfileHead) -> Match | None:
        """Return somebody as a match by what they show; ``None`` if not ranked."""

    def points(self, viewer: TasteVector, user_id: str) -> int:
        """Return the points that somebody is nominated by; 0 if they are not."""

    def visibility(self, user_id: str) -> Visibility | None:
        """Return what somebody has chosen, as the community knows it."""


class Communities(Protocol):
    """Gives the community of this moment."""

    def community(self) -> Community:
        """Return it.

        Raises:
            StoreUnavailableError: It cannot be had just now.
        """


class StatisticsStore(Protocol):
    """Keeps immutable statistics and which of them is current."""

    def current(self) -> Statistics | None:
        """Return the published statistics, or ``None`` before the first."""

    def publish(self, statistics: Statistics) -> None:
        """Keep the statistics and make them the current ones, in that order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorizationCode:
    """What a service's sign-in page sent back, to be exchanged for a token once.

    Args:
        code: Good for a few minutes and one exchange.
        code_verifier: The secret half of the PKCE pair that opened the sign-in.
        redirect_uri: The address that the service sent the person back to.
    """

    code: str = field(repr=False)
    code_verifier: str = field(repr=False)
    redirect_uri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessToken:
    """A token somebody already holds.

    Whether it proves who they are is for the source to say: one that a service issues
    to apps may have been issued to any other app.
    """

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicName:
    """A name under which a source shows somebody's listening to everybody.

    It proves nothing: anybody can type it.
    """

    user_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """What a source says about one person, and who it says that is.

    Args:
        source: The source's name in every top item, for example ``spotify``.
        account: The person's lasting id at the source; ``None`` when it has none, or
            when nothing proved that the caller is this person.
        public_name: Under which anybody can read the listening again, as the source
            writes it; ``None`` when only the person can.
        display_name: As the source shows it; ``None`` when it shows none.
        top_items: In the source's order, at least one.
        is_verified: Whether the source proved that the caller is this person.
        is_invented: Whether the source is a stand-in, and the person does not exist.
        expires_after: For how long it may be kept; ``None`` for as long as wanted.
    """

    source: str
    account: str | None
    display_name: str | None
    top_items: tuple[TopItem, ...]
    is_verified: bool
    public_name: str | None = None
    is_invented: bool = False
    expires_after: timedelta | None = None


ProofT = TypeVar("ProofT", contravariant=True)


class MusicSource(Protocol[ProofT]):
    """Reads one person's listening; ``ProofT`` is how that person is told to it."""

    def fetch_listening(self, proof: ProofT, *, fetched_at: str) -> Listening:
        """Return all of the listening or nothing, in bounded time.

        The proof is used once and kept nowhere: not here, not in a log, not in the
        text of an error.

        Args:
            proof: A code, a token, a name: whatever the source takes.
            fetched_at: Now, as ISO 8601 in UTC; goes into every top item.

        Raises:
            SourceError: One of the conditions in ``source_errors``.
        """
