"""Keep the index of everybody level with the profiles, knowing only who has changed.

A message says who has changed, not how. So it may come twice, late, in any order, or to
several workers at once: each time the profile of that moment is what counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from backend.taste_profile import (
    BlockWeights,
    Posting,
    TasteVectorizer,
    Visibility,
    postings,
)
from backend.use_cases.community.appearance import shown_weights
from backend.use_cases.errors import StoreUnavailableError
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.profiles.profile import (
    ProfileHead,
    ProfileItem,
)
from backend.use_cases.profiles.store import ProfileStore

ATTEMPTS = 5

Places = frozenset[bytes]
"""Where a person is posted; only the index can read them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """What the index keeps of a person.

    Args:
        user_id: Whose it is.
        stamp: Of the profile that it was made of.
        visibility: ``anonymous`` or ``open``.
        weights: Before idf, whole millionths.
        local_scale: Under the statistics of the index.
        postings: Under which features the person can be found.
    """

    user_id: str
    stamp: str
    visibility: Visibility
    weights: BlockWeights = field(repr=False)
    local_scale: float
    postings: Sequence[Posting] = field(repr=False)


@dataclass(frozen=True, slots=True)
class IndexState:
    """What the index says that it has of a person.

    Args:
        turn: Names the last change; no two are named alike.
        stamp: Of the profile that it was made of; ``None`` when it is being removed.
        is_applied: Whether that change was carried out to its end.
        places: All places where the person may be posted, before it was settled.
    """

    turn: str
    stamp: str | None
    is_applied: bool
    places: Places


@dataclass(frozen=True, slots=True)
class PendingChange:
    """A change that is announced, so that the next worker can repair it.

    Args:
        user_id: Whose entry.
        turn: Names the change.
        additions: Where to post.
        removals: Where to post no more.
        wanted: Where the person shall be in the end; ``None`` to forget them.
    """

    user_id: str
    turn: str
    additions: Places
    removals: Places
    wanted: Places | None


class WritableIndex(Protocol):
    """The index of everybody under one version of the statistics, to be changed."""

    def state(self, user_id: str) -> IndexState | None:
        """Return the newest state of a person; ``None`` if not in."""

    def claim(
        self,
        user_id: str,
        before: IndexState | None,
        entry: IndexEntry | None,
        touched: Places,
    ) -> PendingChange | None:
        """Announce a change of what ``posted`` returned.

        Args:
            user_id: Whose entry.
            before: What the change starts from.
            entry: What shall be there; ``None`` for nothing.
            touched: Where else the person may be posted.

        Returns:
            ``None`` when another worker was quicker.
        """

    def apply(self, change: PendingChange) -> bool:
        """Carry out a change; ``False`` when another was announced since."""


def index_user(
    user_id: str,
    *,
    store: ProfileStore | None,
    index: WritableIndex,
    vectorizer: TasteVectorizer,
) -> None:
    """Make what the index has of a person follow from their profile.

    A change is announced before the profile is looked at for the last time. So of a
    save or an erasure and any number of workers, the last one sees the others, and a
    worker that breaks off leaves behind what there is to repair.

    Args:
        user_id: Who has changed.
        store: Where the profile is kept; ``None`` to take the person out.
        index: Of the same statistics as the vectorizer.
        vectorizer: Makes the vector.

    Raises:
        StoreUnavailableError: Try again later; what was half done is repaired then.
    """
    touched: Places = frozenset()
    for _ in range(ATTEMPTS):
        before = index.state(user_id)
        item = _seen(user_id, store)
        weights = shown_weights(item) if item else {}
        stamp = stamp_of(item) if item and weights else None
        if not touched and _is_level(before, stamp):
            return
        entry = _entry(item, weights, vectorizer) if item and weights else None
        change = index.claim(user_id, before, entry, touched)
        if change is None or _has_changed(item, user_id, store):
            continue
        if index.apply(change):
            return
        # It was written beside another worker, which does not know where.
        touched |= change.additions | change.removals
    raise StoreUnavailableError("others keep indexing the same person")


def stamp_of(head: ProfileHead) -> str:
    """Return what differs after every save, an erasure in between included."""
    return f"{head.revision}@{head.updated_at}"


def posted_apart(postings: list[Posting], *, is_verified: bool) -> list[Posting]:
    """Return postings of the verified, or of the others, under keys of their own."""
    if is_verified:
        return postings
    return [replace(posting, key=f"unverified|{posting.key}") for posting in postings]


def _is_level(before: IndexState | None, stamp: str | None) -> bool:
    if before is None:
        return stamp is None
    return before.is_applied and before.stamp == stamp


def _seen(user_id: str, store: ProfileStore | None) -> ProfileItem | None:
    """Return the item of a person whom others may see."""
    if store is None:
        return None
    try:
        item = store.get(user_id)
    except ProfileNotFoundError:
        return None
    return None if item.visibility == "hidden" else item


def _has_changed(
    seen: ProfileItem | None, user_id: str, store: ProfileStore | None
) -> bool:
    if store is None:
        return False
    try:
        head = store.head(user_id)
    except ProfileNotFoundError:
        return seen is not None
    if head.visibility == "hidden":
        return seen is not None
    return seen is None or stamp_of(head) != stamp_of(seen)


def _entry(
    item: ProfileItem, weights: BlockWeights, vectorizer: TasteVectorizer
) -> IndexEntry:
    vector = vectorizer.vector(item.user_id, weights)
    return IndexEntry(
        user_id=item.user_id,
        stamp=stamp_of(item),
        visibility=item.visibility,
        weights=weights,
        local_scale=vector.local_scale,
        postings=posted_apart(
            postings(vector, vectorizer.statistics), is_verified=item.is_verified
        ),
    )
