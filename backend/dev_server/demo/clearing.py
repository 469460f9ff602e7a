"""Takes a demo world out of a store again, with all that came through its stand-ins."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from backend.dev_server.demo.marker import Demo
from backend.dev_server.demo.people import invented_user_id
from backend.use_cases.accounts.source_links import SourceLinks
from backend.use_cases.people.erasure import Erasures
from backend.use_cases.profiles.errors import SourceNotKeptError
from backend.use_cases.profiles.profile import ProfileHead
from backend.use_cases.profiles.sources import remove_source
from backend.use_cases.profiles.store import Profiles


def invented_sources(demo: Demo, profiles: Profiles) -> dict[str, frozenset[str]]:
    """Return who would lose what with the demo world.

    Returns:
        By ``user_id``: the sources to be removed, or none where nothing of the person
        would be left: they are invented themselves, or came through stand-ins alone.
    """
    invented = set(_user_ids(demo))
    found = {}
    for user in profiles.scan():
        sources = _invented_sources(user)
        if user.user_id in invented or (sources and not _own_sources(user)):
            found[user.user_id] = frozenset[str]()
        elif sources:
            found[user.user_id] = sources
    return found


def clear_demo_people(
    demo: Demo,
    sources: Mapping[str, frozenset[str]],
    *,
    erasures: Erasures,
    links: SourceLinks,
    now: datetime,
) -> None:
    """Remove a demo world's people and what its stand-ins said about others.

    With the people goes all that was theirs; that they were there is not remembered.
    Links go as well: at the real services their accounts are nobody's.

    Args:
        demo: The world.
        sources: What ``invented_sources`` found.
        erasures: Knows where anything of a user is kept.
        links: Whose the accounts at music sources are.
        now: The time, timezone-aware.
    """
    profiles = erasures.profiles
    for user_id, of_stand_ins in sources.items():
        if of_stand_ins:
            for source in of_stand_ins:
                with suppress(SourceNotKeptError):
                    remove_source(user_id, source, profiles=profiles, now=now)
            if links.sources_of(user_id) <= of_stand_ins:
                links.release_all(user_id)
        else:
            profiles.delete(user_id)
    # Of those who were never saved, too: their accounts are empty.
    gone = {user_id for user_id, left in sources.items() if not left}
    for user_id in sorted(gone.union(_user_ids(demo))):
        erasures.forget(user_id)


def _user_ids(demo: Demo) -> list[str]:
    return [invented_user_id(number, demo.seed) for number in range(demo.people)]


def _invented_sources(user: ProfileHead) -> frozenset[str]:
    return frozenset(one.source for one in user.sources if one.is_invented)


def _own_sources(user: ProfileHead) -> frozenset[str]:
    return frozenset(one.source for one in user.sources if not one.is_invented)
