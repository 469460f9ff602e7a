"""Meet somebody, or never: wave, block, and list who waved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from backend.use_cases.accounts import Accounts
from backend.use_cases.acquaintances import WaveState
from backend.use_cases.errors import ProfileNotFoundError, WaveNotFoundError
from backend.use_cases.viewing import ShownPerson, Viewer, Viewing


@dataclass(frozen=True, slots=True)
class ShownWave:
    """Somebody with whom there is a wave, as the viewer may know them.

    Args:
        person: Who.
        state: Whose wave it is.
        at: Since when, ISO 8601 in UTC; a received one tells only the day.
    """

    person: ShownPerson
    state: WaveState
    at: str


def wave(
    user_id: str, shown_id: str, *, viewing: Viewing, accounts: Accounts, now: datetime
) -> ShownWave:
    """Wave at somebody whom the caller sees.

    Raises:
        ProfileNotFoundError: There is nobody whom the caller may see.
        HiddenUserError: The caller is hidden.
    """
    viewer = viewing.viewer(user_id, user_id)
    other = viewing.other_item(viewer, shown_id)
    waves = viewing.acquaintances.waves
    waves.wave(user_id, other.user_id, now)
    for either in (user_id, other.user_id):
        # Erased at this very moment: nothing of them may stay with the other.
        if accounts.is_erased(either):
            waves.forget(either)
            raise ProfileNotFoundError(shown_id)
    again = viewing.viewer(user_id, user_id)
    return next(
        w for w in waves_of(again, viewing) if w.person.real_id == other.user_id
    )


def take_wave_back(user_id: str, shown_id: str, *, viewing: Viewing) -> None:
    """Take a wave back; the hidden may, too.

    Raises:
        WaveNotFoundError: The caller has sent none to somebody known by that id.
    """
    waves = viewing.acquaintances.waves
    for sent in waves.of(user_id):
        alias = viewing.aliases.alias_id(user_id, sent.other_id)
        if sent.is_sent and shown_id in (sent.other_id, alias):
            waves.take_back(user_id, sent.other_id)
            return
    raise WaveNotFoundError


def waves_of(viewer: Viewer, viewing: Viewing) -> tuple[ShownWave, ...]:
    """Return the viewer's waves, one a person, the newest first.

    People who left, hid or are kept apart are not among them.
    """
    shown: dict[str, ShownWave] = {}
    for wave in viewer.standing.waves:
        if wave.other_id in shown:
            continue
        try:
            head = viewing.store.head(wave.other_id)
        except ProfileNotFoundError:
            continue
        if viewer.standing.visibility(head) == "hidden":
            continue
        state = viewer.standing.wave(wave.other_id)
        at = wave.at if wave.is_sent else wave.at[:10]
        person = viewing.person(viewer, head)
        shown[wave.other_id] = ShownWave(person, state, at)
    return tuple(shown.values())


def block(
    user_id: str, shown_id: str, *, viewing: Viewing, accounts: Accounts, now: datetime
) -> None:
    """Block somebody whom the caller sees: waves and comparisons between both end.

    Raises:
        ProfileNotFoundError: There is nobody whom the caller may see.
        HiddenUserError: The caller is hidden.
    """
    viewer = viewing.viewer(user_id, user_id, shown_id)
    other_id = viewing.other_item(viewer, shown_id).user_id
    acquaintances = viewing.acquaintances
    acquaintances.blocks.block(user_id, other_id, now)
    acquaintances.waves.take_back(user_id, other_id)
    acquaintances.waves.take_back(other_id, user_id)
    acquaintances.invitations.part(user_id, other_id)
    if accounts.is_erased(user_id):
        acquaintances.forget(user_id)
