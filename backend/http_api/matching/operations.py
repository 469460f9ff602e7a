"""The operations on matches."""

from __future__ import annotations

from backend.http_api.matching import actions
from backend.http_api.matching.messages import MatchesQuery, MatchesReply, PairReply
from backend.http_api.operation import Operation

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        name="find_matches",
        method="GET",
        path="/matches/{user_id}",
        caller="user",
        summary="Rank your soulmates, closest first.",
        run=actions.matches,
        query=MatchesQuery,
        reply=MatchesReply,
        scope="matches:read",
        limit="rank",
        refuses=(
            "not_permitted",
            "hidden_user",
            "taste_profile_not_found",
            "invalid_cursor",
        ),
    ),
    Operation(
        name="compare_users",
        method="GET",
        path="/matches/{user_id}/{other_id}",
        caller="user",
        summary="Compare yourself with one person, down to the last point.",
        run=actions.pair,
        reply=PairReply,
        scope="matches:read",
        limit="rank",
        refuses=(
            "not_permitted",
            "hidden_user",
            "taste_profile_not_found",
        ),
    ),
)
