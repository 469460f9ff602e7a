"""What one row of the table of operations is, and what it works with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from backend.http_api import requests
from backend.http_api.messages import Outcome
from backend.http_api.requests import ProofKind
from backend.use_cases.accounts.accounts import Accounts
from backend.use_cases.accounts.api_keys import ApiKeys, Scope
from backend.use_cases.accounts.audit_log import AuditLog
from backend.use_cases.accounts.rate_limits import Limiter, LimitName
from backend.use_cases.accounts.source_links import Links
from backend.use_cases.listening.music_source import MusicSource
from backend.use_cases.listening.refresh_mine import Sources
from backend.use_cases.people.erasure import Erasures
from backend.use_cases.people.viewing import Viewing
from backend.use_cases.profiles.store import ProfileStore

CallerRule = Literal["anyone", "user_or_new", "user"]
"""``anyone`` needs no session, ``user`` needs one; ``user_or_new`` uses one if sent."""


@dataclass(frozen=True, slots=True)
class WayIn:
    """A music source that people can come from, as the site needs to know it.

    Args:
        name: How the source writes itself.
        source: Reads the listening of whoever comes from there.
        takes: What it may be told, in the order in which to offer it.
        authorize_url: Its sign-in page; ``None`` when it has none.
        client_id: Our own at that source, for the sign-in page.
        scope: What we ask for there; ``None`` when it knows no scopes.
        is_invented: Whether it is a stand-in with invented people.
    """

    name: str
    source: MusicSource[Any]
    takes: tuple[ProofKind, ...]
    authorize_url: str | None = None
    client_id: str | None = None
    scope: str | None = None
    is_invented: bool = False


def readable_by_name(ways_in: Mapping[str, WayIn]) -> Sources:
    """Return the sources that show listening by its public name."""
    ways = ways_in.items()
    return {key: way.source for key, way in ways if "user_name" in way.takes}


@dataclass(frozen=True, slots=True)
class Rooms:
    """What operations work with; each door's wiring fills it with real adapters.

    Args:
        store: Everybody's items.
        viewing: Other people, as one viewer may see them.
        links: Whose the accounts at music sources are.
        accounts: Which sessions are still good, and who was erased.
        api_keys: With which programs act for people.
        audit_log: What was done with people's accounts.
        limiter: How often anybody may ask.
        ways_in: Gives the music sources to come from, by the name of the source.
        now: The time, timezone-aware.
        new_id: Makes a random ``user_id``.
        contact: Whom to write to about this deployment; empty when nobody is named.
    """

    store: ProfileStore
    viewing: Viewing
    links: Links
    accounts: Accounts
    api_keys: ApiKeys
    audit_log: AuditLog
    limiter: Limiter
    ways_in: Callable[[], Mapping[str, WayIn]]
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    contact: str = ""

    @property
    def erasures(self) -> Erasures:
        """Erases people from all of these rooms."""
        return Erasures(
            self.store,
            self.accounts,
            self.links,
            self.viewing.acquaintances,
            self.api_keys.uses,
        )


@dataclass(frozen=True, slots=True)
class Call:
    """One checked call of an operation.

    ``caller`` is the signed-in ``user_id``, ``is_program`` whether a key acts for them;
    ``query`` and ``body`` have the types that the operation names.
    """

    rooms: Rooms
    caller: str | None
    is_program: bool
    path: dict[str, str]
    query: Any
    body: Any

    @property
    def user_id(self) -> str:
        """The caller, where the caller rule guarantees one."""
        if self.caller is None:
            raise AssertionError("this operation's caller rule lets nobody in unknown")
        return self.caller


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One row of the table.

    Without a ``scope``, no key of a program may call it. ``makes_new`` says what a
    reply with the status 201 means, where there is one. ``refuses`` has the codes of
    its own refusals: not those that its caller rule, query, body and limit bring.
    """

    name: str
    method: str
    path: str
    caller: CallerRule
    summary: str
    run: Callable[[Call], Outcome]
    reply: Any
    query: type = requests.NoQuery
    body: Any = None
    scope: Scope | None = None
    limit: LimitName = "read"
    makes_new: str = ""
    refuses: tuple[str, ...] = ()
