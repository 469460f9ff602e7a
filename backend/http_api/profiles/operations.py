"""The operations on the caller's taste profile."""

from __future__ import annotations

from backend.http_api.operation import Operation
from backend.http_api.profiles import actions
from backend.http_api.profiles.messages import (
    DeletedReply,
    SavedReply,
    TasteProfileReply,
    TopItemsQuery,
    TopItemsReply,
)
from backend.http_api.profiles.save_request import SaveTasteProfile

KEEPING = (
    "invalid_top_item",
    "blank_name",
    "too_many_top_items",
    "empty_profile",
    "profile_too_large",
    "revision_conflict",
)

READING = (
    "source_refused",
    "source_sign_in_expired",
    "source_empty",
    "source_not_permitted",
    "source_rate_limited",
    "source_error",
    "source_unavailable",
    "source_account_unknown",
)

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        name="save_taste_profile",
        method="POST",
        path="/taste-profile",
        caller="user_or_new",
        summary="Save your taste; without a session, as a new person.",
        run=actions.save,
        body=SaveTasteProfile,
        reply=SavedReply,
        scope="profile:write",
        makes_new="Saved as a new person, with a session cookie.",
        limit="write",
        refuses=(
            "visibility_required",
            "display_name_required",
            "source_not_offered",
            *KEEPING,
            *READING,
        ),
    ),
    Operation(
        name="show_taste_profile",
        method="GET",
        path="/taste-profile",
        caller="user",
        summary="Show all that is kept about your taste.",
        run=actions.show,
        reply=TasteProfileReply,
        scope="profile:read",
        refuses=("taste_profile_not_found",),
    ),
    Operation(
        name="refresh_taste_profile",
        method="POST",
        path="/taste-profile/refresh",
        caller="user",
        summary="Read your listening again from where you agreed to it.",
        run=actions.refresh,
        reply=SavedReply,
        scope="profile:write",
        limit="reach_out",
        refuses=(
            "taste_profile_not_found",
            "refresh_not_possible",
            "refresh_too_soon",
            *KEEPING,
            *READING,
        ),
    ),
    Operation(
        name="remove_source",
        method="DELETE",
        path="/taste-profile/sources/{source}",
        caller="user",
        summary="Forget what only one source said about your taste.",
        run=actions.remove_one_source,
        reply=SavedReply,
        scope="profile:write",
        limit="write",
        refuses=(
            "taste_profile_not_found",
            "source_not_kept",
            "last_source",
            "empty_profile",
            "revision_conflict",
        ),
    ),
    Operation(
        name="delete_taste_profile",
        method="DELETE",
        path="/taste-profile",
        caller="user",
        summary="Forget your taste at once.",
        run=actions.delete,
        reply=DeletedReply,
        limit="write",
    ),
    Operation(
        name="top_artists",
        method="GET",
        path="/top-artists",
        caller="user",
        summary="List your top artists as kept.",
        run=actions.top_artists,
        query=TopItemsQuery,
        reply=TopItemsReply,
        scope="profile:read",
        refuses=("taste_profile_not_found",),
    ),
    Operation(
        name="top_tracks",
        method="GET",
        path="/top-tracks",
        caller="user",
        summary="List your top tracks as kept.",
        run=actions.top_tracks,
        query=TopItemsQuery,
        reply=TopItemsReply,
        scope="profile:read",
        refuses=("taste_profile_not_found",),
    ),
)
