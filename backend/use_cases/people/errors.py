"""What can go wrong between people.

SoulmateError
├── NotPermittedError          the caller may not ask this
├── HiddenUserError            a hidden user sees nobody and is seen by nobody
├── WaveNotFoundError          there is no wave to take back
├── BlockNotFoundError         the person has no such block
├── InvitationNotFoundError    unknown, used, revoked or expired
├── OwnInvitationError         nobody compares with themselves
└── TooManyInvitationsError    revoke one first
"""

from __future__ import annotations

from backend.taste_profile.errors import SoulmateError


class NotPermittedError(SoulmateError):
    """The caller asked for something that belongs to another user."""

    code = "not_permitted"

    def __init__(self) -> None:
        super().__init__("you can only ask for your own matches")


class HiddenUserError(SoulmateError):
    """A hidden user sees nobody and is seen by nobody."""

    code = "hidden_user"

    def __init__(self) -> None:
        super().__init__(
            "you are hidden, so you see nobody: save again with visibility"
            " anonymous or open to see your matches"
        )


class InvitationNotFoundError(SoulmateError):
    """The invitation is unknown, used, revoked or expired: one error for all."""

    code = "invitation_not_found"

    def __init__(self) -> None:
        super().__init__(
            "this invitation is not good, or not any more: ask for another"
        )


class OwnInvitationError(SoulmateError):
    """The caller opened their own invitation."""

    code = "own_invitation"

    def __init__(self) -> None:
        super().__init__("this invitation is your own: give it to another person")


class TooManyInvitationsError(SoulmateError):
    """The user has as many invitations as are allowed."""

    code = "too_many_invitations"

    def __init__(self, limit: int) -> None:
        super().__init__(f"{limit} of your invitations stand: revoke one first")


class BlockNotFoundError(SoulmateError):
    """The person has no such block, or has lifted it."""

    code = "block_not_found"

    def __init__(self) -> None:
        super().__init__("you have no such block")


class WaveNotFoundError(SoulmateError):
    """The person has sent no such wave, or has taken it back."""

    code = "wave_not_found"

    def __init__(self) -> None:
        super().__init__("there is no wave of yours to take back")
