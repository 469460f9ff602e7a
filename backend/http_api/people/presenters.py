"""From what is between people to what each of them gets."""

from __future__ import annotations

from dataclasses import asdict

from backend.http_api.people.messages import (
    CompanionReply,
    InvitationReply,
    PersonReply,
    WaveReply,
)
from backend.use_cases.people.invitation_records import Invitation
from backend.use_cases.people.invitations import ShownCompanion
from backend.use_cases.people.waves import ShownWave


def wave_reply(wave: ShownWave) -> WaveReply:
    """Show a wave."""
    person = wave.person
    shown = PersonReply(
        person.user_id, person.display_name, person.is_anonymous, person.is_verified
    )
    return WaveReply(shown, wave.state, wave.on)


def invitation_reply(invitation: Invitation) -> InvitationReply:
    """Show an invitation without its code."""
    return InvitationReply(
        invitation_id=invitation.invitation_id,
        shows_name=invitation.shows_name,
        is_reusable=invitation.is_reusable,
        made_at=invitation.made_at,
        expires_at=invitation.expires_at,
    )


def companion_reply(companion: ShownCompanion) -> CompanionReply:
    """Show a person with whom the caller compares."""
    return CompanionReply(**asdict(companion))
