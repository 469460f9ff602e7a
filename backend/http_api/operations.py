"""The one table of operations: what the API can do, and who may ask for it."""

from __future__ import annotations

from typing import Any

from backend.http_api import actions, replies, requests
from backend.http_api.messages import Outcome
from backend.http_api.operation import Call, Operation


def _openapi(call: Call) -> Outcome:
    from backend.http_api.openapi import openapi_document  # only this path needs it

    return Outcome(openapi_document(OPERATIONS))


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        name="health",
        method="GET",
        path="/health",
        caller="anyone",
        summary="Tell whether the service answers.",
        run=actions.health,
        reply=replies.HealthReply,
    ),
    Operation(
        name="sources",
        method="GET",
        path="/sources",
        caller="anyone",
        summary="List the music sources that you can come from.",
        run=actions.sources,
        reply=replies.SourcesReply,
    ),
    Operation(
        name="save_taste_profile",
        method="POST",
        path="/taste-profile",
        caller="user_or_new",
        summary="Save your taste; without a session, as a new person.",
        run=actions.save,
        body=requests.SaveTasteProfile,
        reply=replies.SavedReply,
    ),
    Operation(
        name="show_taste_profile",
        method="GET",
        path="/taste-profile",
        caller="user",
        summary="Show all that is kept about your taste.",
        run=actions.show,
        reply=replies.TasteProfileReply,
    ),
    Operation(
        name="refresh_taste_profile",
        method="POST",
        path="/taste-profile/refresh",
        caller="user",
        summary="Read your listening again from where you agreed to it.",
        run=actions.refresh,
        reply=replies.SavedReply,
    ),
    Operation(
        name="remove_source",
        method="DELETE",
        path="/taste-profile/sources/{source}",
        caller="user",
        summary="Forget what only one source told about your taste.",
        run=actions.remove_one_source,
        reply=replies.SavedReply,
    ),
    Operation(
        name="delete_taste_profile",
        method="DELETE",
        path="/taste-profile",
        caller="user",
        summary="Forget your taste at once.",
        run=actions.delete,
        reply=replies.DeletedReply,
    ),
    Operation(
        name="end_session",
        method="DELETE",
        path="/session",
        caller="anyone",
        summary="Sign out: take the session cookie away.",
        run=actions.end_session,
        reply=replies.SignedOutReply,
    ),
    Operation(
        name="me",
        method="GET",
        path="/me",
        caller="user",
        summary="Tell who you are here.",
        run=actions.me,
        reply=replies.MeReply,
    ),
    Operation(
        name="top_artists",
        method="GET",
        path="/top-artists",
        caller="user",
        summary="List your top artists as kept.",
        run=actions.top_artists,
        query=requests.TopItemsQuery,
        reply=replies.TopItemsReply,
    ),
    Operation(
        name="top_tracks",
        method="GET",
        path="/top-tracks",
        caller="user",
        summary="List your top tracks as kept.",
        run=actions.top_tracks,
        query=requests.TopItemsQuery,
        reply=replies.TopItemsReply,
    ),
    Operation(
        name="find_matches",
        method="GET",
        path="/matches/{user_id}",
        caller="user",
        summary="Rank your soulmates, closest first.",
        run=actions.matches,
        query=requests.MatchesQuery,
        reply=replies.MatchesReply,
    ),
    Operation(
        name="compare_users",
        method="GET",
        path="/matches/{user_id}/{other_id}",
        caller="user",
        summary="Compare yourself with one person, down to the last point.",
        run=actions.pair,
        reply=replies.PairReply,
    ),
    Operation(
        name="openapi",
        method="GET",
        path="/openapi.json",
        caller="anyone",
        summary="Describe this API as OpenAPI 3.1.",
        run=_openapi,
        reply=dict[str, Any],
    ),
)
