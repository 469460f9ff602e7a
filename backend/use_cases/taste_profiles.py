"""Save, show and delete one's own taste profile."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from backend.taste_profile import (
    MAX_NAMED_ARTISTS,
    InvalidTopItemError,
    TopItem,
    Visibility,
    build_taste_profile,
    clean_name,
)
from backend.use_cases.errors import (
    DisplayNameRequiredError,
    LastSourceError,
    ProfileNotFoundError,
    RevisionConflictError,
    SourceNotKeptError,
    VisibilityRequiredError,
)
from backend.use_cases.fitting import fitting
from backend.use_cases.ports import (
    ProfileHead,
    ProfileItem,
    ProfileStore,
    Refresh,
    SavedSource,
)

MAX_DISPLAY_NAME_LENGTH = 80
SAVE_ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How a person wants to be seen; ``None`` keeps what was chosen before."""

    visibility: Visibility | None = None
    display_name: str | None = None
    named_artists: Sequence[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """What a person brings.

    Args:
        top_items: In place of those kept before.
        is_added: Whether those of other sources stay.
        choices: How the person wants to be seen.
        suggested_name: A source's name for the person, for want of a chosen one.
        is_verified: Whether a source proved who listens.
        public_name: Source and name under which it can be read again, if it can.
        is_refreshed: Whether it may be; ``None`` keeps what was agreed to before.
    """

    top_items: Sequence[TopItem]
    choices: Choices
    suggested_name: str | None = None
    is_verified: bool = False
    public_name: tuple[str, str] | None = None
    is_refreshed: bool | None = None
    is_added: bool = False


def save_taste_profile(
    saving: Saving,
    user_id: str | None,
    *,
    store: ProfileStore,
    now: datetime,
    new_id: Callable[[], str],
) -> ProfileItem:
    """Keep what a person listens to, in place of what was kept before.

    Args:
        saving: The new top items, and choices.
        user_id: Who saves; ``None`` makes a new person.
        store: Where the item is kept.
        now: The time of the save, timezone-aware.
        new_id: Makes a random ``user_id``.

    Returns:
        The kept item.

    Raises:
        InvalidTasteError: The top items say nothing, or something impossible.
        VisibilityRequiredError: It is the first save and no visibility was chosen.
        DisplayNameRequiredError: Visibility is open and no name was ever given.
        RevisionConflictError: Others kept saving the same item in between.
        ProfileTooLargeError: It is more than a store keeps.
    """
    user_id = user_id or new_id()
    build_taste_profile(user_id, saving.top_items)
    for attempt in range(SAVE_ATTEMPTS):
        kept = _kept(store, user_id, is_whole=saving.is_added)
        item = _merged(saving, user_id, kept, now)
        try:
            store.put(item, expected_revision=kept.revision if kept else None)
        except RevisionConflictError:
            if attempt == SAVE_ATTEMPTS - 1:
                raise
        else:
            break
    return item


def without_sources(item: ProfileItem, sources: Collection[str]) -> ProfileItem:
    """Return an item without what came from some sources alone.

    Items of old records, which name no sources, came all from proven ones or none.
    """
    left = tuple(top for top in item.top_items if top.source not in sources)
    known = {source.source: source for source in item.sources}
    names = dict.fromkeys(top.source for top in left)
    stay = tuple(
        known.get(name)
        or SavedSource(
            source=name, is_verified=item.is_verified, saved_at=item.updated_at
        )
        for name in names
    )
    ordered = tuple(sorted(stay, key=lambda source: source.saved_at))
    refresh = item.refresh
    if refresh is not None and refresh.source in sources:
        refresh = None
    return replace(item, top_items=left, sources=ordered, refresh=refresh)


def remove_source(
    user_id: str, source: str, *, store: ProfileStore, now: datetime
) -> ProfileItem:
    """Forget what only one source contributed.

    Raises:
        ProfileNotFoundError: Nothing is kept.
        SourceNotKeptError: Nothing came from there.
        LastSourceError: All came from there: the whole taste would be gone.
        RevisionConflictError: Others kept saving the same item in between.
    """
    for attempt in range(SAVE_ATTEMPTS):
        item = store.get(user_id)
        left = without_sources(item, {source})
        if len(left.top_items) == len(item.top_items):
            raise SourceNotKeptError(source)
        if not left.top_items:
            raise LastSourceError(source)
        kept = replace(
            left,
            is_verified=all(one.is_verified for one in left.sources),
            revision=item.revision + 1,
            updated_at=time_text(now),
        )
        try:
            store.put(kept, expected_revision=item.revision)
        except RevisionConflictError:
            if attempt == SAVE_ATTEMPTS - 1:
                raise
        else:
            break
    return kept


def show_taste_profile(user_id: str, *, store: ProfileStore) -> ProfileItem:
    """Return one's own kept item.

    Raises:
        ProfileNotFoundError: Nothing is kept.
    """
    return store.get(user_id)


def delete_taste_profile(user_id: str, *, store: ProfileStore) -> None:
    """Forget a person's taste; forgetting twice is fine."""
    store.delete(user_id)


def time_text(time: datetime) -> str:
    """Return a time as it is kept: ISO 8601 in UTC, with microseconds."""
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def _kept(store: ProfileStore, user_id: str, *, is_whole: bool) -> ProfileHead | None:
    try:
        return store.get(user_id) if is_whole else store.head(user_id)
    except ProfileNotFoundError:
        return None


def _merged(
    saving: Saving, user_id: str, kept: ProfileHead | None, now: datetime
) -> ProfileItem:
    choices = saving.choices
    visibility = choices.visibility or (kept.visibility if kept else None)
    if visibility is None:
        raise VisibilityRequiredError
    display_name = _display_name(choices.display_name)
    if display_name is None and kept:
        display_name = kept.display_name
    if display_name is None and saving.suggested_name:
        suggested = clean_name(saving.suggested_name)[:MAX_DISPLAY_NAME_LENGTH]
        display_name = suggested.strip() or None
    if visibility == "open" and display_name is None:
        raise DisplayNameRequiredError
    named_artists = _named_artists(choices.named_artists)
    if named_artists is None:
        named_artists = kept.named_artists if kept else ()
    time = time_text(now)
    brought = tuple(
        i if i.fetched_at else replace(i, fetched_at=time) for i in saving.top_items
    )
    sources = tuple(
        SavedSource(source=source, is_verified=saving.is_verified, saved_at=time)
        for source in dict.fromkeys(item.source for item in brought)
    )
    if saving.is_added and isinstance(kept, ProfileItem):
        others = without_sources(kept, {source.source for source in sources})
        brought = fitting((*others.top_items, *brought))
        sources = (*others.sources, *sources)
    return ProfileItem(
        user_id=user_id,
        top_items=brought,
        visibility=visibility,
        display_name=display_name,
        named_artists=named_artists,
        is_verified=all(source.is_verified for source in sources),
        sources=sources,
        revision=kept.revision + 1 if kept else 1,
        updated_at=time,
        refresh=_refresh(saving, kept, time),
    )


def _refresh(saving: Saving, kept: ProfileHead | None, time: str) -> Refresh | None:
    """Return what was agreed to, now or, for the same name, at an earlier save."""
    if saving.public_name is None:
        stays = saving.is_added and kept is not None
        return kept.refresh if stays and kept is not None else None
    source, user_name = saving.public_name
    is_refreshed = saving.is_refreshed
    if is_refreshed is None and kept is not None and kept.refresh is not None:
        before = (kept.refresh.source, kept.refresh.user_name)
        is_refreshed = before == saving.public_name
    if not is_refreshed:
        return None
    return Refresh(source=source, user_name=user_name, tried_at=time)


def _display_name(given: str | None) -> str | None:
    if given is None:
        return None
    name = clean_name(given)
    if not 1 <= len(name) <= MAX_DISPLAY_NAME_LENGTH:
        raise InvalidTopItemError(
            "display_name", f"must have 1 to {MAX_DISPLAY_NAME_LENGTH} characters"
        )
    return name


def _named_artists(given: Sequence[str] | None) -> tuple[str, ...] | None:
    if given is None:
        return None
    names = tuple(dict.fromkeys(map(clean_name, given)))
    if len(names) > MAX_NAMED_ARTISTS or "" in names:
        raise InvalidTopItemError(
            "named_artists", f"must be up to {MAX_NAMED_ARTISTS} artist names"
        )
    return names
