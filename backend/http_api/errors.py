"""Every error that a caller can meet: a closed list of codes, one shape."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from backend.taste_profile import SoulmateError

STATUS_BY_CODE: Mapping[str, int] = {
    "malformed_json": 400,
    "session_required": 401,
    "session_expired": 401,
    "session_invalid": 401,
    "api_key_invalid": 401,
    "recovery_code_unknown": 401,
    "scope_required": 403,
    "request_header_required": 403,
    "not_permitted": 403,
    "hidden_user": 403,
    "not_found": 404,
    "taste_profile_not_found": 404,
    "api_key_not_found": 404,
    "invitation_not_found": 404,
    "block_not_found": 404,
    "wave_not_found": 404,
    "method_not_allowed": 405,
    "revision_conflict": 409,
    "too_many_api_keys": 409,
    "too_many_invitations": 409,
    "own_invitation": 409,
    "erased": 410,
    "body_too_large": 413,
    "profile_too_large": 413,
    "unsupported_media_type": 415,
    "invalid_request": 422,
    "invalid_top_item": 422,
    "blank_name": 422,
    "too_many_top_items": 422,
    "empty_profile": 422,
    "visibility_required": 422,
    "display_name_required": 422,
    "invalid_cursor": 422,
    "source_not_offered": 422,
    "source_refused": 422,
    "source_sign_in_expired": 422,
    "source_empty": 422,
    "source_not_permitted": 403,
    "source_not_kept": 404,
    "last_source": 409,
    "refresh_not_possible": 422,
    "source_rate_limited": 429,
    "refresh_too_soon": 429,
    "too_many_requests": 429,
    "internal_error": 500,
    "source_error": 502,
    "source_unavailable": 502,
    "source_account_unknown": 502,
    "store_unavailable": 503,
}
"""Public and stable: codes are added, never changed."""


class ErrorBody(Struct, omit_defaults=True):
    """What went wrong, for programs (``code``) and people (``message``).

    ``source`` and ``cause`` say which music service it was and, where one code has
    several causes, which of them.
    """

    code: str
    message: str
    source: str | None = None
    cause: str | None = None


class ErrorReply(Struct):
    """The one shape of every error."""

    error: ErrorBody


class HttpApiError(SoulmateError):
    """A request that the contract itself refuses; ``code`` is of the list above."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def status_of(error: SoulmateError) -> int:
    """Return the HTTP status of an error; its code must be of the list."""
    return STATUS_BY_CODE[error.code]


def error_reply(
    code: str, message: str, *, source: str | None = None, cause: str | None = None
) -> ErrorReply:
    """Return the body of an error."""
    return ErrorReply(ErrorBody(code, message, source, cause))
