"""What operations on matches do."""

from __future__ import annotations

from backend.http_api.matching.presenters import matches_reply, pair_reply
from backend.http_api.messages import Outcome
from backend.http_api.operation import Call
from backend.use_cases.matching.compare_users import compare_users
from backend.use_cases.matching.find_matches import find_matches


def matches(call: Call) -> Outcome:
    """Rank the caller's soulmates."""
    page = find_matches(
        call.user_id,
        call.path["user_id"],
        n=call.query.limit,
        cursor=call.query.cursor,
        people=call.query.people,
        viewing=call.services.viewing,
    )
    return Outcome(matches_reply(page))


def pair(call: Call) -> Outcome:
    """Compare the caller with one person."""
    pair = compare_users(
        call.user_id,
        call.path["user_id"],
        call.path["other_id"],
        viewing=call.services.viewing,
    )
    return Outcome(pair_reply(pair))
