"""Every error a use case or a store raises on purpose, beside the core's.

SoulmateError
├── ProfileNotFoundError       no profile under that user id, or none one may see
├── RevisionConflictError      somebody else saved in between
├── ProfileTooLargeError       more than a store keeps for one user
├── StoreUnavailableError      the store cannot be read or written just now
├── NotPermittedError          the caller may not ask this
├── HiddenUserError            a hidden user sees nobody and is seen by nobody
├── VisibilityRequiredError    the first save must choose a visibility
├── DisplayNameRequiredError   open users are shown by a name
├── SourceNotKeptError         nothing of this taste came from there
├── LastSourceError            without it nothing of this taste would be left
├── RefreshNotPossibleError    nobody agreed to read this listening again
├── RefreshTooSoonError        it was tried a moment ago
├── TooManyRequestsError       asked more often than anybody needs to
├── RecoveryCodeError          the code leads to nobody
├── WaveNotFoundError          there is no wave to take back
├── BlockNotFoundError         the person has no such block
├── InvitationNotFoundError    unknown, used, revoked or expired
├── OwnInvitationError         nobody compares with themselves
├── TooManyInvitationsError    revoke one first
├── ErasedError                the person was erased, and stays so
├── ApiKeyNotFoundError        the person has no such key
├── TooManyApiKeysError        revoke one first
└── InvalidCursorError         the cursor was not made by this ranking
"""

from __future__ import annotations

from backend.taste_profile.errors import SoulmateError


class ProfileNotFoundError(SoulmateError):
    """No profile under that user id, or none that the caller may see."""

    code = "taste_profile_not_found"

    def __init__(self, user_id: str) -> None:
        super().__init__("there is no taste profile here")
        self.user_id = user_id


class RevisionConflictError(SoulmateError):
    """The kept revision is not the expected one: somebody else saved first.

    ``expected`` is ``None`` when the item was expected not to exist yet.
    """

    code = "revision_conflict"

    def __init__(self, user_id: str, expected: int | None) -> None:
        super().__init__("the taste profile was saved by somebody else; try again")
        self.user_id = user_id
        self.expected = expected


class ProfileTooLargeError(SoulmateError):
    """The item is larger than any store of this product accepts."""

    code = "profile_too_large"

    def __init__(self, user_id: str, size: int, limit: int) -> None:
        super().__init__(
            f"the taste profile takes {size} bytes; at most {limit} are kept:"
            " send fewer top items"
        )
        self.user_id = user_id
        self.size = size
        self.limit = limit


class StoreUnavailableError(SoulmateError):
    """The store cannot be read or written just now; ``reason`` is for the log."""

    code = "store_unavailable"

    def __init__(self, reason: str) -> None:
        super().__init__("taste profiles cannot be reached just now; try again soon")
        self.reason = reason


class NotPermittedError(SoulmateError):
    """The caller asked for something that belongs to somebody else."""

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


class VisibilityRequiredError(SoulmateError):
    """Visibility is chosen by the person, never assumed."""

    code = "visibility_required"

    def __init__(self) -> None:
        super().__init__(
            "choose a visibility for your first save: hidden, anonymous or open"
        )


class DisplayNameRequiredError(SoulmateError):
    """Open users are shown by a name."""

    code = "display_name_required"

    def __init__(self) -> None:
        super().__init__("visibility open needs a display_name that others will see")


class InvalidCursorError(SoulmateError):
    """The cursor was not made by this ranking, or is damaged."""

    code = "invalid_cursor"

    def __init__(self) -> None:
        super().__init__("this cursor cannot be read: start again without it")


class RefreshNotPossibleError(SoulmateError):
    """The listening cannot be read again without the person."""

    code = "refresh_not_possible"

    def __init__(self) -> None:
        super().__init__(
            "this taste profile cannot be read again by itself: save it anew"
        )


class RefreshTooSoonError(SoulmateError):
    """The listening was read, or tried to be, a moment ago."""

    code = "refresh_too_soon"

    def __init__(self, retry_after_seconds: int) -> None:
        minutes = -(-retry_after_seconds // 60)
        super().__init__(f"this was tried a moment ago: try again in {minutes} min")
        self.retry_after_seconds = retry_after_seconds


class SourceNotKeptError(SoulmateError):
    """Nothing that is kept came from the source."""

    code = "source_not_kept"

    def __init__(self, source: str) -> None:
        super().__init__("nothing of this taste profile came from there")
        self.source = source


class LastSourceError(SoulmateError):
    """All that is kept came from the source."""

    code = "last_source"

    def __init__(self, source: str) -> None:
        super().__init__(
            "all of this taste profile came from there: delete it, or add another first"
        )
        self.source = source


class ErasedError(SoulmateError):
    """The person was erased while, or before, this was asked."""

    code = "erased"

    def __init__(self, user_id: str) -> None:
        self.user_id = user_id
        super().__init__("everything about you was erased: start anew without session")


class ApiKeyNotFoundError(SoulmateError):
    """The person has no such key, or has it no more."""

    code = "api_key_not_found"

    def __init__(self) -> None:
        super().__init__("you have no such key")


class TooManyApiKeysError(SoulmateError):
    """The person has as many keys as one can have."""

    code = "too_many_api_keys"

    def __init__(self, limit: int) -> None:
        super().__init__(f"you have {limit} keys, which is the most: revoke one first")


class TooManyRequestsError(SoulmateError):
    """One person, or one address, asked more often than anybody needs to."""

    code = "too_many_requests"

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(f"that was often: try again in {retry_after_seconds} seconds")
        self.retry_after_seconds = retry_after_seconds


class InvitationNotFoundError(SoulmateError):
    """The invitation is unknown, used, revoked or expired: all told alike."""

    code = "invitation_not_found"

    def __init__(self) -> None:
        super().__init__(
            "this invitation is not good, or not any more: ask for another"
        )


class OwnInvitationError(SoulmateError):
    """Somebody opened their own invitation."""

    code = "own_invitation"

    def __init__(self) -> None:
        super().__init__("this invitation is your own: give it to somebody else")


class TooManyInvitationsError(SoulmateError):
    """The person has as many invitations as one can have."""

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


class RecoveryCodeError(SoulmateError):
    """The recovery code leads to nobody, or not any more."""

    code = "recovery_code_unknown"

    def __init__(self) -> None:
        super().__init__("this recovery code leads nowhere, or was replaced by another")
