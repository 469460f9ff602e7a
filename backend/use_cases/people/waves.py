"""Meet a person, or never: wave, block, and list who waved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from backend.use_cases.accounts.accounts import Accounts
from backend.use_cases.accounts.audit_log import AuditLog
from backend.use_cases.people.errors import WaveNotFoundError
from backend.use_cases.people.relationships import UserRelationships, WaveState
from backend.use_cases.people.shown_people import ShownPerson
from backend.use_cases.people.viewing import Viewing
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.profiles.profile import ProfileHead

MAX_LISTED_WAVES = 100
"""The newest, of those whose other side is still to be seen."""


@dataclass(frozen=True, slots=True)
class ShownWave:
    """A wave with a person, whom the caller may know by name or by alias.

    Args:
        person: Who.
        state: Whose wave it is.
        on: Since which day, ISO 8601 in UTC: a time would connect an alias to a name.
    """

    person: ShownPerson
    state: WaveState
    on: str


def wave(
    user_id: str,
    shown_id: str,
    *,
    viewing: Viewing,
    accounts: Accounts,
    audit_log: AuditLog,
    now: datetime,
) -> ShownWave:
    """Wave at a person the caller sees.

    Raises:
        ProfileNotFoundError: There is nobody whom the caller may see.
        HiddenUserError: The caller is hidden.
    """
    viewer = viewing.viewer(user_id, user_id)
    other = viewing.other_item(viewer, shown_id)
    relationships = viewing.relationships
    revealed_at = relationships.waves.wave(user_id, other.user_id, now)
    relations = relationships.of_user(user_id)
    was_mutual = viewer.relations.wave(other.user_id) == "mutual"
    is_over = accounts.is_erased(other.user_id) or other.user_id in relations.blocked
    if is_over or _has_gone(other, viewing):
        # At this very moment: they did not find the wave, so it may not stay.
        if is_over or not was_mutual:
            relationships.waves.take_back(user_id, other.user_id)
        raise ProfileNotFoundError(shown_id)
    person = viewing.person(user_id, relations, other)
    state = relations.wave(other.user_id)
    if revealed_at is not None and not was_mutual:
        both = (user_id, other.user_id)
        # At one moment, whichever of two waves at once notes it: so it is one entry.
        audit_log.note_both(both, "revealed", revealed_at, accounts.is_erased)
    return ShownWave(person, state, now.astimezone(UTC).date().isoformat())


def take_wave_back(user_id: str, shown_id: str, *, viewing: Viewing) -> None:
    """Take a wave back; the hidden may, too.

    Raises:
        WaveNotFoundError: The caller has sent none to a person known by that id.
    """
    relations = viewing.relationships.of_user(user_id)
    person = _met_as(user_id, shown_id, relations, viewing)
    if person is None or relations.wave(person.real_id) not in ("sent", "mutual"):
        raise WaveNotFoundError
    viewing.relationships.waves.take_back(user_id, person.real_id)


def waves_of(user_id: str, viewing: Viewing) -> tuple[ShownWave, ...]:
    """Return a user's newest waves, one a person; hidden users see theirs, too.

    People who left, hid or are kept apart are not among them.
    """
    relations = viewing.relationships.of_user(user_id)
    on = {wave.other_id: wave.at[:10] for wave in reversed(relations.waves)}
    shown = (
        ShownWave(
            viewing.person(user_id, relations, head),
            relations.wave(head.user_id),
            on[head.user_id],
        )
        for head in viewing.heads(_waved_with(relations))
        if relations.visibility(head) != "hidden"
    )
    return tuple(islice(shown, MAX_LISTED_WAVES))


def block(user_id: str, shown_id: str, *, viewing: Viewing, now: datetime) -> None:
    """Block a person: waves and comparisons between both end.

    A hidden user can block people they know: by a wave, by a comparison, or an open
    person by id.

    Raises:
        ProfileNotFoundError: There is nobody whom the caller may see.
    """
    other_id = _resolved(user_id, shown_id, viewing)
    viewing.relationships.block(user_id, other_id, now)


def _resolved(user_id: str, shown_id: str, viewing: Viewing) -> str:
    relations = viewing.relationships.of_user(user_id)
    companion = viewing.companion(user_id, relations, shown_id)
    if companion is not None:
        return companion.other_id
    person = _met_as(user_id, shown_id, relations, viewing)
    if person is not None:
        return person.real_id
    if viewing.store.head(user_id).visibility != "hidden":
        viewer = viewing.viewer(user_id, user_id)
        return viewing.other_item(viewer, shown_id).user_id
    head = viewing.store.head(shown_id)
    if relations.visibility(head) != "open" or shown_id == user_id:
        raise ProfileNotFoundError(shown_id)
    return shown_id


def _has_gone(other: ProfileHead, viewing: Viewing) -> bool:
    """Return whether a person may no longer be seen as they were a moment ago."""
    try:
        now = viewing.store.head(other.user_id).visibility
    except ProfileNotFoundError:
        return True
    return now == "hidden" or (now == "anonymous" and other.visibility == "open")


def _waved_with(relations: UserRelationships) -> Sequence[str]:
    return list(dict.fromkeys(wave.other_id for wave in relations.waves))


def _met_as(
    user_id: str, shown_id: str, relations: UserRelationships, viewing: Viewing
) -> ShownPerson | None:
    """Return the person with whom a user has a wave and whom they know by an id."""
    for other_id in _waved_with(relations):
        # Only who may be meant is looked up: there may be thousands of waves.
        if shown_id in (other_id, viewing.aliases.alias_id(user_id, other_id)):
            for head in viewing.heads([other_id]):
                person = viewing.person(user_id, relations, head)
                is_shown = relations.visibility(head) != "hidden"
                return person if is_shown and person.user_id == shown_id else None
    return None
