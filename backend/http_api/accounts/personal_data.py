"""The one list of what is kept about a user beside their taste.

Each part exports and erases itself, and names the words of its records. A record whose
word belongs to no part fails the build.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from typing import Any

from msgspec import defstruct

from backend.http_api.accounts.messages import ApiKeyReply, AuditEntryReply
from backend.http_api.accounts.presenters import api_key_reply
from backend.http_api.operation import Services
from backend.http_api.people.messages import (
    BlockReply,
    CompanionReply,
    InvitationReply,
    WaveReply,
)
from backend.http_api.people.presenters import (
    companion_reply,
    invitation_reply,
    wave_reply,
)
from backend.http_api.profiles.messages import TasteProfileReply
from backend.use_cases.accounts.record_store import forget_words
from backend.use_cases.people.erasure import Erasures
from backend.use_cases.people.invitations import companions_of
from backend.use_cases.people.waves import waves_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDataPart:
    """One part of what is kept about a user.

    Args:
        name: Its field in the export and its key in an erasure's counts.
        words: Of the owners and kinds of its records.
        erase: Removes it; may return how much there was.
        reply: Its type in the export; ``None`` where there is nothing to export.
        export: Returns it in that type.
    """

    name: str
    words: frozenset[str]
    erase: Callable[[Services, str], int | None]
    reply: Any = None
    export: Callable[[Services, str, datetime], Any] | None = None


def _erase_waves(services: Services, user_id: str) -> None:
    waves = services.viewing.relationships.waves
    waves.forget(user_id)
    forget_words(waves.people, user_id, "known_by")


PARTS = (
    PersonalDataPart(
        name="linked_sources",
        words=frozenset({"link"}),
        erase=lambda services, user_id: services.links.release_all(user_id),
        reply=list[str],
        export=lambda services, user_id, now: sorted(
            services.links.sources_of(user_id)
        ),
    ),
    PersonalDataPart(
        name="api_keys",
        words=frozenset({"key", "use"}),
        erase=lambda services, user_id: services.api_keys.forget(user_id),
        reply=list[ApiKeyReply],
        export=lambda services, user_id, now: [
            api_key_reply(key) for key in services.api_keys.listed(user_id, now)
        ],
    ),
    PersonalDataPart(
        name="waves",
        words=frozenset({"wave", "waved", "known_by"}),
        erase=_erase_waves,
        reply=list[WaveReply],
        export=lambda services, user_id, now: [
            wave_reply(wave) for wave in waves_of(user_id, services.viewing)
        ],
    ),
    PersonalDataPart(
        name="blocks",
        words=frozenset({"block", "blocked", "by"}),
        # Those of others against the user stay, by a hash.
        erase=lambda services, user_id: services.viewing.relationships.blocks.forget(
            user_id
        ),
        reply=list[BlockReply],
        export=lambda services, user_id, now: [
            BlockReply(block.block_id, block.at)
            for block in services.viewing.relationships.blocks.of(user_id)
        ],
    ),
    PersonalDataPart(
        name="invitations",
        words=frozenset({"invitation"}),
        erase=lambda services, user_id: (
            services.viewing.relationships.invitations.forget(user_id)
        ),
        reply=list[InvitationReply],
        export=lambda services, user_id, now: [
            invitation_reply(invitation)
            for invitation in services.viewing.relationships.invitations.of(
                user_id, now
            )
        ],
    ),
    PersonalDataPart(
        name="companions",
        words=frozenset({"pair"}),
        erase=lambda services, user_id: (
            services.viewing.relationships.invitations.forget_companions(user_id)
        ),
        reply=list[CompanionReply],
        export=lambda services, user_id, now: [
            companion_reply(companion)
            for companion in companions_of(user_id, viewing=services.viewing)
        ],
    ),
    PersonalDataPart(
        name="audit_log",
        words=frozenset({"audit", "event"}),
        erase=lambda services, user_id: services.audit_log.forget(user_id),
        reply=list[AuditEntryReply],
        export=lambda services, user_id, now: [
            AuditEntryReply(**asdict(entry))
            for entry in services.audit_log.entries(user_id, now)
        ],
    ),
    PersonalDataPart(
        name="account",
        words=frozenset({"account", "recovery"}),
        erase=lambda services, user_id: services.accounts.forget(user_id),
    ),
)

KEPT_WORDS = frozenset({"erasure"})
"""Of records that outlive their user on purpose: a keyed hash that keeps the user
erased and does not show who it was."""

ExportReply = defstruct(
    "ExportReply",
    [
        ("user_id", str),
        ("taste_profile", TasteProfileReply | None),
        *((part.name, part.reply) for part in PARTS if part.export),
    ],
    namespace={"__doc__": "Everything that is kept about one."},
    module=__name__,
)


def exported(services: Services, user_id: str, now: datetime) -> dict[str, Any]:
    """Return every part that exports something, by name."""
    return {
        part.name: part.export(services, user_id, now) for part in PARTS if part.export
    }


def erasures_of(services: Services) -> Erasures:
    """Return what erases users from every part."""
    parts = {part.name: partial(part.erase, services) for part in PARTS}
    return Erasures(services.profiles, services.accounts, parts)
