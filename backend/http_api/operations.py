"""The one table of operations: what the API can do, and who may ask for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from backend.http_api import presenters, replies, requests
from backend.http_api.messages import Outcome
from backend.taste_profile import ALGORITHM, build_taste_profile
from backend.use_cases.compare_users import compare_users
from backend.use_cases.errors import ProfileNotFoundError
from backend.use_cases.find_matches import find_matches
from backend.use_cases.ports import ProfileItem, ProfileStore
from backend.use_cases.taste_profiles import (
    Choices,
    Saving,
    delete_taste_profile,
    save_taste_profile,
    show_taste_profile,
)
from backend.use_cases.viewing import Viewing

CallerRule = Literal["anyone", "user_or_new", "user"]
"""``anyone`` needs no session, ``user`` needs one; ``user_or_new`` uses one if sent."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """What operations work with; each door's wiring fills it with real adapters."""

    store: ProfileStore
    viewing: Viewing
    now: Callable[[], datetime]
    new_id: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Call:
    """One checked call of an operation.

    ``caller`` is the signed-in ``user_id``; ``query`` and ``body`` have the types that
    the operation names.
    """

    rooms: Rooms
    caller: str | None
    path: dict[str, str]
    query: Any
    body: Any

    @property
    def user_id(self) -> str:
        """The caller, where the caller rule guarantees one."""
        if self.caller is None:
            raise AssertionError("this operation's caller rule lets nobody in unknown")
        return self.caller


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One row of the table."""

    name: str
    method: str
    path: str
    caller: CallerRule
    summary: str
    run: Callable[[Call], Outcome]
    reply: Any
    query: type = requests.NoQuery
    body: Any = None


def _health(call: Call) -> Outcome:
    return Outcome(replies.HealthReply("ok", ALGORITHM))


def _save(call: Call) -> Outcome:
    body: requests.SaveTasteProfile = call.body
    item = save_taste_profile(
        Saving(
            top_items=body.top_items(),
            choices=Choices(
                visibility=body.visibility,
                display_name=body.display_name,
                named_artists=body.named_artists,
            ),
        ),
        call.caller,
        store=call.rooms.store,
        now=call.rooms.now(),
        new_id=call.rooms.new_id,
    )
    reply = presenters.saved_reply(item, _profile(item))
    is_new = call.caller is None
    return Outcome(reply, 201 if is_new else 200, item.user_id if is_new else None)


def _show(call: Call) -> Outcome:
    item = show_taste_profile(call.user_id, store=call.rooms.store)
    return Outcome(presenters.taste_profile_reply(item, _profile(item)))


def _delete(call: Call) -> Outcome:
    delete_taste_profile(call.user_id, store=call.rooms.store)
    return Outcome(replies.DeletedReply(call.user_id, is_deleted=True))


def _me(call: Call) -> Outcome:
    try:
        item = show_taste_profile(call.user_id, store=call.rooms.store)
    except ProfileNotFoundError:
        return Outcome(presenters.me_reply(call.user_id, None))
    return Outcome(presenters.me_reply(call.user_id, item))


def _top_artists(call: Call) -> Outcome:
    return _top_items(call, "artist")


def _top_tracks(call: Call) -> Outcome:
    return _top_items(call, "track")


def _matches(call: Call) -> Outcome:
    page = find_matches(
        call.user_id,
        call.path["user_id"],
        n=call.query.limit,
        cursor=call.query.cursor,
        viewing=call.rooms.viewing,
    )
    return Outcome(presenters.matches_reply(page))


def _pair(call: Call) -> Outcome:
    pair = compare_users(
        call.user_id,
        call.path["user_id"],
        call.path["other_id"],
        viewing=call.rooms.viewing,
    )
    return Outcome(presenters.pair_reply(pair))


def _openapi(call: Call) -> Outcome:
    from backend.http_api.openapi import openapi_document  # only this path needs it

    return Outcome(openapi_document(OPERATIONS))


def _top_items(call: Call, kind: str) -> Outcome:
    item = show_taste_profile(call.user_id, store=call.rooms.store)
    time_range = call.query.time_range
    items = [
        top
        for top in item.top_items
        if top.kind == kind and time_range in (None, top.time_range)
    ]
    shown = [presenters.top_item_reply(top) for top in items[: call.query.limit]]
    return Outcome(replies.TopItemsReply(call.user_id, time_range, shown))


def _profile(item: ProfileItem) -> Any:
    return build_taste_profile(item.user_id, item.top_items)


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        name="health",
        method="GET",
        path="/health",
        caller="anyone",
        summary="Tell whether the service answers.",
        run=_health,
        reply=replies.HealthReply,
    ),
    Operation(
        name="save_taste_profile",
        method="POST",
        path="/taste-profile",
        caller="user_or_new",
        summary="Save your taste; without a session, as a new person.",
        run=_save,
        body=requests.SaveTasteProfile,
        reply=replies.SavedReply,
    ),
    Operation(
        name="show_taste_profile",
        method="GET",
        path="/taste-profile",
        caller="user",
        summary="Show all that is kept about your taste.",
        run=_show,
        reply=replies.TasteProfileReply,
    ),
    Operation(
        name="delete_taste_profile",
        method="DELETE",
        path="/taste-profile",
        caller="user",
        summary="Forget your taste at once.",
        run=_delete,
        reply=replies.DeletedReply,
    ),
    Operation(
        name="me",
        method="GET",
        path="/me",
        caller="user",
        summary="Tell who you are here.",
        run=_me,
        reply=replies.MeReply,
    ),
    Operation(
        name="top_artists",
        method="GET",
        path="/top-artists",
        caller="user",
        summary="List your top artists as kept.",
        run=_top_artists,
        query=requests.TopItemsQuery,
        reply=replies.TopItemsReply,
    ),
    Operation(
        name="top_tracks",
        method="GET",
        path="/top-tracks",
        caller="user",
        summary="List your top tracks as kept.",
        run=_top_tracks,
        query=requests.TopItemsQuery,
        reply=replies.TopItemsReply,
    ),
    Operation(
        name="find_matches",
        method="GET",
        path="/matches/{user_id}",
        caller="user",
        summary="Rank your soulmates, closest first.",
        run=_matches,
        query=requests.MatchesQuery,
        reply=replies.MatchesReply,
    ),
    Operation(
        name="compare_users",
        method="GET",
        path="/matches/{user_id}/{other_id}",
        caller="user",
        summary="Compare yourself with one person, down to the last point.",
        run=_pair,
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
