"""What callers send and get about their account."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from backend.http_api.fields import Name
from backend.taste_profile import (
    Visibility,
)
from backend.use_cases.accounts.api_keys import Scope


class Recover(Struct, forbid_unknown_fields=True):
    """Come back by a recovery code; dashes and spaces do not matter."""

    recovery_code: Annotated[str, Meta(min_length=1, max_length=200)]


class MakeApiKey(Struct, forbid_unknown_fields=True):
    """Make a key; it may do what its scopes say, and nothing else."""

    name: Name
    scopes: Annotated[list[Scope], Meta(min_length=1, max_length=8)]


class SignedOutReply(Struct):
    """The session cookie is gone."""

    is_signed_out: bool


class SessionsEndedReply(Struct):
    """All sessions but the one that comes with this reply are ended."""

    user_id: str
    are_ended: bool


class RecoveryCodeReply(Struct):
    """A recovery code, shown this one time."""

    recovery_code: str


class RecoveredReply(Struct):
    """A session of the code's holder comes with this reply."""

    user_id: str
    is_recovered: bool


class ApiKeyReply(Struct):
    """A key of a program, as its owner sees it after it was made.

    ``last_used_at`` is the hour in which it was last used within 400 days, or null.
    """

    key_id: str
    name: str
    scopes: list[Scope]
    made_at: str
    last_used_at: str | None


class NewApiKeyReply(Struct):
    """A new key; ``key`` is shown this one time."""

    key: str
    api_key: ApiKeyReply


class ApiKeysReply(Struct):
    """One's keys, oldest first."""

    api_keys: list[ApiKeyReply]


class RevokedReply(Struct):
    """The key is useless."""

    key_id: str
    is_revoked: bool


class MeReply(Struct):
    """Who is calling."""

    user_id: str
    has_taste_profile: bool
    visibility: Visibility | None
    display_name: str | None
    is_verified: bool
    updated_at: str | None


class AuditEntryReply(Struct):
    """Something that was done with the caller's account."""

    at: str
    event: str


class RemnantReply(Struct):
    """What cannot go at once, and when it does."""

    what: str
    until: str


class ReceiptReply(Struct):
    """What was erased, and what of it expires when."""

    user_id: str
    is_erased: bool
    had_taste_profile: bool
    linked_sources: int
    remnants: list[RemnantReply]
