"""How a person wants to be seen, chosen at the first save or changed at any time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from backend.taste_profile import (
    MAX_NAME_LENGTH,
    MAX_NAMED_ARTISTS,
    InvalidTopItemError,
    Muted,
    Visibility,
    build_taste_profile,
    clean_name,
)
from backend.use_cases.profiles.errors import (
    DisplayNameRequiredError,
    VisibilityRequiredError,
)
from backend.use_cases.profiles.optimistic_update import update_with_retry
from backend.use_cases.profiles.profile import ProfileHead, ProfileItem
from backend.use_cases.profiles.store import Profiles

MAX_DISPLAY_NAME_LENGTH = 80
MAX_MUTED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How a person wants to be seen; ``None`` keeps what was chosen before."""

    visibility: Visibility | None = None
    display_name: str | None = None
    named_artists: Sequence[str] | None = None
    muted: Muted | None = None


def choose(choices: Choices, user_id: str, *, profiles: Profiles) -> ProfileItem:
    """Keep what a person chooses now; what is ``None`` stays as it was.

    Returns:
        The item as it is now. Its ``updated_at`` stays: the taste is as old as it was.

    Raises:
        ProfileNotFoundError: Nothing is kept.
        DisplayNameRequiredError: Visibility is open and no name was ever given.
        InvalidTopItemError: A name is too long, or empty.
        EmptyProfileError: Nothing would count any more.
        RevisionConflictError: Others kept saving the same item in between.
    """

    def chosen(before: ProfileItem) -> ProfileItem:
        visibility = chosen_visibility(choices, before)
        after = replace(
            before,
            visibility=visibility,
            display_name=chosen_name(choices, before, None, visibility),
            named_artists=chosen_artists(choices, before),
            muted=chosen_muted(choices, before),
            revision=before.revision + 1,
        )
        if choices.muted is not None:
            build_taste_profile(user_id, after.counted_items)
        return after

    return update_with_retry(lambda: profiles.get(user_id), chosen, profiles)[1]


def chosen_visibility(choices: Choices, kept: ProfileHead | None) -> Visibility:
    """Return what is chosen now, or was before.

    Raises:
        VisibilityRequiredError: Neither.
    """
    visibility = choices.visibility or (kept.visibility if kept else None)
    if visibility is None:
        raise VisibilityRequiredError
    return visibility


def chosen_name(
    choices: Choices,
    kept: ProfileHead | None,
    suggested_name: str | None,
    visibility: Visibility,
) -> str | None:
    """Return the name that others see, if there is one.

    Only open users keep the name that a source suggests: for the others it would be a
    public name that they did not want kept.

    Raises:
        InvalidTopItemError: It is too long, or empty.
        DisplayNameRequiredError: Visibility is open and no name was ever given.
    """
    name = _display_name(choices.display_name)
    if name is None and kept:
        name = kept.display_name
    if visibility != "open":
        return name
    if name is None and suggested_name:
        name = clean_name(suggested_name)[:MAX_DISPLAY_NAME_LENGTH].strip() or None
    if name is None:
        raise DisplayNameRequiredError
    return name


def chosen_artists(choices: Choices, kept: ProfileHead | None) -> tuple[str, ...]:
    """Return the artists that an anonymous person allows to be named.

    Raises:
        InvalidTopItemError: They are too many, or one is nameless.
    """
    if choices.named_artists is None:
        return kept.named_artists if kept else ()
    names = tuple(dict.fromkeys(map(clean_name, choices.named_artists)))
    if len(names) > MAX_NAMED_ARTISTS or "" in names:
        raise InvalidTopItemError(
            "named_artists", f"must be up to {MAX_NAMED_ARTISTS} artist names"
        )
    return names


def chosen_muted(choices: Choices, kept: ProfileHead | None) -> Muted:
    """Return what is not to count.

    Raises:
        InvalidTopItemError: There is too much of it, or a name shows nothing.
    """
    if choices.muted is None:
        return kept.muted if kept else Muted()
    given = choices.muted
    artists, genres = _muted_names(given.artists), _muted_names(given.genres)
    return Muted(artists, genres, tuple(dict.fromkeys(given.sources)))


def _muted_names(given: Sequence[str]) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(map(clean_name, given)))
    if len(names) > MAX_MUTED or any(not 1 <= len(n) <= MAX_NAME_LENGTH for n in names):
        raise InvalidTopItemError("muted", f"must be up to {MAX_MUTED} names")
    return names


def _display_name(given: str | None) -> str | None:
    if given is None:
        return None
    name = clean_name(given)
    if not 1 <= len(name) <= MAX_DISPLAY_NAME_LENGTH:
        raise InvalidTopItemError(
            "display_name", f"must have 1 to {MAX_DISPLAY_NAME_LENGTH} characters"
        )
    return name
