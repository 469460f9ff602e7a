"""What operations between two people do: waves, blocks, invitations."""

from __future__ import annotations

from backend.http_api.messages import Outcome
from backend.http_api.operation import Call
from backend.http_api.people.messages import (
    AcceptInvitation,
    BlockedReply,
    BlockPerson,
    BlockReply,
    BlocksReply,
    CompanionsReply,
    InvitationRevokedReply,
    InvitationsReply,
    Invite,
    LiftedReply,
    NewInvitationReply,
    OpenedInvitationReply,
    OpenInvitation,
    PartedReply,
    WavesReply,
    WaveTakenBackReply,
)
from backend.http_api.people.presenters import (
    companion_reply,
    invitation_reply,
    wave_reply,
)
from backend.use_cases.people.errors import BlockNotFoundError
from backend.use_cases.people.invitations import (
    accept_invitation,
    companions_of,
    open_invitation,
    part,
)
from backend.use_cases.people.relationships import Relationships
from backend.use_cases.people.waves import (
    block,
    take_wave_back,
    wave,
    waves_of,
)


def send_wave(call: Call) -> Outcome:
    """Wave at a person the caller sees."""
    services = call.services
    sent = wave(
        call.user_id,
        call.path["other_id"],
        viewing=services.viewing,
        accounts=services.accounts,
        audit_log=services.audit_log,
        now=services.now(),
    )
    return Outcome(wave_reply(sent))


def take_back(call: Call) -> Outcome:
    """Take a wave back."""
    other_id = call.path["other_id"]
    take_wave_back(call.user_id, other_id, viewing=call.services.viewing)
    return Outcome(WaveTakenBackReply(other_id, is_taken_back=True))


def list_waves(call: Call) -> Outcome:
    """List the caller's waves, sent and received."""
    waves = waves_of(call.user_id, call.services.viewing)
    return Outcome(WavesReply([wave_reply(w) for w in waves]))


def block_person(call: Call) -> Outcome:
    """Block a person: the two never meet here again."""
    body: BlockPerson = call.body
    services, other_id = call.services, body.user_id
    block(call.user_id, other_id, viewing=services.viewing, now=services.now())
    return Outcome(BlockedReply(other_id, is_blocked=True))


def list_blocks(call: Call) -> Outcome:
    """List the caller's blocks; whom they hold, is not kept."""
    blocks = _relationships(call).blocks.of(call.user_id)
    shown = [BlockReply(block.block_id, block.at) for block in blocks]
    return Outcome(BlocksReply(shown))


def lift_block(call: Call) -> Outcome:
    """Lift a block."""
    block_id = call.path["block_id"]
    if not _relationships(call).blocks.lift(call.user_id, block_id):
        raise BlockNotFoundError
    return Outcome(LiftedReply(block_id, is_lifted=True))


def invite(call: Call) -> Outcome:
    """Make an invitation to compare."""
    body: Invite = call.body
    now = call.services.now()
    code, invitation = _relationships(call).invitations.make(
        call.user_id,
        now,
        shows_name=body.shows_name,
        is_reusable=body.is_reusable,
        days=body.days,
    )
    call.services.audit_log.note(call.user_id, "invited", now)
    listed = invitation_reply(invitation)
    return Outcome(NewInvitationReply(code, listed), 201)


def list_invitations(call: Call) -> Outcome:
    """List the caller's invitations that stand."""
    standing = _relationships(call).invitations.of(call.user_id, call.services.now())
    shown = [invitation_reply(invitation) for invitation in standing]
    return Outcome(InvitationsReply(shown))


def revoke_invitation(call: Call) -> Outcome:
    """Make an invitation useless."""
    invitation_id = call.path["invitation_id"]
    _relationships(call).invitations.revoke(call.user_id, invitation_id)
    call.services.audit_log.note(
        call.user_id, "invitation_revoked", call.services.now()
    )
    return Outcome(InvitationRevokedReply(invitation_id, is_revoked=True))


def show_invitation(call: Call) -> Outcome:
    """Show an invitation without accepting it."""
    body: OpenInvitation = call.body
    services = call.services
    opened = open_invitation(body.code, viewing=services.viewing, now=services.now())
    return Outcome(
        OpenedInvitationReply(
            opened.display_name, opened.is_reusable, opened.expires_at
        )
    )


def accept(call: Call) -> Outcome:
    """Compare with the person who made an invitation."""
    body: AcceptInvitation = call.body
    services = call.services
    companion = accept_invitation(
        body.code,
        call.user_id,
        shows_name=body.shows_name,
        viewing=services.viewing,
        accounts=services.accounts,
        audit_log=services.audit_log,
        now=services.now(),
    )
    return Outcome(companion_reply(companion))


def list_companions(call: Call) -> Outcome:
    """List whom the caller compares with by invitation."""
    companions = companions_of(call.user_id, viewing=call.services.viewing)
    shown = [companion_reply(companion) for companion in companions]
    return Outcome(CompanionsReply(shown))


def end_comparison(call: Call) -> Outcome:
    """End a comparison by invitation, for both."""
    other_id = call.path["other_id"]
    part(call.user_id, other_id, viewing=call.services.viewing)
    call.services.audit_log.note(call.user_id, "comparison_ended", call.services.now())
    return Outcome(PartedReply(other_id, is_over=True))


def _relationships(call: Call) -> Relationships:
    return call.services.viewing.relationships
