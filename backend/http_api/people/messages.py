"""What callers send and get about other people: waves, blocks, invitations."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from backend.use_cases.people.invitation_records import MAX_DAYS
from backend.use_cases.people.relationships import WaveState


class Invite(Struct, forbid_unknown_fields=True, kw_only=True):
    """Invite a person to compare; by default once, for a week, by name."""

    shows_name: bool = True
    is_reusable: bool = False
    days: Annotated[int, Meta(ge=1, le=MAX_DAYS)] = 7


Code = Annotated[str, Meta(min_length=1, max_length=200)]


class OpenInvitation(Struct, forbid_unknown_fields=True):
    """Look at an invitation; the code stands here so that no address shows it."""

    code: Code


class BlockPerson(Struct, forbid_unknown_fields=True):
    """Block a person by the id under which the caller knows them."""

    user_id: Annotated[str, Meta(min_length=1, max_length=100)]


class AcceptInvitation(Struct, forbid_unknown_fields=True, kw_only=True):
    """Accept an invitation, with or without showing your name."""

    code: Code
    shows_name: bool


class PersonReply(Struct):
    """A person as the caller may know them; anonymous people by an alias."""

    user_id: str
    display_name: str
    is_anonymous: bool
    is_verified: bool


class WaveReply(Struct):
    """A wave with a person: sent, received or mutual, and since which day."""

    person: PersonReply
    wave: WaveState
    on: str


class WavesReply(Struct):
    """One's waves, the newest first."""

    waves: list[WaveReply]


class WaveTakenBackReply(Struct):
    """The wave is taken back, and what it revealed is closed again."""

    user_id: str
    is_taken_back: bool


class BlockedReply(Struct):
    """Both never meet here again, until the block is lifted."""

    user_id: str
    is_blocked: bool


class BlockReply(Struct):
    """A block; whom it holds is kept as a hash only."""

    block_id: str
    at: str


class BlocksReply(Struct):
    """One's blocks, the newest first."""

    blocks: list[BlockReply]


class LiftedReply(Struct):
    """The block is lifted."""

    block_id: str
    is_lifted: bool


class InvitationReply(Struct):
    """An invitation as its maker sees it after it was made."""

    invitation_id: str
    shows_name: bool
    is_reusable: bool
    made_at: str
    expires_at: str


class NewInvitationReply(Struct):
    """A new invitation; ``code`` is shown this one time."""

    code: str
    invitation: InvitationReply


class InvitationsReply(Struct):
    """One's invitations that stand, the newest first."""

    invitations: list[InvitationReply]


class InvitationRevokedReply(Struct):
    """The invitation is useless now; people who accepted it before stay."""

    invitation_id: str
    is_revoked: bool


class OpenedInvitationReply(Struct):
    """An invitation as the holder of its code sees it."""

    display_name: str | None
    is_reusable: bool
    expires_at: str


class CompanionReply(Struct):
    """A person with whom the caller compares by invitation."""

    user_id: str
    display_name: str
    is_named: bool
    at: str


class CompanionsReply(Struct):
    """Whom one compares with by invitation, the newest first."""

    companions: list[CompanionReply]


class PartedReply(Struct):
    """The comparison is over, for both."""

    user_id: str
    is_over: bool
