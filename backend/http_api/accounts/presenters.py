"""From accounts to what their owners get."""

from __future__ import annotations

from backend.http_api.accounts.messages import (
    ApiKeyReply,
    MeReply,
    ReceiptReply,
    RemnantReply,
)
from backend.use_cases.accounts.api_keys import ApiKey
from backend.use_cases.people.erasure import Receipt
from backend.use_cases.profiles.profile import (
    ProfileItem,
)

REMNANTS = (
    (
        "your weights in the sample that scores are compared with, where you are in it",
        "the next statistics of the community",
    ),
    ("backups, from which you are erased again when they are restored", "35 days"),
    (
        "how often you asked just now, counted under a keyed hash",
        "a few days",
    ),
    (
        "a keyed hash that keeps you erased, and does not tell who you were",
        "ever",
    ),
)


def me_reply(user_id: str, item: ProfileItem | None) -> MeReply:
    """Say who is calling."""
    return MeReply(
        user_id=user_id,
        has_taste_profile=item is not None,
        visibility=item.visibility if item else None,
        display_name=item.display_name if item else None,
        is_verified=bool(item and item.is_verified),
        updated_at=item.updated_at if item else None,
    )


def api_key_reply(key: ApiKey) -> ApiKeyReply:
    """Show a key without its secret."""
    return ApiKeyReply(
        key_id=key.key_id,
        name=key.name,
        scopes=list(key.scopes),
        made_at=key.made_at,
        last_used_at=key.last_used_at,
    )


def receipt_reply(receipt: Receipt) -> ReceiptReply:
    """Say what was erased, and what goes later."""
    return ReceiptReply(
        user_id=receipt.user_id,
        is_erased=True,
        had_taste_profile=receipt.had_taste_profile,
        linked_sources=receipt.counts["linked_sources"],
        remnants=[RemnantReply(what, until) for what, until in REMNANTS],
    )
