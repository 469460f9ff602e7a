"""Every error of a music source that a person can meet.

SoulmateError
├── RefreshNotPossibleError          nobody agreed to read this listening again
├── RefreshTooSoonError              it was tried a moment ago
└── SourceError                      base; ``source`` says which one
    ├── SourceSignInExpiredError     the token or consent has ended: sign in again
    ├── SourceRefusedError           it does not accept this sign-in, and why
    ├── SourceNotPermittedError      it knows the person but forbids this, and why
    ├── SourceRateLimitedError       too many calls; how long to wait, which limit
    ├── SourceUnavailableError       no answer, an error of its own, a broken answer
    ├── SourceAccountUnknownError    it does not say which account this is
    └── SourceEmptyError             the account has no top items yet
"""

from __future__ import annotations

from typing import Literal, get_args

from backend.taste_profile.errors import SoulmateError
from backend.use_cases.music_sources import source_name

RefusalCause = Literal[
    "consent_refused",
    "wrong_state",
    "bad_code",
    "bad_verifier",
    "bad_redirect",
    "bad_client",
    "bad_token",
    "tokens_not_accepted",
    "bad_user_name",
    "unknown_user",
    "stronger_sign_in",
]
ForbiddenCause = Literal[
    "not_allow_listed",
    "owner_without_premium",
    "removed_endpoint",
    "missing_scope",
    "not_playlist_owner",
    "private_user",
    "unknown",
]
UnavailableReason = Literal[
    "timeout", "unreachable", "server_error", "broken_answer", "not_computed"
]

_REFUSALS: dict[RefusalCause, str] = {
    "consent_refused": "the sign-in was cancelled at {name}: nothing was read",
    "wrong_state": "this sign-in was not started here: start again on this site",
    "bad_code": "{name} no longer accepts this sign-in: it was used or is too old;"
    " sign in again",
    "bad_verifier": "this sign-in was started elsewhere: sign in again here",
    "bad_redirect": "{name} does not know the address that it shall return to:"
    " register redirect_uri, character by character, in the app's settings",
    "bad_client": "{name} does not know this app: check its client id",
    "bad_token": "this is no access token of {name}",
    "tokens_not_accepted": "access tokens are not accepted here: sign in at {name}",
    "bad_user_name": "this cannot be a user name at {name}: check its spelling",
    "unknown_user": "{name} knows nobody by this user name: check its spelling",
    "stronger_sign_in": "whose account this is also signs in elsewhere: sign in there"
    " first, then add {name}",
}
_FORBIDDEN: dict[ForbiddenCause, str] = {
    "not_allow_listed": "{name} lets only allow-listed people use this app: ask its"
    " owner to add you",
    "owner_without_premium": "{name} has paused this app: its owner has no active"
    " Premium subscription",
    "removed_endpoint": "{name} no longer gives this to apps like this one",
    "missing_scope": "{name} was not allowed to share your top lists: sign in again"
    " and agree to that",
    "not_playlist_owner": "{name} shows and changes only your own playlists",
    "private_user": "this listening is private at {name}: make it public there, or"
    " sign in",
    "unknown": "{name} forbids this and does not say why",
}
_UNAVAILABLE: dict[UnavailableReason, str] = {
    "timeout": "{name} takes too long to answer; try again soon",
    "unreachable": "{name} cannot be reached just now; try again soon",
    "server_error": "{name} has trouble of its own; try again soon",
    "broken_answer": "{name} gave an answer that cannot be read; try again soon",
    "not_computed": "{name} has not computed these top lists yet; try again in a day",
}

REFUSAL_CAUSES: tuple[RefusalCause, ...] = get_args(RefusalCause)
FORBIDDEN_CAUSES: tuple[ForbiddenCause, ...] = get_args(ForbiddenCause)
UNAVAILABLE_REASONS: tuple[UnavailableReason, ...] = get_args(UnavailableReason)


class SourceError(SoulmateError):
    """A music source did not give the listening; ``source`` is its key.

    ``cause`` says which, where one code stands for several; ``None`` elsewhere.
    """

    code = "source_error"
    cause: str | None = None

    def __init__(self, source: str, message: str) -> None:
        name = source_name(source)
        super().__init__(message.replace("{name}", name))
        self.source = source


class SourceSignInExpiredError(SourceError):
    """The token ran out or the consent was withdrawn; retrying cannot help."""

    code = "source_sign_in_expired"

    def __init__(self, source: str) -> None:
        super().__init__(source, "your sign-in at {name} has ended: please reconnect")


class SourceRefusedError(SourceError):
    """The source, or its adapter, does not accept this sign-in."""

    code = "source_refused"

    def __init__(self, source: str, cause: RefusalCause) -> None:
        super().__init__(source, _REFUSALS[cause])
        self.cause = cause


class SourceNotPermittedError(SourceError):
    """The source knows who asks and forbids it."""

    code = "source_not_permitted"

    def __init__(self, source: str, cause: ForbiddenCause) -> None:
        super().__init__(source, _FORBIDDEN[cause])
        self.cause = cause


class SourceRateLimitedError(SourceError):
    """Too many calls.

    Args:
        source: Its key.
        retry_after_seconds: How long it asks to wait; ``None`` when it does not say.
        is_quota: Whether the day's quota of the whole app is used up, rather than
            the allowance of the last half minute.
    """

    code = "source_rate_limited"

    def __init__(
        self, source: str, *, retry_after_seconds: int | None, is_quota: bool
    ) -> None:
        what = "has given this app all it gives in a day" if is_quota else "is busy"
        when = _waiting(retry_after_seconds, is_quota=is_quota)
        super().__init__(source, f"{{name}} {what}; try again {when}")
        self.retry_after_seconds = retry_after_seconds
        self.is_quota = is_quota
        self.cause = "quota" if is_quota else "busy"


class SourceUnavailableError(SourceError):
    """No answer in time, an error of the source's own, or an unreadable answer."""

    code = "source_unavailable"

    def __init__(self, source: str, reason: UnavailableReason) -> None:
        super().__init__(source, _UNAVAILABLE[reason])
        self.reason = self.cause = reason


class SourceAccountUnknownError(SourceError):
    """The source does not say which account this is, so nothing can be linked."""

    code = "source_account_unknown"

    def __init__(self, source: str) -> None:
        super().__init__(source, "{name} does not say whose account this is")


class SourceEmptyError(SourceError):
    """The account is new or quiet: the source has no top items for it yet."""

    code = "source_empty"

    def __init__(self, source: str) -> None:
        super().__init__(
            source,
            "{name} knows no top artists or tracks of yours yet: listen for a while,"
            " or bring your listening from elsewhere",
        )


def _waiting(seconds: int | None, *, is_quota: bool) -> str:
    if seconds is None:
        return "tomorrow" if is_quota else "in a minute"
    for size, unit in ((3_600, "hour"), (60, "minute"), (1, "second")):
        if seconds > size or size == 1:
            n = -(-seconds // size)
            return f"in {n} {unit}{'' if n == 1 else 's'}"
    raise AssertionError("seconds always fit")


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
