"""What operations between two people do: waves, blocks, invitations."""

from __future__ import annotations

from backend.http_api import presenters, replies, requests
from backend.http_api.messages import Outcome
from backend.http_api.operation import Call
from backend.use_cases.people.errors import BlockNotFoundError
from backend.use_cases.people.invitations import (
    accept_invitation,
    companions_of,
    open_invitation,
    part,
)
from backend.use_cases.people.relationships import Acquaintances
from backend.use_cases.people.waves import block, take_wave_back, wave, waves_of


def send_wave(call: Call) -> Outcome:
    """Wave at somebody whom the caller sees."""
    rooms = call.rooms
    sent = wave(
        call.user_id,
        call.path["other_id"],
        viewing=rooms.viewing,
        accounts=rooms.accounts,
        audit_log=rooms.audit_log,
        now=rooms.now(),
    )
    return Outcome(presenters.wave_reply(sent))


def take_back(call: Call) -> Outcome:
    """Take a wave back."""
    other_id = call.path["other_id"]
    take_wave_back(call.user_id, other_id, viewing=call.rooms.viewing)
    return Outcome(replies.WaveTakenBackReply(other_id, is_taken_back=True))


def list_waves(call: Call) -> Outcome:
    """List the caller's waves, sent and received."""
    waves = waves_of(call.user_id, call.rooms.viewing)
    return Outcome(replies.WavesReply([presenters.wave_reply(w) for w in waves]))


def block_person(call: Call) -> Outcome:
    """Never meet somebody here again."""
    body: requests.BlockPerson = call.body
    rooms, other_id = call.rooms, body.user_id
    block(call.user_id, other_id, viewing=rooms.viewing, now=rooms.now())
    return Outcome(replies.BlockedReply(other_id, is_blocked=True))


def list_blocks(call: Call) -> Outcome:
    """List the caller's blocks; whom they hold, is not kept."""
    blocks = _acquaintances(call).blocks.of(call.user_id)
    shown = [replies.BlockReply(block.block_id, block.at) for block in blocks]
    return Outcome(replies.BlocksReply(shown))


def lift_block(call: Call) -> Outcome:
    """Lift a block."""
    block_id = call.path["block_id"]
    if not _acquaintances(call).blocks.lift(call.user_id, block_id):
        raise BlockNotFoundError
    return Outcome(replies.LiftedReply(block_id, is_lifted=True))


def invite(call: Call) -> Outcome:
    """Make an invitation to compare."""
    body: requests.Invite = call.body
    now = call.rooms.now()
    code, invitation = _acquaintances(call).invitations.make(
        call.user_id,
        now,
        shows_name=body.shows_name,
        is_reusable=body.is_reusable,
        days=body.days,
    )
    call.rooms.audit_log.note(call.user_id, "invited", now)
    listed = presenters.invitation_reply(invitation)
    return Outcome(replies.NewInvitationReply(code, listed), 201)


def list_invitations(call: Call) -> Outcome:
    """List the caller's invitations that stand."""
    standing = _acquaintances(call).invitations.of(call.user_id, call.rooms.now())
    shown = [presenters.invitation_reply(invitation) for invitation in standing]
    return Outcome(replies.InvitationsReply(shown))


def revoke_invitation(call: Call) -> Outcome:
    """Make an invitation useless."""
    invitation_id = call.path["invitation_id"]
    _acquaintances(call).invitations.revoke(call.user_id, invitation_id)
    call.rooms.audit_log.note(call.user_id, "invitation_revoked", call.rooms.now())
    return Outcome(replies.InvitationRevokedReply(invitation_id, is_revoked=True))


def show_invitation(call: Call) -> Outcome:
    """Tell what an invitation is, without accepting it."""
    body: requests.OpenInvitation = call.body
    rooms = call.rooms
    opened = open_invitation(body.code, viewing=rooms.viewing, now=rooms.now())
    return Outcome(
        replies.OpenedInvitationReply(
            opened.display_name, opened.is_reusable, opened.expires_at
        )
    )


def accept(call: Call) -> Outcome:
    """Compare with whoever made an invitation."""
    body: requests.AcceptInvitation = call.body
    rooms = call.rooms
    companion = accept_invitation(
        body.code,
        call.user_id,
        shows_name=body.shows_name,
        viewing=rooms.viewing,
        accounts=rooms.accounts,
        audit_log=rooms.audit_log,
        now=rooms.now(),
    )
    return Outcome(presenters.companion_reply(companion))


def list_companions(call: Call) -> Outcome:
    """List whom the caller compares with by invitation."""
    companions = companions_of(call.user_id, viewing=call.rooms.viewing)
    shown = [presenters.companion_reply(companion) for companion in companions]
    return Outcome(replies.CompanionsReply(shown))


def end_comparison(call: Call) -> Outcome:
    """End a comparison by invitation, for both."""
    other_id = call.path["other_id"]
    part(call.user_id, other_id, viewing=call.rooms.viewing)
    call.rooms.audit_log.note(call.user_id, "comparison_ended", call.rooms.now())
    return Outcome(replies.PartedReply(other_id, is_over=True))


def _acquaintances(call: Call) -> Acquaintances:
    return call.rooms.viewing.acquaintances
