"""Compare with a person you know: open and accept an invitation, and part again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from backend.use_cases.accounts.accounts import Accounts
from backend.use_cases.accounts.audit_log import AuditLog
from backend.use_cases.people.errors import InvitationNotFoundError
from backend.use_cases.people.invitation_records import Companion, Invitation
from backend.use_cases.people.viewing import Viewing
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.profiles.profile import ProfileHead


@dataclass(frozen=True, slots=True)
class OpenedInvitation:
    """What an invitation shows to the holder of its code.

    Args:
        display_name: Of its maker; ``None`` when the maker does not show it.
        is_reusable: Whether others may accept it, too.
        expires_at: ISO 8601 in UTC.
    """

    display_name: str | None
    is_reusable: bool
    expires_at: str


@dataclass(frozen=True, slots=True)
class ShownCompanion:
    """A person with whom the caller compares, as the caller may know them.

    Args:
        user_id: With which to ask for the pair; an alias without a name.
        display_name: An alias when they do not show their name.
        is_named: Whether it is their name.
        at: Since when, ISO 8601 in UTC.
    """

    user_id: str
    display_name: str
    is_named: bool
    at: str


def open_invitation(code: str, *, viewing: Viewing, now: datetime) -> OpenedInvitation:
    """Return what an invitation is, without accepting it.

    Raises:
        InvitationNotFoundError: It is unknown, used, revoked or expired, or its maker
            has left.
    """
    invitation = viewing.relationships.invitations.opened(code, now)
    maker = _maker(invitation, viewing)
    return OpenedInvitation(
        display_name=maker.display_name if invitation.shows_name else None,
        is_reusable=invitation.is_reusable,
        expires_at=invitation.expires_at,
    )


def accept_invitation(
    code: str,
    user_id: str,
    *,
    shows_name: bool,
    viewing: Viewing,
    accounts: Accounts,
    audit_log: AuditLog,
    now: datetime,
) -> ShownCompanion:
    """Compare with an invitation's maker, from now on, on both sides.

    Raises:
        InvitationNotFoundError: As ``open_invitation``, or one blocked the other.
        OwnInvitationError: It is the caller's own.
        ProfileNotFoundError: The caller has no taste profile to compare.
    """
    viewing.store.head(user_id)
    relationships = viewing.relationships
    invitation = relationships.invitations.opened(code, now)
    maker = _maker(invitation, viewing)
    if invitation.by in relationships.blocks.blocked_users(user_id):
        raise InvitationNotFoundError
    relationships.invitations.accept(code, user_id, now, shows_name=shows_name)
    is_erased = accounts.is_erased(user_id) or accounts.is_erased(invitation.by)
    if is_erased or invitation.by in relationships.blocks.blocked_users(user_id):
        # At this very moment: nothing of the comparison may stay with either.
        relationships.invitations.part(user_id, invitation.by)
        raise InvitationNotFoundError
    both = (user_id, invitation.by)
    audit_log.note_both(both, "comparison_begun", now, accounts.is_erased)
    at = now.astimezone(UTC).isoformat(timespec="seconds")
    companion = Companion(invitation.by, invitation.shows_name, at)
    return _shown(user_id, companion, maker, viewing)


def companions_of(user_id: str, *, viewing: Viewing) -> tuple[ShownCompanion, ...]:
    """Return with whom a user compares, the newest first; nobody who has left."""
    relations = viewing.relationships.of_user(user_id)
    companions = relations.companions
    return tuple(
        _shown(user_id, companions[head.user_id], head, viewing)
        for head in viewing.heads(list(companions))
        if head.user_id not in relations.blocked
    )


def part(user_id: str, shown_id: str, *, viewing: Viewing) -> None:
    """End a comparison for both.

    Raises:
        ProfileNotFoundError: There is no such comparison.
    """
    relations = viewing.relationships.of_user(user_id)
    companion = viewing.companion(user_id, relations, shown_id)
    if companion is None:
        raise ProfileNotFoundError(shown_id)
    viewing.relationships.invitations.part(user_id, companion.other_id)


def _maker(invitation: Invitation, viewing: Viewing) -> ProfileHead:
    try:
        return viewing.store.head(invitation.by)
    except ProfileNotFoundError:
        raise InvitationNotFoundError from None


def _shown(
    user_id: str, companion: Companion, head: ProfileHead, viewing: Viewing
) -> ShownCompanion:
    name = head.display_name if companion.shows_name else None
    alias = viewing.aliases.alias_name(user_id, companion.other_id)
    return ShownCompanion(
        user_id=viewing.companion_id(user_id, companion),
        display_name=name or alias,
        is_named=name is not None,
        at=companion.at,
    )
