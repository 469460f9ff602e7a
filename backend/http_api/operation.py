"""What one row of the table of operations is, and what it works with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from backend.http_api.fields import NoQuery
from backend.http_api.messages import Outcome
from backend.use_cases.accounts.accounts import Accounts
from backend.use_cases.accounts.api_keys import ApiKeys, Scope
from backend.use_cases.accounts.audit_log import AuditLog
from backend.use_cases.accounts.rate_limits import Limiter, LimitName
from backend.use_cases.accounts.source_links import SourceLinks
from backend.use_cases.listening.save_from_source import SourceSaver
from backend.use_cases.listening.source_option import SourceOption
from backend.use_cases.people.viewing import Viewing
from backend.use_cases.profiles.store import Profiles

CallerRule = Literal["anyone", "user_or_new", "user"]
"""``anyone`` needs no session, ``user`` needs one; ``user_or_new`` uses one if sent."""


@dataclass(frozen=True, slots=True)
class Services:
    """What operations work with; each door's wiring fills it with real adapters.

    Args:
        profiles: Everybody's; changes keep what users were promised.
        viewing: Other people, as one viewer may see them.
        links: Whose the accounts at music sources are.
        accounts: Which sessions are still good, and who was erased.
        api_keys: With which programs act for people.
        audit_log: What was done with people's accounts.
        limiter: How often a caller may ask.
        source_options: Gives the music sources to come from, by the name of the source.
        now: The time, timezone-aware.
        new_id: Makes a random ``user_id``.
        contact: Whom to write to about this deployment; empty when nobody is named.
    """

    profiles: Profiles
    viewing: Viewing
    links: SourceLinks
    accounts: Accounts
    api_keys: ApiKeys
    audit_log: AuditLog
    limiter: Limiter
    source_options: Callable[[], Mapping[str, SourceOption]]
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    contact: str = ""

    @property
    def source_saver(self) -> SourceSaver:
        """Saves what music sources say about people."""
        blocks = self.viewing.relationships.blocks
        return SourceSaver(self.profiles, self.links, blocks, self.now, self.new_id)


@dataclass(frozen=True, slots=True)
class Call:
    """One checked call of an operation.

    ``caller`` is the signed-in ``user_id``, ``is_program`` whether a key acts for them;
    ``query`` and ``body`` have the types that the operation names.
    """

    services: Services
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
    query: type = NoQuery
    body: Any = None
    scope: Scope | None = None
    limit: LimitName = "read"
    makes_new: str = ""
    refuses: tuple[str, ...] = ()
