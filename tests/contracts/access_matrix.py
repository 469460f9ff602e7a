"""Who may do what: for every operation, the answer to each kind of caller.

An answer is a status, then the code of a refusal, or how much of the other person it
shows: ``named``, ``aliased``, or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

CallerKind = Literal[
    "nobody",
    "self",
    "key for profile:read",
    "key for profile:write",
    "key for matches:read",
    "key for everything",
    "revoked key",
    "key of the erased",
    "expired",
    "ended",
    "forged",
    "rotated away",
    "other audience",
    "algorithm none",
    "erased",
]
"""By what somebody calls, with their own ids and codes wherever there is a place."""

OtherKind = Literal[
    "stranger",
    "stranger's own",
    "blocked them",
    "blocked by them",
    "hidden",
    "anonymous",
    "anonymous, by id",
    "revealed",
    "revealed, by alias",
    "companion",
    "companion without a name",
    "companion without a name, by id",
    "erased",
]
"""Whom somebody with a session asks for, under the id or code that they would have;
``stranger's own`` puts the other person's id, key or block in place of one's own."""

CALLERS: tuple[CallerKind, ...] = get_args(CallerKind)
OTHERS: tuple[OtherKind, ...] = get_args(OtherKind)

REFUSED: Mapping[CallerKind, str] = {
    "revoked key": "401 api_key_invalid",
    "key of the erased": "401 api_key_invalid",
    "expired": "401 session_expired",
    "ended": "401 session_invalid",
    "forged": "401 session_invalid",
    # Signed with a key that has been replaced twice since.
    "rotated away": "401 session_invalid",
    "other audience": "401 session_invalid",
    "algorithm none": "401 session_invalid",
    "erased": "410 erased",
}
"""By these nobody gets in, wherever it matters who calls."""

ERASED: tuple[CallerKind, ...] = ("erased", "key of the erased")
NO_PROFILE = "404 taste_profile_not_found"
NO_WAVE = "404 wave_not_found"
NO_INVITATION = "404 invitation_not_found"


@dataclass(frozen=True)
class Row:
    """What one operation answers.

    Args:
        callers: By how somebody calls.
        others: By whom they ask for.
    """

    callers: Mapping[CallerKind, str]
    others: Mapping[OtherKind, str]


def for_anyone(
    own: str,
    others: Mapping[OtherKind, str] | None = None,
    *,
    code_gone: str = "",
    gone_with: tuple[CallerKind, ...] = (),
) -> Row:
    """Return a row of an operation that does not look at who calls.

    A code of one's own may be ``gone_with`` one's sessions or oneself.
    """
    callers = dict.fromkeys(CALLERS, own) | dict.fromkeys(gone_with, code_gone)
    return Row(callers, others or nobody_else(own))


def for_users(
    own: str,
    others: Mapping[OtherKind, str] | None = None,
    *,
    key: CallerKind | None = None,
    nobody: str = "401 session_required",
) -> Row:
    """Return a row of an operation that needs a session, or a key of one kind."""
    callers: dict[CallerKind, str] = dict.fromkeys(CALLERS, "403 scope_required")
    callers |= {**REFUSED, "nobody": nobody, "self": own}
    if key is not None:
        callers |= {key: own, "key for everything": own}
    return Row(callers, others or nobody_else(own))


def nobody_else(own: str) -> Mapping[OtherKind, str]:
    """Return the answers where no other person has a place: as ever, showing none."""
    return dict.fromkeys(OTHERS, own)


def by_other(
    answers: Mapping[OtherKind, str], otherwise: str
) -> Mapping[OtherKind, str]:
    """Return the answers where it matters who the other person is."""
    return {**dict.fromkeys(OTHERS, otherwise), **answers}


