"""What both doors put together alike, over the adapters in which they differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from backend.http_api.operation import Services
from backend.use_cases.accounts.accounts import Accounts
from backend.use_cases.accounts.api_key_usage import KeyUses
from backend.use_cases.accounts.api_keys import ApiKeys
from backend.use_cases.accounts.audit_log import AuditLog
from backend.use_cases.accounts.rate_limits import Counters, Limit, Limiter, LimitName
from backend.use_cases.accounts.record_store import RecordStore
from backend.use_cases.accounts.source_links import SourceLinks
from backend.use_cases.community.ports import Communities
from backend.use_cases.listening.source_option import SourceOption
from backend.use_cases.people.aliases import Aliases
from backend.use_cases.people.block_records import Blocks
from backend.use_cases.people.invitation_records import Invitations
from backend.use_cases.people.profile_guard import GuardedProfiles
from backend.use_cases.people.relationships import Relationships
from backend.use_cases.people.viewing import Viewing
from backend.use_cases.people.wave_records import Waves
from backend.use_cases.profiles.store import ProfileStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapters:
    """What a door runs on.

    Args:
        profiles: Where profiles are kept.
        communities: Gives the people who can be ranked.
        people: Where records about people are kept.
        erasures: Where erasures are remembered, apart from what is restored.
        key_uses: Where uses of API keys are noted.
        counters: Where requests are counted.
        limits: How often a caller may ask.
        source_options: Gives the music sources to come from, by the name of the source.
        pseudonym_key: What people and accounts are hashed with.
        now: The time, timezone-aware.
        new_id: Makes a random ``user_id``.
        new_secret: Makes 256 random bits as text.
        contact: Whom to write to about this deployment; empty when nobody is named.
    """

    profiles: ProfileStore
    communities: Communities
    people: RecordStore
    erasures: RecordStore
    key_uses: RecordStore
    counters: Counters
    limits: Mapping[LimitName, Limit]
    source_options: Callable[[], Mapping[str, SourceOption]]
    pseudonym_key: str = field(repr=False)
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    new_secret: Callable[[], str]
    contact: str = ""


def compose(adapters: Adapters) -> Services:
    """Connect everything that operations work with."""
    people, key = adapters.people, adapters.pseudonym_key
    links = SourceLinks.from_secret(people, key)
    accounts = Accounts.from_secret(people, adapters.erasures, key)
    waves, audit_log = Waves(people), AuditLog(people)
    relationships = Relationships(
        waves,
        Blocks.from_secret(people, links, key, adapters.new_id),
        Invitations(people, adapters.new_secret),
    )
    return Services(
        profiles=GuardedProfiles(
            adapters.profiles, accounts, audit_log, adapters.now, waves
        ),
        viewing=Viewing(
            adapters.profiles,
            adapters.communities,
            Aliases.from_secret(key),
            relationships,
        ),
        links=links,
        accounts=accounts,
        api_keys=ApiKeys(people, KeyUses(adapters.key_uses), adapters.new_secret),
        audit_log=audit_log,
        limiter=Limiter(adapters.counters, key.encode(), adapters.limits),
        source_options=adapters.source_options,
        now=adapters.now,
        new_id=adapters.new_id,
        contact=adapters.contact,
    )