MATRIX: Mapping[str, Row] = {
    "health": for_anyone("200"),
    "sources": for_anyone("200"),
    "openapi": for_anyone("200"),
    "end_session": for_anyone("200"),
    # Whoever holds a code is its person, whoever else they are.
    "recover": for_anyone(
        "200",
        by_other({"stranger's own": "200 named"}, "200"),
        code_gone="401 recovery_code_unknown",
        gone_with=("ended", *ERASED),
    ),
    # It is shown to whoever holds it, signed in or not: so also to the blocked.
    "open_invitation": for_anyone(
        "200",
        by_other(
            {
                "anonymous": "200",
                "anonymous, by id": "200",
                "revealed": "200",
                "revealed, by alias": "200",
                "companion without a name": "200",
                "companion without a name, by id": "200",
                "erased": NO_INVITATION,
            },
            "200 named",
        ),
        code_gone=NO_INVITATION,
        gone_with=ERASED,
    ),
    "save_taste_profile": for_users("200", key="key for profile:write", nobody="201"),
    "show_taste_profile": for_users("200", key="key for profile:read"),
    "refresh_taste_profile": for_users(
        "422 refresh_not_possible", key="key for profile:write"
    ),
    "remove_source": for_users("409 last_source", key="key for profile:write"),
    "delete_taste_profile": for_users("200"),
    "me": for_users("200", key="key for profile:read"),
    "top_artists": for_users("200", key="key for profile:read"),
    "top_tracks": for_users("200", key="key for profile:read"),
    "change_choices": for_users("200"),
    "make_recovery_code": for_users("201"),
    "erase_me": for_users("200"),
    "export": for_users(
        "200",
        by_other(
            {
                "revealed": "200 named",
                "revealed, by alias": "200 named",
                "companion": "200 named",
                "companion without a name": "200 aliased",
                "companion without a name, by id": "200 aliased",
            },
            "200",
        ),
    ),
    "end_all_sessions": for_users("200"),
    "make_api_key": for_users("201"),
    "list_api_keys": for_users("200"),
    "revoke_api_key": for_users(
        "200", by_other({"stranger's own": "404 api_key_not_found"}, "200")
    ),
    "find_matches": for_users(
        "200",
        by_other(
            {
                "stranger": "200 named",
                "stranger's own": "403 not_permitted",
                "anonymous": "200 aliased",
                "anonymous, by id": "200 aliased",
                "revealed": "200 named",
                "revealed, by alias": "200 named",
            },
            "200",
        ),
        key="key for matches:read",
    ),
    "compare_users": for_users(
        NO_PROFILE,
        by_other(
            {
                "stranger": "200 named",
                "stranger's own": "403 not_permitted",
                "anonymous": "200 aliased",
                "revealed": "200 named",
                "companion": "200 named",
                "companion without a name": "200 aliased",
            },
            NO_PROFILE,
        ),
        key="key for matches:read",
    ),
    "list_waves": for_users(
        "200",
        by_other({"revealed": "200 named", "revealed, by alias": "200 named"}, "200"),
    ),
    "wave": for_users(
        NO_PROFILE,
        by_other(
            {
                "stranger": "200 named",
                "stranger's own": "200 named",
                "anonymous": "200 aliased",
                "revealed": "200 named",
            },
            NO_PROFILE,
        ),
    ),
    "take_wave_back": for_users(NO_WAVE, by_other({"revealed": "200 named"}, NO_WAVE)),
    "list_blocks": for_users("200"),
    "block": for_users(
        NO_PROFILE,
        by_other(
            {
                "stranger": "200 named",
                "stranger's own": "200 named",
                "anonymous": "200 aliased",
                "revealed": "200 named",
                "companion": "200 named",
                "companion without a name": "200 aliased",
            },
            NO_PROFILE,
        ),
    ),
    "lift_block": for_users(
        "200", by_other({"stranger's own": "404 block_not_found"}, "200")
    ),
    "list_invitations": for_users("200"),
    "invite": for_users("201"),
    "revoke_invitation": for_users(
        "200", by_other({"stranger's own": NO_INVITATION}, "200")
    ),
    "accept_invitation": for_users(
        "409 own_invitation",
        by_other(
            {
                "blocked them": NO_INVITATION,
                "blocked by them": NO_INVITATION,
                "anonymous": "200 aliased",
                "anonymous, by id": "200 aliased",
                # An invitation without a name stays without one.
                "revealed": "200 aliased",
                "revealed, by alias": "200 aliased",
                "companion without a name": "200 aliased",
                "companion without a name, by id": "200 aliased",
                "erased": NO_INVITATION,
            },
            "200 named",
        ),
    ),
    "list_companions": for_users(
        "200",
        by_other(
            {
                "companion": "200 named",
                "companion without a name": "200 aliased",
                "companion without a name, by id": "200 aliased",
            },
            "200",
        ),
    ),
    "end_comparison": for_users(
        NO_PROFILE,
        by_other(
            {"companion": "200 named", "companion without a name": "200 aliased"},
            NO_PROFILE,
        ),
    ),
}
